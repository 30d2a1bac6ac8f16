package io.github.leat.rds.internal;

import java.util.ArrayList;
import java.util.List;

/**
 * SQL over rows as values: tables are taken as bags of rows, in which equal rows differ by nothing but their number. So rows need
 * neither a key nor a place that lasts.
 *
 * @param dialect says how rows are compared
 * @param columns the columns that count
 */
record RowSet(Dialect dialect, List<TargetColumn> columns) {
    RowSet {
        columns = List.copyOf(columns);
    }

    private UndoSql undo() {
        return dialect.undo().orElseThrow();
    }

    /** The columns, to be selected. */
    String list() {
        return list(dialect, columns);
    }

    private static String list(Dialect dialect, List<TargetColumn> columns) {
        return String.join(
                ", ",
                columns.stream().map(column -> dialect.quote(column.name())).toList());
    }

    private String key(String alias) {
        List<String> named = new ArrayList<>();
        List<String> parts = undo().rowKey(columns, alias);
        for (int i = 0; i < parts.size(); i++) {
            named.add(parts.get(i) + " AS leat_k" + i);
        }
        return String.join(", ", named);
    }

    private String names(String alias) {
        List<String> names = new ArrayList<>();
        for (int i = 0; i < undo().rowKey(columns, "x").size(); i++) {
            names.add(alias + ".leat_k" + i);
        }
        return String.join(", ", names);
    }

    private String same(String left, String right) {
        List<String> same = new ArrayList<>();
        for (int i = 0; i < undo().rowKey(columns, "x").size(); i++) {
            same.add(left + ".leat_k" + i + undo().sameKey() + right + ".leat_k" + i);
        }
        return String.join(" AND ", same);
    }

    /** How many copies of each row there are. */
    private String counted(String table, String condition) {
        return "(SELECT " + names("x") + ", count(*) AS n FROM (SELECT " + key("y") + " FROM " + table + " AS y"
                + condition + ") AS x GROUP BY " + names("x") + ")";
    }

    /** The rows of one table that are not in another, copy by copy. */
    String minus(String table, String other) {
        return "SELECT " + list() + " FROM (SELECT z.*, row_number() OVER (PARTITION BY " + names("z") + ") AS leat_nth"
                + " FROM (SELECT " + list() + ", " + key("y") + " FROM " + table + " AS y) AS z) AS r WHERE NOT EXISTS"
                + " (SELECT 1 FROM " + counted(other, "") + " AS o WHERE " + same("o", "r") + " AND r.leat_nth <= o.n)";
    }

    /**
     * How many rows of one table another has not.
     *
     * @param condition on the other's rows {@code y}, with its WHERE; may be empty
     */
    String countMissing(String table, String other, String condition) {
        return "SELECT coalesce(sum(CASE WHEN a.n > coalesce(o.n, 0) THEN a.n - coalesce(o.n, 0) ELSE 0 END), 0) FROM "
                + counted(table, "") + " AS a LEFT JOIN " + counted(other, condition) + " AS o ON " + same("o", "a");
    }

    /** How many rows two tables have in common, whatever their number of copies. */
    String countCommon(String table, String other) {
        return "SELECT count(*) FROM " + counted(table, "") + " AS a JOIN " + counted(other, "") + " AS o ON "
                + same("o", "a");
    }

    /** Removes as many copies of each row as another table has. */
    String remove(String table, String those, String condition) {
        return "DELETE FROM " + table + " WHERE (" + place("") + ") IN (SELECT " + place("m.")
                + " FROM (SELECT z.*, row_number() OVER (PARTITION BY " + names("z") + ") AS leat_nth FROM (SELECT "
                + place("y.") + ", " + key("y") + " FROM " + table + " AS y" + condition + ") AS z) AS m JOIN "
                + counted(those, "") + " AS a ON " + same("a", "m") + " WHERE m.leat_nth <= a.n)";
    }

    /** How many copies one table has of the rows of another that are more than the other has. */
    String countSpare(String table, String those, String condition) {
        return "SELECT coalesce(sum(CASE WHEN o.n > a.n THEN o.n - a.n ELSE 0 END), 0) FROM " + counted(those, "")
                + " AS a JOIN " + counted(table, condition) + " AS o ON " + same("o", "a");
    }

    /** These copies, to be put aside where nothing tells where a row is. */
    String spare(String table, String those, String condition, List<TargetColumn> all) {
        String list = list(dialect, all);
        return "SELECT " + list + " FROM (SELECT z.*, row_number() OVER (PARTITION BY " + names("z")
                + ") AS leat_nth FROM (SELECT " + list + ", " + key("y") + " FROM " + table + " AS y" + condition
                + ") AS z) AS m JOIN " + counted(those, "") + " AS a ON " + same("a", "m")
                + " WHERE m.leat_nth > a.n";
    }

    /** Removes all copies of each row that another table has. */
    String removeAll(String table, String those, String condition) {
        List<String> same = new ArrayList<>();
        List<String> parts = undo().rowKey(columns, "y");
        for (int i = 0; i < parts.size(); i++) {
            same.add("a.leat_k" + i + undo().sameKey() + parts.get(i));
        }
        return "DELETE y FROM " + table + " AS y STRAIGHT_JOIN " + counted(those, "") + " AS a ON "
                + String.join(" AND ", same) + condition;
    }

    /** The sum, over all rows, of a hash of their values. */
    String sumOfHashes(String alias) {
        return undo().sumOfHashes(columns, alias);
    }

    private String place(String prefix) {
        return String.join(
                ", ", undo().rowPlace().stream().map(name -> prefix + name).toList());
    }
}
