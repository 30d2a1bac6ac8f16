package io.github.leat.redshift.internal;

import io.github.leat.redshift.internal.Target.TargetColumn;
import java.util.List;
import java.util.Optional;

/** Reads tables of one schema from the catalogue that Redshift has from PostgreSQL. */
final class Catalogue {
    private static final String OF_SCHEMA =
            " FROM pg_catalog.pg_class c JOIN pg_catalog.pg_namespace n ON n.oid = c.relnamespace WHERE n.nspname = ? AND ";

    private static final String COLUMNS =
            "SELECT a.attname, pg_catalog.format_type(a.atttypid, a.atttypmod), a.attnotnull, a.atthasdef"
                    + " FROM pg_catalog.pg_class c JOIN pg_catalog.pg_namespace n ON n.oid = c.relnamespace"
                    + " JOIN pg_catalog.pg_attribute a ON a.attrelid = c.oid"
                    + " WHERE n.nspname = ? AND c.relname = ? AND c.relkind = 'r' AND a.attnum > 0 AND NOT a.attisdropped"
                    + " ORDER BY a.attnum";

    private static final String DOING = "read the catalogue";

    private final Session session;

    Catalogue(Session session) {
        this.session = session;
    }

    /** Where a table is, or would be made: in the schema that its name says, else in the first one of the search path. */
    Table locate(String name) {
        List<String> parts = Names.parse(name);
        if (parts.size() == 2) {
            return new Table(Names.identifier(parts.get(0)), Names.identifier(parts.get(1)));
        }
        String schema = session.rows("SELECT current_schema()", DOING, row -> String.valueOf(row.getString(1)))
                .get(0);
        return new Table(schema, Names.identifier(parts.get(0)));
    }

    Optional<Target> table(Table table) {
        List<TargetColumn> columns = session.rows(
                COLUMNS,
                DOING,
                row -> new TargetColumn(
                        String.valueOf(row.getString(1)),
                        String.valueOf(row.getString(2)),
                        !row.getBoolean(3),
                        row.getBoolean(4)),
                table.schema(),
                table.name());
        return columns.isEmpty() ? Optional.empty() : Optional.of(new Target(columns));
    }

    boolean isView(Table table) {
        return !names("c.relname = ? AND c.relkind = 'v'", table.schema(), table.name())
                .isEmpty();
    }

    List<String> withPrefix(String schema, String prefix) {
        return names("strpos(c.relname, ?) = 1 AND c.relkind = 'r' ORDER BY c.relname", schema, prefix);
    }

    private List<String> names(String condition, String schema, String name) {
        return session.rows(
                "SELECT c.relname" + OF_SCHEMA + condition,
                DOING,
                row -> String.valueOf(row.getString(1)),
                schema,
                name);
    }
}
