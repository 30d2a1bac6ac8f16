package io.github.leat.rds.internal.postgres;

import io.github.leat.rds.internal.Constraint;
import io.github.leat.rds.internal.TargetTable;
import java.sql.Array;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.OptionalLong;

/** Reads the catalogue of one schema. */
final class PostgresCatalogue {
    private static final String TABLE =
            " FROM pg_catalog.pg_class c JOIN pg_catalog.pg_namespace n ON n.oid = c.relnamespace"
                    + " WHERE n.nspname = ? AND ";

    private static final String ATTRIBUTES = """
            SELECT a.attname, pg_catalog.format_type(a.atttypid, a.atttypmod), a.attnotnull OR t.typnotnull,
                   a.atthasdef OR a.attidentity <> '' OR t.typdefault IS NOT NULL,
                   a.attgenerated <> '' OR a.attidentity = 'a', b.oid, b.modifier, b.typtype = 'e',
                   b.typname = 'citext', t.typtype = 'd',
                   a.attinhcount = 0 AND NOT EXISTS (
                       SELECT FROM pg_catalog.pg_depend d
                       WHERE d.refclassid = CAST('pg_catalog.pg_class' AS regclass) AND d.refobjid = c.oid
                         AND d.refobjsubid = a.attnum
                         AND d.classid IN (CAST('pg_catalog.pg_rewrite' AS regclass),
                                           CAST('pg_catalog.pg_trigger' AS regclass),
                                           CAST('pg_catalog.pg_policy' AS regclass),
                                           CAST('pg_catalog.pg_attrdef' AS regclass))
                         AND (d.classid <> CAST('pg_catalog.pg_attrdef' AS regclass) OR NOT EXISTS (
                             SELECT FROM pg_catalog.pg_attrdef own
                             WHERE own.oid = d.objid AND own.adrelid = c.oid AND own.adnum = a.attnum)))
                   AND NOT EXISTS (
                       SELECT FROM pg_catalog.pg_constraint f
                       WHERE f.contype = 'f' AND (f.conrelid = c.oid AND a.attnum = ANY (f.conkey)
                                               OR f.confrelid = c.oid AND a.attnum = ANY (f.confkey)))
                   AND NOT EXISTS (
                       SELECT FROM pg_catalog.pg_partitioned_table p
                       WHERE p.partrelid = c.oid AND (a.attnum = ANY (CAST(p.partattrs AS int2[])) OR p.partexprs IS NOT NULL))
            FROM pg_catalog.pg_class c
            JOIN pg_catalog.pg_namespace n ON n.oid = c.relnamespace
            JOIN pg_catalog.pg_attribute a ON a.attrelid = c.oid AND a.attnum > 0 AND NOT a.attisdropped
            JOIN pg_catalog.pg_type t ON t.oid = a.atttypid
            CROSS JOIN LATERAL (
                WITH RECURSIVE base AS (
                    SELECT t.oid, t.typtype, t.typname, t.typbasetype, t.typtypmod, a.atttypmod AS modifier
                    UNION ALL
                    SELECT u.oid, u.typtype, u.typname, u.typbasetype, u.typtypmod, base.typtypmod
                    FROM base JOIN pg_catalog.pg_type u ON u.oid = base.typbasetype WHERE base.typtype = 'd')
                SELECT * FROM base WHERE typtype <> 'd') b
            WHERE n.nspname = ? AND c.relname = ? AND c.relkind IN ('r', 'p')
            ORDER BY a.attnum""";

    /** Unique indexes in which NULLs are equal, or cannot be; checks; foreign keys. The flag came with PostgreSQL 15. */
    private static final String RULES = """
            SELECT 'u', pg_catalog.pg_get_indexdef(i.indexrelid), '', (
                       SELECT array_agg(CAST(a.attname AS text) ORDER BY k.n)
                       FROM unnest(CAST(i.indkey AS int2[])) WITH ORDINALITY AS k(attnum, n)
                       JOIN pg_catalog.pg_attribute a ON a.attrelid = i.indrelid AND a.attnum = k.attnum
                       WHERE k.n <= i.indnkeyatts),
                   '', CAST(NULL AS text[])
            FROM pg_catalog.pg_index i
            WHERE i.indrelid = CAST(? AS regclass) AND i.indisunique AND i.indisvalid AND i.indimmediate
              AND i.indpred IS NULL AND i.indexprs IS NULL
              AND (coalesce(CAST(to_jsonb(i) ->> 'indnullsnotdistinct' AS boolean), false) OR NOT EXISTS (
                  SELECT FROM pg_catalog.pg_attribute a
                  WHERE a.attrelid = i.indrelid AND a.attnum = ANY (CAST(i.indkey AS int2[])) AND NOT a.attnotnull))
            UNION ALL
            SELECT CAST(o.contype AS text), CAST(o.conname AS text), pg_catalog.pg_get_constraintdef(o.oid), (
                       SELECT array_agg(CAST(a.attname AS text) ORDER BY k.n)
                       FROM unnest(o.conkey) WITH ORDINALITY AS k(attnum, n)
                       JOIN pg_catalog.pg_attribute a ON a.attrelid = o.conrelid AND a.attnum = k.attnum),
                   coalesce((SELECT quote_ident(n.nspname) || '.' || quote_ident(r.relname)
                       FROM pg_catalog.pg_class r JOIN pg_catalog.pg_namespace n ON n.oid = r.relnamespace
                       WHERE r.oid = o.confrelid), ''), (
                       SELECT array_agg(CAST(a.attname AS text) ORDER BY k.n)
                       FROM unnest(o.confkey) WITH ORDINALITY AS k(attnum, n)
                       JOIN pg_catalog.pg_attribute a ON a.attrelid = o.confrelid AND a.attnum = k.attnum)
            FROM pg_catalog.pg_constraint o
            WHERE o.conrelid = CAST(? AS regclass) AND o.contype IN ('c', 'f')""";

    /** TRIGGER_TYPE_ROW, TRIGGER_TYPE_BEFORE, TRIGGER_TYPE_INSTEAD of PostgreSQL's {@code catalog/pg_trigger.h}. */
    private static final int ROW_BEFORE_OR_INSTEAD = 1 | 2 | 64;

    private final Connection connection;
    private final String schema;

    PostgresCatalogue(Connection connection, String schema) {
        this.connection = connection;
        this.schema = schema;
    }

    boolean isView(String name) throws SQLException {
        return !texts("SELECT c.relname" + TABLE + "c.relname = ? AND c.relkind IN ('v', 'm')", schema, name)
                .isEmpty();
    }

    List<String> tablesWithPrefix(String prefix) throws SQLException {
        return texts(
                "SELECT c.relname" + TABLE + "starts_with(CAST(c.relname AS text), ?) AND c.relkind IN ('r', 'p')"
                        + " ORDER BY c.relname",
                schema,
                prefix);
    }

    boolean isReadable(String table) throws SQLException {
        return !texts(
                        "SELECT c.relname" + TABLE + "c.relname = ? AND pg_catalog.has_schema_privilege(n.oid, 'USAGE')"
                                + " AND pg_catalog.has_table_privilege(c.oid, 'SELECT')",
                        schema,
                        table)
                .isEmpty();
    }

    /** By the last VACUUM or ANALYZE; none of it says -1. */
    OptionalLong estimatedRows(String table) throws SQLException {
        return texts("SELECT CAST(CAST(c.reltuples AS bigint) AS text)" + TABLE + "c.relname = ?", schema, table)
                .stream()
                .mapToLong(Long::parseLong)
                .filter(rows -> rows >= 0)
                .findFirst();
    }

    Optional<TargetTable> table(String name) throws SQLException {
        List<Attribute> attributes = attributes(name);
        if (attributes.isEmpty()
                && texts("SELECT c.relname" + TABLE + "c.relname = ? AND c.relkind IN ('r', 'p')", schema, name)
                        .isEmpty()) {
            return Optional.empty();
        }
        return Optional.of(new TargetTable(
                name, attributes.stream().map(Attribute::asColumn).toList(), rules(name)));
    }

    /** The columns of a table, in order; empty if there is none of this name. */
    List<Attribute> attributes(String table) throws SQLException {
        List<Attribute> found = new ArrayList<>();
        try (PreparedStatement query = connection.prepareStatement(ATTRIBUTES)) {
            query.setString(1, schema);
            query.setString(2, table);
            try (ResultSet rows = query.executeQuery()) {
                while (rows.next()) {
                    found.add(new Attribute(
                            rows.getString(1),
                            rows.getString(2),
                            rows.getBoolean(3),
                            rows.getBoolean(4),
                            rows.getBoolean(5),
                            rows.getInt(6),
                            rows.getInt(7),
                            rows.getBoolean(8),
                            rows.getBoolean(9),
                            rows.getBoolean(11),
                            rows.getBoolean(10)));
                }
            }
        }
        return found;
    }

    /**
     * Whether a table has no rule but those of its columns: no key, check or trigger. Triggers that note changes for roll-ups do
     * not count: after a statement they write down what it wrote, and refuse nothing.
     */
    boolean isPlain(String table) throws SQLException {
        return !texts(
                        "SELECT c.relname" + TABLE + "c.relname = ? AND c.relkind = 'r' AND NOT c.relispartition"
                                + " AND NOT EXISTS (SELECT FROM pg_catalog.pg_constraint o WHERE o.conrelid = c.oid"
                                + " AND o.contype <> 'n')"
                                + " AND NOT EXISTS (SELECT FROM pg_catalog.pg_index i WHERE i.indrelid = c.oid"
                                + " AND (i.indisunique OR i.indisexclusion))"
                                + " AND NOT EXISTS (SELECT FROM pg_catalog.pg_trigger g JOIN pg_catalog.pg_proc p"
                                + " ON p.oid = g.tgfoid WHERE g.tgrelid = c.oid AND NOT (starts_with(CAST(p.proname AS"
                                + " text), '_leat_note_') AND CAST(g.tgtype AS integer) & " + ROW_BEFORE_OR_INSTEAD
                                + " = 0))",
                        schema,
                        table)
                .isEmpty();
    }

    private List<Constraint> rules(String table) throws SQLException {
        String qualified = Identifiers.quote(schema) + "." + Identifiers.quote(table);
        List<Constraint> rules = new ArrayList<>();
        try (PreparedStatement query = connection.prepareStatement(RULES)) {
            query.setString(1, qualified);
            query.setString(2, qualified);
            try (ResultSet rows = query.executeQuery()) {
                while (rows.next()) {
                    Constraint.Kind kind = switch (rows.getString(1)) {
                        case "c" -> Constraint.Kind.CHECK;
                        case "f" -> Constraint.Kind.FOREIGN_KEY;
                        default -> Constraint.Kind.UNIQUE;
                    };
                    rules.add(new Constraint(
                            kind,
                            rows.getString(2),
                            rows.getString(3),
                            names(rows.getArray(4)),
                            rows.getString(5),
                            names(rows.getArray(6))));
                }
            }
        }
        return rules;
    }

    private static List<String> names(Array array) throws SQLException {
        return array == null ? List.of() : List.of((String[]) array.getArray());
    }

    private List<String> texts(String sql, String... parameters) throws SQLException {
        List<String> found = new ArrayList<>();
        try (PreparedStatement query = connection.prepareStatement(sql)) {
            for (int i = 0; i < parameters.length; i++) {
                query.setString(i + 1, parameters[i]);
            }
            try (ResultSet rows = query.executeQuery()) {
                while (rows.next()) {
                    found.add(rows.getString(1));
                }
            }
        }
        return found;
    }
}
