package io.github.leat.rds.internal;

import io.github.leat.core.SchemaException;
import io.github.leat.core.schema.Column;
import io.github.leat.core.schema.ColumnType;
import io.github.leat.core.schema.ColumnType.Kind;
import io.github.leat.core.schema.Schema;
import io.github.leat.core.schema.TypeJoin;
import io.github.leat.core.sink.SchemaPolicy;
import io.github.leat.core.sink.WriteMode;
import io.github.leat.rds.Visibility;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalInt;

/** Brings a load's columns and a table together; reads nothing and writes nothing. */
final class Planner {
    private final Dialect dialect;
    private final SinkOptions options;
    private final String where;
    private final Optional<TargetTable> target;
    private final Schema load;
    private final List<Column> columns = new ArrayList<>();
    private final List<Slot> slots = new ArrayList<>();
    private final List<String> definitions = new ArrayList<>();
    private final List<String> changes = new ArrayList<>();
    /**
     * Most comments set on one table. DuckDB copies the whole entry of the table for each, and keeps the copies until the
     * transaction ends: a thousand long ones took 24 GB.
     */
    private static final int MAX_COMMENTS = 200;

    private static final int MAX_COMMENT_LENGTH = 500;

    private final List<String> comments = new ArrayList<>();

    private Planner(Dialect dialect, SinkOptions options, String where, Optional<TargetTable> target, Schema load) {
        this.dialect = dialect;
        this.options = options;
        this.where = where;
        this.target = target;
        this.load = load;
    }

    /** @throws SchemaException if they do not fit */
    static TablePlan plan(
            Dialect dialect, SinkOptions options, String where, Optional<TargetTable> target, Schema load) {
        return new Planner(dialect, options, where, target, load).plan();
    }

    private TablePlan plan() {
        if (load.size() == 0) {
            throw new SchemaException(where + ": the load has no columns. Check the source with leat preview.");
        }
        checkNamesDiffer();
        List<Integer> key = keyIndexes();
        String table = target.map(TargetTable::name).orElse(options.table());
        for (Column column : load.columns()) {
            Optional<TargetColumn> existing = target.flatMap(t -> t.column(dialect.identifier(column.sqlName())));
            if (existing.isPresent()) {
                take(table, column, existing.get());
            } else {
                add(table, column);
            }
        }
        checkMissingColumns();
        List<String> ddl = new ArrayList<>();
        if (target.isEmpty()) {
            ddl.add("CREATE TABLE " + dialect.table(table) + " (" + String.join(", ", definitions) + ")"
                    + dialect.tableOptions());
            if (options.mode().needsKey()) {
                dialect.uniqueKey(
                                table,
                                key.stream()
                                        .map(index -> slots.get(index).column())
                                        .toList())
                        .ifPresent(ddl::add);
            }
        }
        ddl.addAll(changes);
        if (comments.size() <= MAX_COMMENTS) {
            ddl.addAll(comments);
        }
        return new TablePlan(Schema.of(columns), slots, table, target, key, keepMax(), ddl, order(), isDirect());
    }

    private boolean isFrozen() {
        return options.policy() == SchemaPolicy.FREEZE;
    }

    private void checkNamesDiffer() {
        Map<String, String> seen = new HashMap<>();
        for (Column column : load.columns()) {
            String other = seen.put(column.sqlName().toLowerCase(Locale.ROOT), column.sqlName());
            if (other != null) {
                throw new SchemaException(where + ": the columns " + other + " and " + column.sqlName() + " are one to "
                        + dialect.product() + ", which compares names without case. Rename one of them.");
            }
        }
    }

    private List<Integer> keyIndexes() {
        if (options.mode() != WriteMode.APPEND
                && options.visibility().filter(Visibility.INCREMENTAL::equals).isPresent()) {
            throw new SchemaException(where + ": mode " + options.mode()
                    + " shows its records when the load completes, not before. Leave visibility INCREMENTAL out, or use mode"
                    + " APPEND.");
        }
        if (options.mode().needsKey() && options.key().isEmpty()) {
            throw new SchemaException(where + ": mode " + options.mode()
                    + " needs a key. Name the key columns, or use mode APPEND or REPLACE.");
        }
        List<Integer> indexes = new ArrayList<>();
        if (options.mode() != WriteMode.APPEND) {
            options.key().forEach(name -> indexes.add(indexOf(name, "key column")));
        }
        return indexes;
    }

    private Optional<Integer> keepMax() {
        return options.mode() == WriteMode.APPEND
                ? Optional.empty()
                : options.duplicates().column().map(name -> indexOf(name, "column of KEEP_MAX"));
    }

    private int indexOf(String name, String role) {
        OptionalInt index = load.indexOf(name);
        if (index.isPresent()) {
            return index.getAsInt();
        }
        for (int i = 0; i < load.size(); i++) {
            if (load.column(i).sqlName().equalsIgnoreCase(name)) {
                return i;
            }
        }
        throw new SchemaException(where + ": the " + role + " \"" + name + "\" is not in the load. Its columns are "
                + String.join(", ", load.columns().stream().map(Column::sqlName).toList()) + ".");
    }

    private void add(String table, Column column) {
        if (isFrozen() && target.isPresent()) {
            throw new SchemaException(where + ": the table has no column \"" + column.sqlName()
                    + "\", and schema policy FREEZE adds none. Leave the column out with select, or use schema policy"
                    + " EVOLVE.");
        }
        String type = dialect.typeName(column.type());
        String comment = commentFor(column);
        String definition = dialect.definition(column, type, comment);
        if (target.isEmpty()) {
            definitions.add(definition);
        } else {
            changes.add(dialect.addColumn(table, definition));
        }
        if (!comment.isEmpty() && !dialect.commentsInDefinition()) {
            comments.add(dialect.commentOn(table, column.sqlName(), comment));
        }
        columns.add(column);
        slots.add(new Slot(dialect.identifier(column.sqlName()), type, true));
    }

    /** {@code Event Date #date+occurred}: the name in the source where the SQL name differs, and the HXL tag. */
    private static String commentFor(Column column) {
        String name = column.name().equals(column.sqlName()) ? "" : column.name();
        String comment = (name + " " + column.hxl().orElse("")).strip();
        return comment.length() <= MAX_COMMENT_LENGTH ? comment : comment.substring(0, MAX_COMMENT_LENGTH);
    }

    private void take(String table, Column column, TargetColumn existing) {
        if (existing.generated()) {
            throw new SchemaException(where + ": column \"" + existing.name()
                    + "\" is computed by the database. Leave it out with select, or rename it.");
        }
        ColumnType stored = existing.type()
                .orElseThrow(() -> new SchemaException(where + ": column \"" + existing.name() + "\" has type "
                        + existing.nativeType()
                        + ", which no CSV field is read as. Leave the column out with select, or rename it."));
        boolean plain = dialect.takes(existing.nativeType(), stored);
        boolean evolves = !isFrozen() && existing.alterable();
        if (column.origin() == Column.Origin.NO_VALUES) {
            Column.Origin open = evolves && plain ? Column.Origin.INFERRED : Column.Origin.DECLARED;
            columns.add(column.withType(stored).withOrigin(open));
            slots.add(new Slot(existing.name(), existing.nativeType(), existing.nullable()));
            return;
        }
        Optional<ColumnType> joined = TypeJoin.of(stored, column.type());
        if (joined.isEmpty() && column.type().kind() != Kind.TEXT) {
            throw misfit(column, existing);
        }
        ColumnType wanted = joined.orElse(stored);
        boolean declared = column.origin() == Column.Origin.DECLARED;
        if (isFrozen() && declared && !wanted.equals(stored)) {
            throw misfit(column, existing);
        }
        if (evolves && !wanted.equals(stored)) {
            changes.addAll(dialect.widenColumn(table, existing.name(), column.withType(stored), wanted));
            columns.add(typed(column, wanted));
            slots.add(new Slot(existing.name(), dialect.typeName(wanted), existing.nullable()));
            return;
        }
        Column.Origin origin =
                evolves && plain && !declared && joined.isPresent() && stored.kind() == joinKind(column, stored)
                        ? Column.Origin.INFERRED
                        : Column.Origin.DECLARED;
        columns.add(typed(column, stored).withOrigin(origin));
        slots.add(new Slot(existing.name(), existing.nativeType(), existing.nullable()));
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

    private void checkMissingColumns() {
        for (TargetColumn existing : target.map(TargetTable::columns).orElse(List.of())) {
            boolean filled = slots.stream().anyMatch(slot -> slot.column().equals(existing.name()));
            if (!filled && !existing.nullable() && !existing.hasDefault() && !existing.generated()) {
                throw new SchemaException(where + ": column \"" + existing.name()
                        + "\" takes no NULL, has no default, and is not in the load. Add it to the load, or give it a"
                        + " default.");
            }
        }
    }

    private List<Integer> order() {
        List<Integer> order = new ArrayList<>();
        for (TargetColumn existing : target.map(TargetTable::columns).orElse(List.of())) {
            order.add(slotOf(existing.name()));
        }
        for (int i = 0; i < slots.size(); i++) {
            if (!order.contains(i)) {
                order.add(i);
            }
        }
        return order;
    }

    private int slotOf(String column) {
        for (int i = 0; i < slots.size(); i++) {
            if (slots.get(i).column().equals(column)) {
                return i;
            }
        }
        return RecordAppender.NULL;
    }

    private boolean isDirect() {
        if (target.isEmpty()) {
            return true;
        }
        boolean plain = target.get().constraints().isEmpty()
                && target.get().columns().stream()
                        .allMatch(column -> column.nullable()
                                && !column.generated()
                                && (!column.hasDefault() || slotOf(column.name()) != RecordAppender.NULL));
        return plain
                && order().stream()
                        .filter(index -> index != RecordAppender.NULL)
                        .allMatch(index -> dialect.takes(
                                slots.get(index).nativeType(),
                                columns.get(index).type()));
    }
}
