package io.github.leat.rds.internal.jdbc;

import io.github.leat.rds.internal.Constraint;
import io.github.leat.rds.internal.TargetColumn;
import io.github.leat.rds.internal.TargetTable;
import java.sql.Connection;
import java.sql.DatabaseMetaData;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** Reads the catalogue of the connection's schema as every driver gives it. */
final class JdbcCatalogue {
    /** The standard's view of CHECK rules, which not every database has. */
    private static final String CHECKS = """
            SELECT c.constraint_name, c.check_clause FROM information_schema.table_constraints t
            JOIN information_schema.check_constraints c
              ON c.constraint_schema = t.constraint_schema AND c.constraint_name = t.constraint_name
            WHERE t.table_name = ? AND t.table_schema = ?""";

    private static final Pattern QUOTED = Pattern.compile("\"((?:[^\"]|\"\")+)\"");

    private final Connection connection;
    private final DatabaseMetaData database;

    JdbcCatalogue(Connection connection) throws SQLException {
        this.connection = connection;
        this.database = connection.getMetaData();
    }

    private record Named(String name, boolean isView) {}

    private List<Named> named(String pattern) throws SQLException {
        List<Named> found = new ArrayList<>();
        try (ResultSet tables = database.getTables(connection.getCatalog(), connection.getSchema(), pattern, null)) {
            while (tables.next()) {
                String type = String.valueOf(tables.getString("TABLE_TYPE")).toUpperCase(Locale.ROOT);
                if (type.contains("TABLE") || type.contains("VIEW")) {
                    found.add(new Named(tables.getString("TABLE_NAME"), type.contains("VIEW")));
                }
            }
        }
        return found;
    }

    /** The table or view of a name; where none has it, the only one that differs in case. */
    private Optional<Named> find(String name) throws SQLException {
        List<Named> all = named(escape(name));
        Optional<Named> exact =
                all.stream().filter(table -> table.name().equals(name)).findFirst();
        if (exact.isPresent()) {
            return exact;
        }
        List<Named> similar = named("%").stream()
                .filter(table -> table.name().equalsIgnoreCase(name))
                .toList();
        return similar.size() == 1 ? Optional.of(similar.get(0)) : Optional.empty();
    }

    private String escape(String name) throws SQLException {
        String escape = database.getSearchStringEscape();
        return name.replace(escape, escape + escape).replace("_", escape + "_").replace("%", escape + "%");
    }

    boolean isView(String name) throws SQLException {
        return find(name).filter(Named::isView).isPresent();
    }

    List<String> tablesWithPrefix(String prefix) throws SQLException {
        return named(escape(prefix) + "%").stream()
                .filter(table -> !table.isView() && table.name().startsWith(prefix))
                .map(Named::name)
                .toList();
    }

    Optional<TargetTable> table(String wanted) throws SQLException {
        Optional<Named> found = find(wanted).filter(table -> !table.isView());
        if (found.isEmpty()) {
            return Optional.empty();
        }
        String name = found.get().name();
        List<TargetColumn> columns = new ArrayList<>();
        try (ResultSet rows = database.getColumns(connection.getCatalog(), connection.getSchema(), escape(name), "%")) {
            while (rows.next()) {
                columns.add(column(rows));
            }
        }
        return Optional.of(new TargetTable(name, columns, checks(name)));
    }

    private static TargetColumn column(ResultSet row) throws SQLException {
        int code = row.getInt("DATA_TYPE");
        int size = row.getInt("COLUMN_SIZE");
        int scale = row.getInt("DECIMAL_DIGITS");
        return new TargetColumn(
                row.getString("COLUMN_NAME"),
                JdbcTypes.nativeName(row.getString("TYPE_NAME"), code, size, scale),
                JdbcTypes.typeOf(code, size, scale),
                row.getInt("NULLABLE") != DatabaseMetaData.columnNoNulls,
                row.getString("COLUMN_DEF") != null || "YES".equals(row.getString("IS_AUTOINCREMENT")),
                "YES".equals(row.getString("IS_GENERATEDCOLUMN")),
                false);
    }

    /** The CHECK rules; none where the database has no standard catalogue. A rule names its columns in quotes, or is left out. */
    private List<Constraint> checks(String table) {
        List<Constraint> rules = new ArrayList<>();
        try (PreparedStatement query = connection.prepareStatement(CHECKS)) {
            query.setString(1, table);
            query.setString(2, connection.getSchema());
            try (ResultSet rows = query.executeQuery()) {
                while (rows.next()) {
                    String clause = rows.getString(2);
                    List<String> columns = new ArrayList<>();
                    Matcher quoted = QUOTED.matcher(clause);
                    while (quoted.find()) {
                        columns.add(quoted.group(1).replace("\"\"", "\""));
                    }
                    if (!columns.isEmpty()) {
                        rules.add(new Constraint(
                                Constraint.Kind.CHECK, rows.getString(1), clause, columns, "", List.of()));
                    }
                }
            }
        } catch (SQLException e) {
            return List.of();
        }
        return rules;
    }
}
