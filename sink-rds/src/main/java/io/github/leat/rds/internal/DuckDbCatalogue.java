package io.github.leat.rds.internal;

import java.util.ArrayList;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.Set;
import org.jdbi.v3.core.Handle;

/** Reads DuckDB's catalogue of the current database and schema. */
final class DuckDbCatalogue {
    private static final String HERE = " WHERE database_name = current_database() AND schema_name = current_schema() ";
    private static final String THIS_TABLE = HERE + "AND lower(table_name) = lower(?)";

    private final Handle handle;

    DuckDbCatalogue(Handle handle) {
        this.handle = handle;
    }

    boolean isView(String name) {
        return !texts("SELECT view_name FROM duckdb_views()" + HERE + "AND lower(view_name) = lower(?)", name)
                .isEmpty();
    }

    List<String> tablesWithPrefix(String prefix) {
        return texts(
                "SELECT table_name FROM duckdb_tables()" + HERE + "AND starts_with(table_name, ?) ORDER BY table_name",
                prefix);
    }

    OptionalLong estimatedRows(String table) {
        return texts("SELECT CAST(estimated_size AS VARCHAR) FROM duckdb_tables()" + THIS_TABLE, table).stream()
                .mapToLong(Long::parseLong)
                .findFirst();
    }

    Optional<TargetTable> table(String table) {
        List<String> names = texts("SELECT table_name FROM duckdb_tables()" + THIS_TABLE, table);
        if (names.isEmpty()) {
            return Optional.empty();
        }
        String name = names.get(0);
        List<Constraint> constraints = constraints(name);
        boolean fixed = constraints.stream().anyMatch(rule -> rule.kind() == Constraint.Kind.FOREIGN_KEY)
                || !texts("SELECT index_name FROM duckdb_indexes()" + THIS_TABLE, name)
                        .isEmpty()
                || isReferenced(name);
        Set<String> bound = new HashSet<>();
        constraints.forEach(rule -> rule.columns().forEach(column -> bound.add(column.toLowerCase(Locale.ROOT))));
        return Optional.of(new TargetTable(name, columns(name, fixed, bound), constraints));
    }

    private List<TargetColumn> columns(String table, boolean fixed, Set<String> bound) {
        Set<String> generated = generatedColumns(table);
        return handle.createQuery("SELECT column_name, data_type, is_nullable, column_default FROM duckdb_columns()"
                        + THIS_TABLE + " ORDER BY column_index")
                .bind(0, table)
                .map((row, context) -> {
                    String column = row.getString(1);
                    String nativeType = row.getString(2);
                    String defaultValue = row.getString(4);
                    return new TargetColumn(
                            column,
                            nativeType,
                            DuckDbTypes.typeOf(nativeType),
                            row.getBoolean(3),
                            defaultValue != null && !defaultValue.equalsIgnoreCase("NULL"),
                            generated.contains(column),
                            !fixed && !bound.contains(column.toLowerCase(Locale.ROOT)));
                })
                .list();
    }

    Map<String, String> comments(String table) {
        Map<String, String> comments = new LinkedHashMap<>();
        handle.createQuery(
                        "SELECT column_name, comment FROM duckdb_columns()" + THIS_TABLE + " AND comment IS NOT NULL")
                .bind(0, table)
                .map((row, context) -> Map.entry(row.getString(1), row.getString(2)))
                .forEach(entry -> comments.put(entry.getKey(), entry.getValue()));
        return comments;
    }

    /** The catalogue gives a generated column's expression as a default; only the table's SQL tells the two apart. */
    private Set<String> generatedColumns(String table) {
        Set<String> generated = new HashSet<>();
        for (String sql : texts("SELECT sql FROM duckdb_tables()" + THIS_TABLE, table)) {
            if (sql.toUpperCase(Locale.ROOT).contains("GENERATED ALWAYS AS")) {
                generated.addAll(texts(
                        "SELECT column_name FROM duckdb_columns()" + THIS_TABLE
                                + " AND column_default IS NOT NULL AND contains((SELECT sql FROM duckdb_tables()"
                                + HERE + "AND lower(table_name) = lower(duckdb_columns.table_name)),"
                                + " column_name || ' ' || data_type || ' GENERATED ALWAYS AS')",
                        table));
            }
        }
        return generated;
    }

    private boolean isReferenced(String table) {
        return !texts(
                        "SELECT table_name FROM duckdb_constraints()" + HERE
                                + "AND constraint_type = 'FOREIGN KEY' AND lower(referenced_table) = lower(?)",
                        table)
                .isEmpty();
    }

    private List<Constraint> constraints(String table) {
        List<Constraint> found = new ArrayList<>();
        handle.createQuery("SELECT constraint_type, constraint_text, expression, constraint_column_names,"
                        + " referenced_table, referenced_column_names FROM duckdb_constraints()" + THIS_TABLE
                        + " AND constraint_type <> 'NOT NULL' ORDER BY constraint_index")
                .bind(0, table)
                .map((row, context) -> {
                    String type = row.getString(1);
                    String expression = row.getString(3);
                    String parent = row.getString(5);
                    return new Constraint(
                            switch (type) {
                                case "CHECK" -> Constraint.Kind.CHECK;
                                case "FOREIGN KEY" -> Constraint.Kind.FOREIGN_KEY;
                                default -> Constraint.Kind.UNIQUE;
                            },
                            row.getString(2),
                            expression == null ? "" : expression,
                            names(row.getArray(4)),
                            parent == null ? "" : parent,
                            names(row.getArray(6)));
                })
                .forEach(found::add);
        return found;
    }

    private static List<String> names(java.sql.Array array) throws java.sql.SQLException {
        List<String> names = new ArrayList<>();
        if (array != null) {
            for (Object name : (Object[]) array.getArray()) {
                names.add(String.valueOf(name));
            }
        }
        return names;
    }

    private List<String> texts(String sql, String parameter) {
        return handle.createQuery(sql).bind(0, parameter).mapTo(String.class).list();
    }
}
