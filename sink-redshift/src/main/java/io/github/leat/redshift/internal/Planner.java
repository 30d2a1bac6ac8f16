package io.github.leat.redshift.internal;

import io.github.leat.core.SchemaException;
import io.github.leat.core.schema.Column;
import io.github.leat.core.schema.ColumnType;
import io.github.leat.core.schema.ColumnType.Kind;
import io.github.leat.core.schema.Schema;
import io.github.leat.core.schema.TypeJoin;
import io.github.leat.core.sink.SchemaPolicy;
import io.github.leat.core.sink.WriteMode;
import io.github.leat.redshift.internal.Target.TargetColumn;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalInt;

/** Brings a load's columns and a table together; reads nothing and writes nothing. */
final class Planner {
    private static final int MAX_COMMENT_LENGTH = 500;

    private final Options options;
    private final String where;
    private final Table table;
    private final Optional<Target> target;
    private final Schema load;
    private final List<Column> columns = new ArrayList<>();
    private final List<Slot> slots = new ArrayList<>();
    private final List<String> definitions = new ArrayList<>();
    private final List<String> changes = new ArrayList<>();
    private final List<String> comments = new ArrayList<>();

    private Planner(Options options, String where, Table table, Optional<Target> target, Schema load) {
        this.options = options;
        this.where = where;
        this.table = table;
        this.target = target;
        this.load = load;
    }

    /** @throws SchemaException if they do not fit */
    static TablePlan plan(Options options, String where, Table table, Optional<Target> target, Schema load) {
        return new Planner(options, where, table, target, load).plan();
    }

    private TablePlan plan() {
        if (load.size() == 0) {
            throw new SchemaException(where + ": the load has no columns. Check the source with leat preview.");
        }
        checkNamesDiffer();
        List<Integer> key = key();
        for (Column column : load.columns()) {
            Optional<TargetColumn> existing =
                    target.flatMap(found -> found.column(Identifiers.column(column.sqlName())));
            if (existing.isPresent()) {
                take(column, existing.get());
            } else {
                add(column);
            }
        }
        checkMissingColumns();
        checkLayout(key);
        List<String> ddl = new ArrayList<>();
        if (target.isEmpty()) {
            ddl.add("CREATE TABLE " + table.sql() + " (" + String.join(", ", definitions) + ")"
                    + TableSql.layout(options, Schema.of(columns)));
        }
        ddl.addAll(changes);
        ddl.addAll(comments);
        return new TablePlan(Schema.of(columns), slots, key, ddl, target.isEmpty());
    }

    private boolean isFrozen() {
        return options.policy() == SchemaPolicy.FREEZE;
    }

    private void checkNamesDiffer() {
        Map<String, String> seen = new HashMap<>();
        for (Column column : load.columns()) {
            String other = seen.put(Identifiers.column(column.sqlName()), column.sqlName());
            if (other != null) {
                throw new SchemaException(where + ": the columns " + other + " and " + column.sqlName()
                        + " are one to Redshift, which compares names without case. Rename one of them.");
            }
        }
    }

    private List<Integer> key() {
        if (options.mode().needsKey() && options.key().isEmpty()) {
            throw new SchemaException(where + ": mode " + options.mode()
                    + " needs a key. Name the key columns, or use mode APPEND or REPLACE.");
        }
        List<Integer> indexes = new ArrayList<>();
        if (options.mode() != WriteMode.APPEND) {
            options.key().forEach(name -> indexes.add(indexOf(name)));
        }
        return indexes;
    }

    private int indexOf(String name) {
        OptionalInt index = load.indexOf(name);
        if (index.isPresent()) {
            return index.getAsInt();
        }
        for (int i = 0; i < load.size(); i++) {
            if (load.column(i).sqlName().equalsIgnoreCase(name)) {
                return i;
            }
        }
        throw new SchemaException(where + ": the key column \"" + name + "\" is not in the load. Its columns are "
                + String.join(", ", load.columns().stream().map(Column::sqlName).toList()) + ".");
    }

    private void add(Column column) {
        if (isFrozen() && target.isPresent()) {
            throw new SchemaException(where + ": the table has no column \"" + column.sqlName()
                    + "\", and schema policy FREEZE adds none. Leave the column out with select, or use schema policy"
                    + " EVOLVE.");
        }
        boolean isJson = column.type().kind() == Kind.TEXT
                && options.layout().jsonColumns().stream().anyMatch(name -> TableSql.isNamed(column, name));
        String type = isJson
                ? Types.SUPER
                : Types.nameOf(column.type(), options.layout().textBytes());
        String definition = Identifiers.quoteColumn(column.sqlName()) + " " + type + encoding(column);
        if (target.isEmpty()) {
            definitions.add(definition);
        } else {
            changes.add("ALTER TABLE " + table.sql() + " ADD COLUMN " + definition);
        }
        String comment = commentFor(column);
        if (!comment.isEmpty()) {
            comments.add("COMMENT ON COLUMN " + table.sql() + "." + Identifiers.quoteColumn(column.sqlName()) + " IS "
                    + Literals.plain(comment));
        }
        columns.add(column);
        slots.add(new Slot(Identifiers.column(column.sqlName()), type, true));
    }

    private String encoding(Column column) {
        return options.layout().encodings().entrySet().stream()
                .filter(entry -> TableSql.isNamed(column, entry.getKey()))
                .findFirst()
                .map(entry -> " ENCODE " + entry.getValue())
                .orElse("");
    }

    /** {@code Event Date #date+occurred}: the name in the source where the SQL name differs, and the HXL tag. */
    private static String commentFor(Column column) {
        String name = column.name().equalsIgnoreCase(Identifiers.column(column.sqlName())) ? "" : column.name();
        String comment = (name + " " + column.hxl().orElse("")).strip().replace('\\', '/');
        return comment.length() <= MAX_COMMENT_LENGTH ? comment : comment.substring(0, MAX_COMMENT_LENGTH);
    }

    private void take(Column column, TargetColumn existing) {
        ColumnType stored = Types.typeOf(existing.nativeType())
                .orElseThrow(() -> new SchemaException(where + ": column \"" + existing.name() + "\" has type "
                        + existing.nativeType()
                        + ", which no CSV field is read as. Leave the column out with select, or rename it."));
        Slot slot = new Slot(existing.name(), existing.nativeType(), existing.isNullable());
        boolean evolves = !isFrozen();
        if (column.origin() == Column.Origin.NO_VALUES) {
            columns.add(column.withType(stored).withOrigin(evolves ? Column.Origin.INFERRED : Column.Origin.DECLARED));
            slots.add(slot);
            return;
        }
        Optional<ColumnType> joined = TypeJoin.of(stored, column.type());
        if (joined.isEmpty() && column.type().kind() != Kind.TEXT) {
            throw misfit(column, existing);
        }
        ColumnType wanted = joined.orElse(stored);
        boolean declared = column.origin() == Column.Origin.DECLARED;
        if (!evolves && declared && !wanted.equals(stored)) {
            throw misfit(column, existing);
        }
        if (evolves && !wanted.equals(stored)) {
            String type = Types.nameOf(wanted, Layout.MAX_TEXT_BYTES);
            changes.addAll(TableSql.widen(table, existing.name(), column.withType(stored), type));
            columns.add(typed(column, wanted));
            slots.add(new Slot(existing.name(), type, existing.isNullable()));
            return;
        }
        // a day or a truth value of the table cannot become a text: a value that is none is rejected
        boolean canWiden = TypeJoin.of(stored, ColumnType.TEXT).isPresent();
        boolean isOpen =
                evolves && canWiden && !declared && joined.isPresent() && stored.kind() == joinKind(column, stored);
        columns.add(typed(column, stored).withOrigin(isOpen ? Column.Origin.INFERRED : Column.Origin.DECLARED));
        slots.add(slot);
    }

    /** Numbers stay open to widening in a wider number's column; other types only where the column is of that type. */
    private static Kind joinKind(Column column, ColumnType stored) {
        boolean exact = stored.kind() == Kind.DECIMAL && column.type().kind() == Kind.LONG;
        return exact ? stored.kind() : column.type().kind();
    }

    private static Column typed(Column column, ColumnType type) {
        if (type.kind() == column.type().kind()) {
            return column.withType(type, column.format());
        }
        boolean sameTexts = type.isNumeric() && column.type().isNumeric();
        return (sameTexts ? column.withType(type, column.format()) : column.withType(type))
                .withOrigin(Column.Origin.DECLARED);
    }

    private SchemaException misfit(Column column, TargetColumn existing) {
        return new SchemaException(where + ": column \"" + existing.name() + "\" is " + existing.nativeType()
                + " in the table and " + column.type() + " in the load. Declare the column's type, or load into another"
                + (isFrozen() ? " table, or use schema policy EVOLVE." : " table."));
    }

    /** A SUPER column is no key of anything; a hint for a column that is not there is a mistake. */
    private void checkLayout(List<Integer> key) {
        for (int index : key) {
            if (slots.get(index).nativeType().equals(Types.SUPER)) {
                throw new SchemaException(
                        where + ": column \"" + slots.get(index).column()
                                + "\" is of type SUPER, whose values cannot be a key. Choose other key columns.");
            }
        }
        Layout layout = options.layout();
        List<String> hinted = new ArrayList<>(layout.encodings().keySet());
        hinted.addAll(layout.jsonColumns());
        for (String name : hinted) {
            if (load.columns().stream().noneMatch(column -> TableSql.isNamed(column, name))) {
                throw new SchemaException(where + ": there is no column \"" + name
                        + "\" to encode or to be SUPER. The load's columns are "
                        + String.join(
                                ", ",
                                load.columns().stream().map(Column::sqlName).toList()) + ".");
            }
        }
    }

    private void checkMissingColumns() {
        for (TargetColumn existing : target.map(Target::columns).orElse(List.of())) {
            boolean filled = slots.stream().anyMatch(slot -> slot.column().equals(existing.name()));
            if (!filled && !existing.isNullable() && !existing.hasDefault()) {
                throw new SchemaException(where + ": column \"" + existing.name()
                        + "\" takes no NULL, has no default, and is not in the load. Add it to the load, or give it a"
                        + " default.");
            }
        }
    }
}
