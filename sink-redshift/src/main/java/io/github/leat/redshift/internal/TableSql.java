package io.github.leat.redshift.internal;

import io.github.leat.core.SchemaException;
import io.github.leat.core.schema.Column;
import io.github.leat.core.schema.ColumnType;
import io.github.leat.core.schema.Schema;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/** The statements of one plan. */
final class TableSql {
    private static final String NUMBER_TYPE = "bigint NOT NULL";

    private final Options options;
    private final Table table;
    private final Table stage;
    private final TablePlan plan;

    TableSql(Options options, Table table, Table stage, TablePlan plan) {
        this.options = options;
        this.table = table;
        this.stage = stage;
        this.plan = plan;
    }

    /**
     * What follows the columns of a new table: how it is spread and ordered.
     *
     * @throws SchemaException if a column of it is not in the load
     */
    static String layout(Options options, Schema schema) {
        StringBuilder layout = new StringBuilder();
        if (!options.layout().distKey().isEmpty()) {
            layout.append(" DISTKEY (")
                    .append(column(options.layout().distKey(), schema))
                    .append(')');
        }
        if (!options.layout().sortKey().isEmpty()) {
            List<String> names = options.layout().sortKey().stream()
                    .map(name -> column(name, schema))
                    .toList();
            layout.append(" SORTKEY (").append(String.join(", ", names)).append(')');
        }
        return layout.toString();
    }

    private static String column(String name, Schema schema) {
        return schema.columns().stream()
                .filter(column -> isNamed(column, name))
                .findFirst()
                .map(column -> Identifiers.quoteColumn(column.sqlName()))
                .orElseThrow(() -> new SchemaException("The column \"" + name
                        + "\" of distkey or sortkey is not in the load. Its columns are "
                        + String.join(
                                ", ",
                                schema.columns().stream().map(Column::sqlName).toList())
                        + "."));
    }

    /** Whether a name that the user gave is a column's, by its source name or SQL name. */
    static boolean isNamed(Column column, String name) {
        return column.sqlName().equalsIgnoreCase(name) || column.name().equals(name);
    }

    /**
     * Gives a column another type. Redshift changes no type in its place but the size of a VARCHAR (database developer guide, "ALTER
     * TABLE", read 2026-11-26), so a new column takes the values and the name; it comes last in the table.
     */
    static List<String> widen(Table table, String column, Column from, String type) {
        String old = Identifiers.quote(column);
        String wider = Identifiers.quote("_leat_wider_" + Hash.hex(column, 8));
        String value = cast(old, from, type);
        String alter = "ALTER TABLE " + table.sql();
        return List.of(
                alter + " ADD COLUMN " + wider + " " + type,
                "UPDATE " + table.sql() + " SET " + wider + " = " + value,
                alter + " DROP COLUMN " + old,
                alter + " RENAME COLUMN " + wider + " TO " + old);
    }

    /** Whether a statement is one of those that {@link #widen} gives after its first. */
    static boolean isPartOfWidening(String sql) {
        return sql.startsWith("UPDATE ") || sql.contains(" DROP COLUMN ") || sql.contains(" RENAME COLUMN ");
    }

    /** Name of the staging table's column with the record's number; not one of the load's. */
    String numberColumn() {
        String name = "_leat_record";
        while (isTaken(name)) {
            name += "_";
        }
        return name;
    }

    private boolean isTaken(String name) {
        return plan.schema().columns().stream()
                .anyMatch(column -> Identifiers.column(column.sqlName()).equals(name));
    }

    /** Makes the staging table, or one like it. */
    String createStage(Table as) {
        List<String> definitions = new ArrayList<>();
        definitions.add(Identifiers.quote(numberColumn()) + " " + NUMBER_TYPE);
        for (int i = 0; i < plan.schema().size(); i++) {
            definitions.add(staged(i) + " " + stageType(i));
        }
        boolean isSpread = !options.layout().distKey().isEmpty();
        return "CREATE TABLE " + as.sql() + " (" + String.join(", ", definitions) + ")"
                + (isSpread ? " DISTKEY (" + column(options.layout().distKey(), plan.schema()) + ")" : "");
    }

    /**
     * The type of a staged column: the target's own, so that COPY finds what it would refuse, and names the line; but the longest VARCHAR
     * there is, since what a VARCHAR takes may grow at the end.
     */
    String stageType(int column) {
        ColumnType type = plan.schema().column(column).type();
        String wanted = plan.slots().get(column).nativeType();
        boolean isOwn = !wanted.startsWith("character varying")
                && !wanted.equals(Types.SUPER)
                && Types.typeOf(wanted).filter(type::equals).isPresent();
        return isOwn ? wanted : Types.nameOf(type, Layout.MAX_TEXT_BYTES);
    }

    /** Name of a staged column, quoted. */
    String staged(int column) {
        return Identifiers.quoteColumn(plan.schema().column(column).sqlName());
    }

    /** The columns of a part, in order, as COPY lists them. */
    String stagedColumns() {
        List<String> names = new ArrayList<>();
        names.add(Identifiers.quote(numberColumn()));
        for (int i = 0; i < plan.schema().size(); i++) {
            names.add(staged(i));
        }
        return String.join(", ", names);
    }

    /** Gives the staging table wider columns, by another table that takes its rows and its name. */
    List<String> rebuildStage(Schema from) {
        Table wider = stage.sibling(stage.name() + "w");
        List<String> values = new ArrayList<>();
        values.add(Identifiers.quote(numberColumn()));
        for (int i = 0; i < plan.schema().size(); i++) {
            String type = stageType(i);
            boolean isSame =
                    from.column(i).type().equals(plan.schema().column(i).type());
            values.add(isSame ? staged(i) : cast(staged(i), from.column(i), type));
        }
        return List.of(
                createStage(wider),
                "INSERT INTO " + wider.sql() + " (" + stagedColumns() + ") SELECT " + String.join(", ", values)
                        + " FROM " + stage.sql(),
                "DROP TABLE " + stage.sql(),
                "ALTER TABLE " + wider.sql() + " RENAME TO " + stage.qualifier());
    }

    private static String cast(String column, Column from, String type) {
        return type.startsWith("character") ? Types.textOf(column, from) : "CAST(" + column + " AS " + type + ")";
    }

    /** Whether both have the same columns by type. */
    static boolean sameTypes(Schema a, Schema b) {
        boolean same = a.size() == b.size();
        for (int i = 0; same && i < a.size(); i++) {
            same = a.column(i).type().equals(b.column(i).type());
        }
        return same;
    }

    /** A table like the staging table, which COPY checks parts against. */
    static Table checkTable(Table stage) {
        return stage.sibling(stage.name() + "c");
    }

    String countStage() {
        return "SELECT count(*) FROM " + stage.sql();
    }

    /** Counts the staged records of each object of a joint load, by the upper part of their numbers. */
    String countByObject() {
        return "SELECT " + objectOf("") + ", count(*) FROM " + stage.sql() + " GROUP BY " + objectOf("");
    }

    private String objectOf(String alias) {
        return alias + Identifiers.quote(numberColumn()) + " / " + JointOrder.RECORDS_OF_OBJECT;
    }

    /** The same for all objects whose numbers a table has; the answer has a number and a count, {@code n}. */
    String countForObjects(Table objects) {
        return "SELECT o.object, count(s." + Identifiers.quote(numberColumn()) + ") AS n FROM " + objects.sql()
                + " AS o LEFT JOIN " + stage.sql() + " AS s ON " + objectOf("s.") + " = o.object GROUP BY o.object";
    }

    /** Takes out records from a number on. */
    String trimStage(long number) {
        return "DELETE FROM " + stage.sql() + " WHERE " + Identifiers.quote(numberColumn()) + " >= " + number;
    }

    String longestTexts(List<Integer> columns) {
        List<String> lengths = columns.stream()
                .map(column -> "max(octet_length(" + staged(column) + "))")
                .toList();
        return "SELECT " + String.join(", ", lengths) + " FROM " + stage.sql();
    }

    /** How many keys the staged records have; NULLs are equal. */
    String countKeys() {
        List<String> key = plan.key().stream().map(this::staged).toList();
        return "SELECT count(*) FROM (SELECT 1 AS n FROM " + stage.sql() + " GROUP BY " + String.join(", ", key)
                + ") AS k";
    }

    static String drop(Table table) {
        return "DROP TABLE IF EXISTS " + table.sql();
    }

    /** Removes all records of a key but the last; empty without a key. */
    Optional<String> deduplicate() {
        if (plan.key().isEmpty()) {
            return Optional.empty();
        }
        String number = Identifiers.quote(numberColumn());
        List<String> key = plan.key().stream().map(this::staged).toList();
        return Optional.of("DELETE FROM " + stage.sql() + " WHERE " + number + " NOT IN (SELECT max(" + number
                + ") FROM " + stage.sql() + " GROUP BY " + String.join(", ", key) + ")");
    }

    /** Counts staged records with a NULL in their key. */
    String countNullKeys() {
        List<String> nulls =
                plan.key().stream().map(index -> staged(index) + " IS NULL").toList();
        return "SELECT count(*) FROM " + stage.sql() + " WHERE " + String.join(" OR ", nulls);
    }

    /**
     * Updates or inserts. MERGE matches by equality alone, to which NULLs are not equal (database developer guide, "MERGE", read
     * 2026-11-26); where the key of a staged record has one, three statements do what it does.
     */
    List<String> upsert(boolean hasNullKeys) {
        return hasNullKeys ? upsertNullSafe() : List.of(merge());
    }

    private String merge() {
        List<String> same = new ArrayList<>();
        for (int index : plan.key()) {
            same.add(table.qualifier() + "." + slot(index) + " = s." + staged(index));
        }
        List<String> sets = new ArrayList<>();
        List<String> values = new ArrayList<>();
        for (int i = 0; i < plan.slots().size(); i++) {
            sets.add(slot(i) + " = " + value(i, "s."));
            values.add(value(i, "s."));
        }
        return "MERGE INTO " + table.sql() + " USING " + stage.sql() + " AS s ON " + String.join(" AND ", same)
                + " WHEN MATCHED THEN UPDATE SET " + String.join(", ", sets) + " WHEN NOT MATCHED THEN INSERT ("
                + targetColumns() + ") VALUES (" + String.join(", ", values) + ")";
    }

    private List<String> upsertNullSafe() {
        List<String> sets = new ArrayList<>();
        for (int i = 0; i < plan.slots().size(); i++) {
            sets.add(slot(i) + " = " + value(i, stage.qualifier() + "."));
        }
        return List.of(
                "UPDATE " + table.sql() + " SET " + String.join(", ", sets) + " FROM " + stage.sql() + " WHERE "
                        + sameKey(),
                deleteMatched(),
                insert());
    }

    /** Removes staged records whose key the table has. */
    String deleteMatched() {
        return "DELETE FROM " + stage.sql() + " USING " + table.sql() + " WHERE " + sameKey();
    }

    private String sameKey() {
        List<String> same = new ArrayList<>();
        for (int index : plan.key()) {
            String there = table.qualifier() + "." + slot(index);
            String here = stage.qualifier() + "." + staged(index);
            same.add("(" + there + " = " + here + " OR (" + there + " IS NULL AND " + here + " IS NULL))");
        }
        return String.join(" AND ", same);
    }

    /** Adds all staged records to the target. */
    String insert() {
        return insert(table);
    }

    private String insert(Table into) {
        List<String> values = new ArrayList<>();
        for (int i = 0; i < plan.slots().size(); i++) {
            values.add(value(i, ""));
        }
        return "INSERT INTO " + into.sql() + " (" + targetColumns() + ") SELECT " + String.join(", ", values) + " FROM "
                + stage.sql();
    }

    /** A staged value as the target has it; JSON is staged as a text. */
    private String value(int column, String prefix) {
        String text = prefix + staged(column);
        return plan.slots().get(column).nativeType().equals(Types.SUPER) ? "json_parse(" + text + ")" : text;
    }

    private String targetColumns() {
        List<String> names = new ArrayList<>();
        for (int i = 0; i < plan.slots().size(); i++) {
            names.add(slot(i));
        }
        return String.join(", ", names);
    }

    private String slot(int column) {
        return Identifiers.quote(plan.slots().get(column).column());
    }

    /** Replaces the table's rows: by another table of its name, or within it. */
    List<String> replace() {
        if (plan.isNew()) {
            return List.of(insert(table));
        }
        if (!options.isRenaming()) {
            return List.of("DELETE FROM " + table.sql(), insert(table));
        }
        Table filled = filled();
        return List.of(
                drop(filled),
                "CREATE TABLE " + filled.sql() + " (LIKE " + table.sql() + " INCLUDING DEFAULTS)",
                insert(filled),
                "DROP TABLE " + table.sql(),
                "ALTER TABLE " + filled.sql() + " RENAME TO " + table.qualifier());
    }

    private Table filled() {
        return table.sibling("_leat_new_" + Hash.hex(table.key(), 16));
    }

    /** Gives a VARCHAR of the target more bytes. Redshift runs it in no transaction (developer guide, "ALTER TABLE"). */
    String lengthen(int column, int bytes) {
        return "ALTER TABLE " + table.sql() + " ALTER COLUMN " + slot(column) + " TYPE character varying(" + bytes
                + ")";
    }
}
