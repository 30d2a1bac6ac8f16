package io.github.leat.redshift.internal;

import io.github.leat.redshift.internal.Target.TargetColumn;
import java.util.List;
import java.util.Optional;

/** Reads tables of one schema from the catalogue that Redshift has from PostgreSQL. */
final class Catalogue {
    /** Names the schema of tables that are named without one. */
    static final String CURRENT_SCHEMA = "SELECT current_schema()";

    private static final String DOING = "read the catalogue";

    private final Session session;

    Catalogue(Session session) {
        this.session = session;
    }

    /** Where a table is, or would be made: in the schema that its name says, else in the first one of the search path. */
    Table locate(String name) {
        List<String> parts = Identifiers.parse(name);
        if (parts.size() == 2) {
            return new Table(Identifiers.identifier(parts.get(0)), Identifiers.identifier(parts.get(1)));
        }
        String schema = session.rows(Step.of(CURRENT_SCHEMA, DOING), row -> String.valueOf(row.text(1)))
                .get(0);
        return new Table(schema, Identifiers.identifier(parts.get(0)));
    }

    /** Reads a table's columns. */
    static String columns(Table table) {
        return "SELECT a.attname, pg_catalog.format_type(a.atttypid, a.atttypmod), a.attnotnull, a.atthasdef"
                + " FROM pg_catalog.pg_class c JOIN pg_catalog.pg_namespace n ON n.oid = c.relnamespace"
                + " JOIN pg_catalog.pg_attribute a ON a.attrelid = c.oid WHERE n.nspname = "
                + Literals.value(table.schema()) + " AND c.relname = " + Literals.value(table.name())
                + " AND c.relkind = 'r' AND a.attnum > 0 AND NOT a.attisdropped ORDER BY a.attnum";
    }

    Optional<Target> table(Table table) {
        List<TargetColumn> columns = session.rows(
                Step.of(columns(table), DOING),
                row -> new TargetColumn(
                        String.valueOf(row.text(1)), String.valueOf(row.text(2)), !row.truth(3), row.truth(4)));
        return columns.isEmpty() ? Optional.empty() : Optional.of(new Target(columns));
    }

    /** Looks whether a name is a view's. */
    static String view(Table table) {
        return names(table.schema(), "c.relname = " + Literals.value(table.name()) + " AND c.relkind = 'v'");
    }

    boolean isView(Table table) {
        return !read(view(table)).isEmpty();
    }

    /** Lists tables whose names begin with a text. */
    static String tables(String schema, String prefix) {
        return names(
                schema, "strpos(c.relname, " + Literals.value(prefix) + ") = 1 AND c.relkind = 'r' ORDER BY c.relname");
    }

    List<String> withPrefix(String schema, String prefix) {
        return read(tables(schema, prefix));
    }

    private static String names(String schema, String condition) {
        return "SELECT c.relname FROM pg_catalog.pg_class c JOIN pg_catalog.pg_namespace n ON n.oid = c.relnamespace"
                + " WHERE n.nspname = " + Literals.value(schema) + " AND " + condition;
    }

    private List<String> read(String sql) {
        return session.rows(Step.of(sql, DOING), row -> String.valueOf(row.text(1)));
    }
}
