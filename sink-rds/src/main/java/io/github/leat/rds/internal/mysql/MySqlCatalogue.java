package io.github.leat.rds.internal.mysql;

import io.github.leat.rds.internal.Constraint;
import io.github.leat.rds.internal.TargetColumn;
import io.github.leat.rds.internal.TargetTable;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.Set;

/** Reads the catalogue of one database. Hidden columns of ours are left out. */
final class MySqlCatalogue {
    private static final String COLUMNS = """
            SELECT column_name, column_type, data_type, is_nullable, column_default, extra, collation_name, column_comment,
                   generation_expression
            FROM information_schema.columns WHERE table_schema = ? AND table_name = ? AND BINARY table_name = ?
            ORDER BY ordinal_position""";

    private static final String INDEXES = """
            SELECT index_name, non_unique, column_name, sub_part FROM information_schema.statistics
            WHERE table_schema = ? AND table_name = ? AND BINARY table_name = ? ORDER BY index_name, seq_in_index""";

    private static final String MARIADB_CHECKS = """
            SELECT constraint_name, check_clause FROM information_schema.check_constraints
            WHERE constraint_schema = ? AND table_name = ? AND BINARY table_name = ?""";

    private static final String MYSQL_CHECKS = """
            SELECT c.constraint_name, c.check_clause FROM information_schema.check_constraints c
            JOIN information_schema.table_constraints t
              ON t.constraint_schema = c.constraint_schema AND t.constraint_name = c.constraint_name
            WHERE t.table_schema = ? AND t.table_name = ? AND BINARY t.table_name = ? AND t.constraint_type = 'CHECK'""";

    private final Connection connection;
    private final String schema;
    private final boolean isMariaDb;

    MySqlCatalogue(Connection connection, String schema, boolean isMariaDb) {
        this.connection = connection;
        this.schema = schema;
        this.isMariaDb = isMariaDb;
    }

    /**
     * A table, with what our types do not say of it.
     *
     * @param comments of its columns, by name
     * @param uniqueIndexes how many there are, of whatever kind
     * @param hasHiddenKey whether it has our hidden column
     * @param hiddenKey the columns that this goes over, in order
     */
    record Found(
            TargetTable table,
            Map<String, String> comments,
            int uniqueIndexes,
            boolean hasHiddenKey,
            List<String> hiddenKey) {}

    boolean isView(String name) throws SQLException {
        return !texts(
                        "SELECT table_name FROM information_schema.tables WHERE table_schema = ? AND table_name = ? AND"
                                + " BINARY table_name = ? AND table_type LIKE '%VIEW'",
                        schema, name, name)
                .isEmpty();
    }

    /** By InnoDB's statistics, which may be off by half. */
    OptionalLong estimatedRows(String table) throws SQLException {
        return texts(
                        "SELECT table_rows FROM information_schema.tables WHERE table_schema = ? AND table_name = ? AND"
                                + " BINARY table_name = ? AND table_rows IS NOT NULL",
                        schema,
                        table,
                        table)
                .stream()
                .mapToLong(Long::parseLong)
                .findFirst();
    }

    Optional<String> engine(String table) throws SQLException {
        return texts(
                        "SELECT engine FROM information_schema.tables WHERE table_schema = ? AND table_name = ? AND"
                                + " BINARY table_name = ? AND engine IS NOT NULL",
                        schema,
                        table,
                        table)
                .stream()
                .findFirst();
    }

    List<String> tablesWithPrefix(String prefix) throws SQLException {
        return texts(
                "SELECT table_name FROM information_schema.tables WHERE table_schema = ? AND LEFT(table_name,"
                        + " CHAR_LENGTH(?)) = ? ORDER BY table_name",
                schema,
                prefix,
                prefix);
    }

    /** Whether rows of other tables refer to it or it to them, or a trigger stands on it: what a renaming would leave behind. */
    boolean isBound(String table) throws SQLException {
        return !texts(
                        "SELECT constraint_name FROM information_schema.key_column_usage WHERE referenced_table_name IS NOT"
                                + " NULL AND (table_schema = ? AND table_name = ? OR referenced_table_schema = ? AND"
                                + " referenced_table_name = ?) UNION ALL SELECT trigger_name FROM"
                                + " information_schema.triggers WHERE event_object_schema = ? AND event_object_table = ?",
                        schema,
                        table,
                        schema,
                        table,
                        schema,
                        table)
                .isEmpty();
    }

    Optional<Found> table(String name) throws SQLException {
        Indexes indexes = indexes(name);
        List<TargetColumn> columns = new ArrayList<>();
        Map<String, String> comments = new LinkedHashMap<>();
        List<String> hiddenKey = new ArrayList<>();
        List<String> expressions = new ArrayList<>();
        boolean hasHiddenKey = false;
        try (PreparedStatement query = connection.prepareStatement(COLUMNS)) {
            bind(query, schema, name, name);
            try (ResultSet rows = query.executeQuery()) {
                while (rows.next()) {
                    String column = rows.getString(1);
                    String comment = text(rows, 8);
                    if (column.equals(KeyHash.COLUMN)) {
                        hasHiddenKey = true;
                        hiddenKey.addAll(Identifiers.quotedIn(comment));
                    } else if (!column.equals(KeyHash.FOUND)) {
                        columns.add(column(rows, indexes));
                        comments.put(column, comment);
                    }
                    expressions.addAll(Identifiers.quotedIn(text(rows, 9)));
                }
            }
        }
        if (columns.isEmpty()) {
            return Optional.empty();
        }
        List<TargetColumn> settled = columns.stream()
                .map(column -> expressions.contains(column.name()) ? fixed(column) : column)
                .toList();
        List<Constraint> rules = new ArrayList<>(checks(name));
        indexes.unique()
                .forEach((index, parts) ->
                        unique(index, parts, settled, hiddenKey).ifPresent(rules::add));
        return Optional.of(new Found(
                new TargetTable(name, settled, rules), comments, indexes.uniqueCount(), hasHiddenKey, hiddenKey));
    }

    private static TargetColumn column(ResultSet rows, Indexes indexes) throws SQLException {
        String name = rows.getString(1);
        String type = MySqlTypes.normal(rows.getString(2), text(rows, 7));
        String dataType = rows.getString(3).toLowerCase(Locale.ROOT);
        boolean nullable = rows.getString(4).equalsIgnoreCase("YES");
        String byDefault = text(rows, 5);
        String extra = text(rows, 6).toUpperCase(Locale.ROOT);
        boolean hasDefault =
                (!byDefault.isEmpty() && !byDefault.equalsIgnoreCase("NULL")) || extra.contains("AUTO_INCREMENT");
        return new TargetColumn(
                name,
                type,
                MySqlTypes.typeOf(dataType, type, text(rows, 8)),
                nullable,
                hasDefault,
                extra.contains("GENERATED") && !extra.contains("DEFAULT_GENERATED"),
                nullable && !hasDefault && !indexes.columns().contains(name));
    }

    private static TargetColumn fixed(TargetColumn column) {
        return new TargetColumn(
                column.name(),
                column.nativeType(),
                column.type(),
                column.nullable(),
                column.hasDefault(),
                column.generated(),
                false);
    }

    /** A unique index in which no two NULLs can be; the hidden one is one over the columns that its comment names. */
    private static Optional<Constraint> unique(
            String index, List<String> parts, List<TargetColumn> columns, List<String> hiddenKey) {
        List<String> names = parts.equals(List.of(KeyHash.COLUMN)) ? hiddenKey : parts;
        boolean hasNoNull = names == hiddenKey
                || columns.stream()
                        .filter(column -> names.contains(column.name()))
                        .noneMatch(TargetColumn::nullable);
        return names.isEmpty() || !hasNoNull
                ? Optional.empty()
                : Optional.of(new Constraint(
                        Constraint.Kind.UNIQUE, "UNIQUE INDEX " + Identifiers.quote(index), "", names, "", List.of()));
    }

    /**
     * The indexes of a table.
     *
     * @param unique those that are unique over whole columns, by name
     * @param uniqueCount all that are unique
     * @param columns all that any index goes over
     */
    private record Indexes(Map<String, List<String>> unique, int uniqueCount, Set<String> columns) {}

    private Indexes indexes(String table) throws SQLException {
        Map<String, List<String>> unique = new LinkedHashMap<>();
        Set<String> partial = new HashSet<>();
        Set<String> columns = new HashSet<>();
        try (PreparedStatement query = connection.prepareStatement(INDEXES)) {
            bind(query, schema, table, table);
            try (ResultSet rows = query.executeQuery()) {
                while (rows.next()) {
                    String column = text(rows, 3);
                    columns.add(column);
                    if (rows.getInt(2) == 0) {
                        unique.computeIfAbsent(rows.getString(1), name -> new ArrayList<>())
                                .add(column);
                        if (column.isEmpty() || rows.getObject(4) != null) {
                            partial.add(rows.getString(1));
                        }
                    }
                }
            }
        }
        int count = unique.size();
        unique.keySet().removeAll(partial);
        return new Indexes(unique, count, columns);
    }

    private List<Constraint> checks(String table) throws SQLException {
        List<Constraint> rules = new ArrayList<>();
        try (PreparedStatement query = connection.prepareStatement(isMariaDb ? MARIADB_CHECKS : MYSQL_CHECKS)) {
            bind(query, schema, table, table);
            try (ResultSet rows = query.executeQuery()) {
                while (rows.next()) {
                    String clause = rows.getString(2);
                    rules.add(new Constraint(
                            Constraint.Kind.CHECK,
                            rows.getString(1),
                            clause,
                            Identifiers.quotedIn(clause),
                            "",
                            List.of()));
                }
            }
        } catch (SQLException e) {
            if (e.getErrorCode() != 1109) {
                throw e;
            }
            // MySQL before 8.0.16 and MariaDB before 10.2.22 have no such catalogue, and the former no checks
        }
        return rules;
    }

    private List<String> texts(String sql, String... parameters) throws SQLException {
        List<String> found = new ArrayList<>();
        try (PreparedStatement query = connection.prepareStatement(sql)) {
            bind(query, parameters);
            try (ResultSet rows = query.executeQuery()) {
                while (rows.next()) {
                    found.add(rows.getString(1));
                }
            }
        }
        return found;
    }

    private static void bind(PreparedStatement query, String... parameters) throws SQLException {
        for (int i = 0; i < parameters.length; i++) {
            query.setString(i + 1, parameters[i]);
        }
    }

    private static String text(ResultSet row, int column) throws SQLException {
        String text = row.getString(column);
        return text == null ? "" : text;
    }
}
