package io.github.leat.rds.internal.rollup;

import io.github.leat.core.schema.ColumnType.Kind;
import io.github.leat.rds.internal.Dialect;
import io.github.leat.rds.internal.TargetColumn;
import io.github.leat.rds.rollup.Bucket;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;

/**
 * PostgreSQL: triggers by statement see the rows that a statement wrote and took away, also those of COPY, and note each of
 * their groups once.
 *
 * <p>The refresh is REPEATABLE READ: notes and table are of one moment. Locks are taken before its snapshot, since emptying and
 * altering a table take effect for older snapshots, too. What no trigger notes gives the table another file: TRUNCATE, changes of types; or
 * another oid: renaming. Triggers are ALWAYS ones, so that no session's setting skips them, and switching them off leaves a trace in the
 * catalogue's row.
 */
final class PostgresEngine extends Engine {
    private static final String LOCK_TIMEOUT = "SET LOCAL lock_timeout = '60s'";

    PostgresEngine(Dialect dialect) {
        super(dialect);
    }

    @Override
    void beginSetUp(Work work, String rollUp) {
        work.run("BEGIN", "begin");
        work.run(LOCK_TIMEOUT, "begin");
        work.run(
                "SELECT pg_advisory_xact_lock(hashtextextended("
                        + dialect.literal("leat roll-up " + dialect.table(rollUp)) + ", 0))",
                "wait for another refresh");
    }

    @Override
    void beginRefresh(Work work, Shape shape) {
        work.run("BEGIN ISOLATION LEVEL REPEATABLE READ", "begin");
        work.run(LOCK_TIMEOUT, "begin");
        work.run(
                "LOCK TABLE " + dialect.table(RollUpList.TABLE) + " IN SHARE UPDATE EXCLUSIVE MODE",
                "wait for another refresh");
        work.run("LOCK TABLE " + source(shape) + " IN ACCESS SHARE MODE", "wait for a change of the table");
    }

    private String oid(String table) {
        return "CAST(to_regclass(" + dialect.literal(table) + ") AS oid)";
    }

    /** Rows of parts and heirs are written past the triggers of their parents; unlogged tables are emptied by a crash. */
    @Override
    String whyNoTriggers(Work work, Shape shape) {
        return work.text(
                "SELECT CASE WHEN c.relkind <> 'r' OR c.relispartition OR EXISTS (SELECT FROM pg_catalog.pg_inherits i"
                        + " WHERE c.oid IN (i.inhrelid, i.inhparent)) THEN 'the table has partitions or heirs'"
                        + " WHEN c.relpersistence <> 'p' THEN 'the table is not logged'"
                        + " WHEN EXISTS (SELECT FROM pg_catalog.pg_subscription_rel s WHERE s.srrelid = c.oid)"
                        + " THEN 'the table is written by a subscription'"
                        + " WHEN NOT pg_catalog.pg_has_role(c.relowner, 'USAGE') THEN 'only the table''s owner may make"
                        + " triggers that always fire'"
                        + " WHEN NOT pg_catalog.has_schema_privilege(c.relnamespace, 'CREATE') THEN 'nothing may be"
                        + " created in its schema'"
                        + " WHEN NOT EXISTS (SELECT FROM pg_catalog.pg_language l WHERE l.lanname = 'plpgsql' AND"
                        + " pg_catalog.has_language_privilege(l.oid, 'USAGE')) THEN 'PL/pgSQL may not be used'"
                        + " WHEN EXISTS (SELECT FROM pg_catalog.pg_attribute a WHERE a.attrelid = c.oid AND"
                        + " a.attgenerated = 'v') THEN 'the table has virtual columns' ELSE '' END"
                        + " FROM pg_catalog.pg_class c WHERE c.oid = " + oid(source(shape)),
                "read the catalogue");
    }

    private String triggerName(Shape shape, String event) {
        return dialect.identifier("_leat_" + event + "_" + shape.rollUp().name());
    }

    private String triggerNames(Shape shape) {
        return String.join(
                ", ",
                EVENTS.stream()
                        .map(event -> dialect.literal(triggerName(shape, event)))
                        .toList());
    }

    private static final List<String> EVENTS = List.of("insert", "update", "delete");

    private String triggers(Shape shape) {
        return " FROM pg_catalog.pg_trigger t JOIN pg_catalog.pg_proc p ON p.oid = t.tgfoid WHERE t.tgrelid = "
                + oid(source(shape)) + " AND t.tgname IN (" + triggerNames(shape) + ")";
    }

    @Override
    boolean isNoting(Work work, Shape shape) {
        return work.text(
                        "SELECT count(*) = " + EVENTS.size() + " AND " + oid(notes(shape)) + " IS NOT NULL"
                                + triggers(shape) + " AND t.tgenabled = 'A'",
                        "read the catalogue")
                .equals("t");
    }

    private String function(Shape shape) {
        return dialect.table("_leat_note_" + shape.rollUp().name());
    }

    @Override
    String startNoting(Work work, Shape shape) {
        List<String> statements = new ArrayList<>(stopNoting(work, shape));
        statements.add("CREATE TABLE " + notes(shape) + " AS SELECT " + keys(shape, "b") + " FROM " + source(shape)
                + " AS b WITH NO DATA");
        String insert = "INSERT INTO " + notes(shape) + " SELECT DISTINCT " + keys(shape, "b") + " FROM ";
        statements.add("CREATE FUNCTION " + function(shape)
                + "() RETURNS trigger LANGUAGE plpgsql SECURITY DEFINER SET search_path = pg_catalog, pg_temp AS "
                + dialect.literal("BEGIN IF TG_OP <> 'DELETE' THEN " + insert + "leat_new AS b; END IF; IF TG_OP <>"
                        + " 'INSERT' THEN " + insert + "leat_old AS b; END IF; RETURN NULL; END"));
        for (String event : EVENTS) {
            String name = dialect.quote(triggerName(shape, event));
            String rows = switch (event) {
                case "insert" -> "NEW TABLE AS leat_new";
                case "delete" -> "OLD TABLE AS leat_old";
                default -> "OLD TABLE AS leat_old NEW TABLE AS leat_new";
            };
            statements.add("CREATE TRIGGER " + name + " AFTER " + event.toUpperCase(Locale.ROOT) + " ON "
                    + source(shape) + " REFERENCING " + rows + " FOR EACH STATEMENT EXECUTE FUNCTION "
                    + function(shape) + "()");
            statements.add("ALTER TABLE " + source(shape) + " ENABLE ALWAYS TRIGGER " + name);
        }
        work.run(statements, "make the triggers");
        return "";
    }

    /** The function takes the triggers with it, from whatever table they are on. */
    @Override
    List<String> stopNoting(Work work, Shape shape) {
        return List.of(
                "DROP FUNCTION IF EXISTS " + function(shape) + "() CASCADE", "DROP TABLE IF EXISTS " + notes(shape));
    }

    @Override
    String fingerprint(Work work, Shape shape) {
        String used = String.join(
                ", ", shape.used().keySet().stream().map(dialect::literal).toList());
        return work.text(
                "SELECT concat_ws(' ', c.oid, pg_catalog.pg_relation_filenode(c.oid), (SELECT"
                        + " string_agg(concat_ws(':', t.oid, t.xmin, p.oid, p.xmin), ',' ORDER BY t.oid)"
                        + triggers(shape) + "), (SELECT string_agg(concat_ws(':', a.attnum, a.atttypid, a.atttypmod,"
                        + " a.attcollation), ',' ORDER BY a.attnum) FROM pg_catalog.pg_attribute a WHERE a.attrelid ="
                        + " c.oid AND NOT a.attisdropped AND a.attname IN (" + (used.isEmpty() ? "''" : used) + ")), "
                        + oid(notes(shape)) + ", pg_catalog.pg_relation_filenode(" + oid(notes(shape))
                        + ")) FROM pg_catalog.pg_class c WHERE c.oid = " + oid(source(shape)),
                "read the catalogue");
    }

    @Override
    void readNotes(Work work, Shape shape) {
        work.run(
                createTemporary(KEYS) + "SELECT DISTINCT " + String.join(", ", keyNames(shape)) + " FROM "
                        + notes(shape),
                "read the noted groups");
        work.run("ANALYZE " + temporary(KEYS), "read the noted groups");
    }

    @Override
    String takeNotes(Shape shape) {
        return "DELETE FROM " + notes(shape);
    }

    private String createTemporary(String name) {
        return "CREATE TEMP TABLE " + temporary(name) + " ON COMMIT DROP AS ";
    }

    /** Plain equality can use the table's indexes; groups with a NULL need the other, and without any it reads nothing. */
    @Override
    List<String> compute(Shape shape, boolean onlyKeys) {
        List<String> statements = new ArrayList<>();
        if (!onlyKeys) {
            statements.add(createTemporary(FRESH) + query(shape, ""));
        } else {
            List<String> names = keyNames(shape);
            List<String> equal = new ArrayList<>();
            List<String> same = new ArrayList<>();
            List<String> isNull = new ArrayList<>();
            for (int i = 0; i < names.size(); i++) {
                String value = group(shape.groups().get(i), "b");
                equal.add(value + " = k." + names.get(i));
                same.add(same(value, "k." + names.get(i)));
                isNull.add(names.get(i) + " IS NULL");
            }
            statements.add(createTemporary(FRESH)
                    + query(shape, " JOIN " + temporary(KEYS) + " AS k ON " + String.join(" AND ", equal)));
            statements.add("INSERT INTO " + temporary(FRESH) + " "
                    + query(
                            shape,
                            " JOIN (SELECT * FROM " + temporary(KEYS) + " WHERE " + String.join(" OR ", isNull)
                                    + ") AS k ON " + String.join(" AND ", same)));
        }
        statements.add("ANALYZE " + temporary(FRESH));
        return statements;
    }

    @Override
    List<String> dropTemporary() {
        return List.of();
    }

    @Override
    String bucket(Bucket bucket, String column, TargetColumn type) {
        boolean isInstant =
                type.type().filter(known -> known.kind() == Kind.TIMESTAMP_TZ).isPresent();
        String time = isInstant ? column + " AT TIME ZONE 'UTC'" : "CAST(" + column + " AS timestamp)";
        return "CAST(date_trunc('" + Shape.lower(bucket) + "', " + time + ") AS date)";
    }

    /** {@code IS NOT DISTINCT FROM} can be neither hashed nor merged; arrays of one element can, and two NULLs in them are equal. */
    @Override
    String same(String left, String right) {
        return "ARRAY[" + left + "] = ARRAY[" + right + "]";
    }
}
