package io.github.leat.rds.internal.rollup;

import io.github.leat.core.TransientSinkException;
import io.github.leat.rds.internal.Dialect;
import io.github.leat.rds.internal.TargetColumn;
import io.github.leat.rds.rollup.Bucket;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Set;
import java.util.stream.Collectors;

/**
 * MariaDB and MySQL: triggers by row, each of which adds a note of its own. Notes of one group in one row would make loads
 * wait for each other, and for the refresh.
 *
 * <p>The refresh is READ COMMITTED, in which a query that fills a table reads without locks; at REPEATABLE READ it would lock
 * every row of the table that it reads. So each statement is of its own moment, and what was noted between two of them makes the refresh
 * compute once more, a few times at most: what is left then is for the next one. TRUNCATE and changes of types give the table
 * another id in InnoDB's catalogue; a table that takes its name by renaming has no triggers.
 */
final class MySqlEngine extends Engine {
    private static final String NOTED = "_leat_noted";
    private static final int LONGEST_WAIT_SECONDS = 60;
    /** No right to make triggers, or not while the binary log is on. */
    private static final Set<Integer> REFUSALS = Set.of(1044, 1142, 1227, 1370, 1419);

    private final MySqlTable table;
    private String isolation = "";

    MySqlEngine(Dialect dialect) {
        super(dialect);
        this.table = new MySqlTable(dialect);
    }

    private String lock(String rollUp) {
        return "CONCAT('leat.rollup.', LEFT(SHA2(" + dialect.literal(dialect.table(rollUp)) + ", 256), 32))";
    }

    @Override
    void enter(Work work, String rollUp) {
        isolation = work.text(
                        dialect.product().equals("MariaDB")
                                ? "SELECT @@SESSION.tx_isolation"
                                : "SELECT @@SESSION.transaction_isolation",
                        "read the isolation level")
                .replace('-', ' ');
        work.run("SET SESSION TRANSACTION ISOLATION LEVEL READ COMMITTED", "begin");
        work.run("SET SESSION lock_wait_timeout = " + LONGEST_WAIT_SECONDS, "begin");
        if (!work.isDry()
                && !work.text(
                                "SELECT GET_LOCK(" + lock(rollUp) + ", " + LONGEST_WAIT_SECONDS + ")",
                                "wait for another refresh")
                        .equals("1")) {
            throw new TransientSinkException(work.where() + ": another refresh has been running for "
                    + LONGEST_WAIT_SECONDS + " seconds. Let it finish, then run this one again.");
        }
    }

    @Override
    void leave(Work work, String rollUp) {
        if (!work.isDry()) {
            work.text("SELECT RELEASE_LOCK(" + lock(rollUp) + ")", "let other refreshes begin");
        }
        work.run("SET SESSION lock_wait_timeout = DEFAULT", "end");
        work.run("SET SESSION TRANSACTION ISOLATION LEVEL " + isolation, "end");
    }

    @Override
    void beginSetUp(Work work, String rollUp) {
        work.run("START TRANSACTION", "begin");
    }

    @Override
    void beginRefresh(Work work, Shape shape) {
        work.run("START TRANSACTION", "begin");
        // keeps the table from being altered, emptied or renamed till the end of the transaction
        work.text("SELECT 1 FROM " + source(shape) + " LIMIT 0", "read the table");
    }

    private String schema() {
        String quoted = dialect.table("x");
        return quoted.substring(1, quoted.length() - "`.`x`".length()).replace("``", "`");
    }

    private String isThis(Shape shape, String schemaColumn, String tableColumn) {
        return schemaColumn + " = " + dialect.literal(schema()) + " AND " + tableColumn + " = "
                + dialect.literal(shape.table().name());
    }

    /** A file name as both encode it ("Mapping of Identifiers to File Names"); of letters beyond ASCII it may be another one. */
    private static String fileName(String name) {
        return name.codePoints()
                .mapToObj(c -> c < 128 && (Character.isLetterOrDigit(c) || c == '_')
                        ? Character.toString(c)
                        : "@" + String.format(Locale.ROOT, "%04x", c))
                .collect(Collectors.joining());
    }

    private String tableId(Shape shape) {
        String catalogue = dialect.product().equals("MariaDB") ? "innodb_sys_tables" : "innodb_tables";
        return "SELECT table_id FROM information_schema." + catalogue + " WHERE name = "
                + dialect.literal(
                        fileName(schema()) + "/" + fileName(shape.table().name()));
    }

    @Override
    String whyNoTriggers(Work work, Shape shape) {
        String kept = "('RESTRICT', 'NO ACTION')";
        String why = work.text(
                "SELECT CASE WHEN COALESCE(t.engine, '') <> 'InnoDB' THEN 'the table is not one of InnoDB' WHEN"
                        + " t.create_options LIKE '%partitioned%' THEN 'the table has partitions' WHEN EXISTS (SELECT 1"
                        + " FROM information_schema.referential_constraints r WHERE "
                        + isThis(shape, "r.constraint_schema", "r.table_name") + " AND (r.update_rule NOT IN " + kept
                        + " OR r.delete_rule NOT IN " + kept
                        + ")) THEN 'foreign keys change rows of the table past its triggers' ELSE '' END FROM"
                        + " information_schema.tables t WHERE " + isThis(shape, "t.table_schema", "t.table_name"),
                "read the catalogue");
        if (!why.isEmpty()) {
            return why;
        }
        try {
            return work.tryRow(tableId(shape)).isPresent()
                    ? ""
                    : "InnoDB's catalogue does not have the table by its name, so that TRUNCATE would go unnoticed";
        } catch (SQLException e) {
            return "the user has no PROCESS privilege, so that TRUNCATE would go unnoticed";
        }
    }

    private String triggerName(Shape shape, String event) {
        return dialect.identifier("_leat_" + event + "_" + shape.rollUp().name());
    }

    private String triggers(Shape shape) {
        String names = List.of("insert", "update", "delete").stream()
                .map(event -> dialect.literal(triggerName(shape, event)))
                .collect(Collectors.joining(", "));
        return " FROM information_schema.triggers WHERE trigger_schema = " + dialect.literal(schema()) + " AND "
                + isThis(shape, "event_object_schema", "event_object_table") + " AND trigger_name IN (" + names + ")";
    }

    @Override
    boolean isNoting(Work work, Shape shape) {
        return work.text("SELECT COUNT(*)" + triggers(shape), "read the catalogue")
                        .equals("3")
                && work.row(
                                "SELECT 1 FROM information_schema.tables WHERE table_schema = "
                                        + dialect.literal(schema()) + " AND table_name = "
                                        + dialect.literal(notesName(shape)),
                                "read the catalogue")
                        .isPresent();
    }

    private String note(Shape shape, String row) {
        String values =
                shape.groups().stream().map(output -> group(output, row)).collect(Collectors.joining(", "));
        return "INSERT INTO " + notes(shape) + " VALUES (UUID_SHORT(), CONNECTION_ID(), " + values + ")";
    }

    /** Bytes are compared, since texts that differ can be equal. */
    private String isUntouched(Shape shape) {
        return shape.used().values().stream()
                .map(column -> dialect.quote(column.name()))
                .map(name -> "BINARY OLD." + name + " <=> BINARY NEW." + name)
                .collect(Collectors.joining(" AND "));
    }

    private String isSameKey(Shape shape) {
        return shape.groups().stream()
                .map(output -> same(group(output, "OLD"), group(output, "NEW")))
                .collect(Collectors.joining(" AND "));
    }

    @Override
    String startNoting(Work work, Shape shape) {
        work.run(stopNoting(work, shape), "make the triggers");
        String trigger = " ON " + source(shape) + " FOR EACH ROW ";
        List<String> statements = new ArrayList<>();
        statements.add("CREATE TABLE " + notes(shape)
                + " (id bigint unsigned NOT NULL DEFAULT 0, session bigint unsigned NOT NULL DEFAULT 0, PRIMARY KEY"
                + " (id, session))"
                + dialect.tableOptions() + " AS SELECT " + keys(shape, "b") + " FROM " + source(shape)
                + " AS b LIMIT 0");
        statements.add("CREATE TRIGGER " + dialect.table(triggerName(shape, "insert")) + " AFTER INSERT" + trigger
                + note(shape, "NEW"));
        statements.add("CREATE TRIGGER " + dialect.table(triggerName(shape, "delete")) + " AFTER DELETE" + trigger
                + note(shape, "OLD"));
        statements.add("CREATE TRIGGER " + dialect.table(triggerName(shape, "update")) + " AFTER UPDATE" + trigger
                + "IF NOT (" + isUntouched(shape) + ") THEN " + note(shape, "NEW") + "; IF NOT (" + isSameKey(shape)
                + ") THEN " + note(shape, "OLD") + "; END IF; END IF");
        try {
            for (String statement : statements) {
                work.tryRun(statement);
            }
            return "";
        } catch (SQLException e) {
            if (!REFUSALS.contains(e.getErrorCode())) {
                throw work.translate(e, "make the triggers");
            }
            work.run(stopNoting(work, shape), "take the triggers away");
            return "the server refuses triggers (" + e.getErrorCode() + ")";
        }
    }

    @Override
    List<String> stopNoting(Work work, Shape shape) {
        List<String> statements = new ArrayList<>();
        for (String event : List.of("insert", "update", "delete")) {
            statements.add("DROP TRIGGER IF EXISTS " + dialect.table(triggerName(shape, event)));
        }
        statements.add("DROP TABLE IF EXISTS " + notes(shape));
        return statements;
    }

    @Override
    String fingerprint(Work work, Shape shape) {
        String used = shape.used().keySet().stream().map(dialect::literal).collect(Collectors.joining(", "));
        return work.text(
                "SELECT CONCAT_WS(' ', (" + tableId(shape)
                        + "), (SELECT create_time FROM information_schema.tables WHERE "
                        + isThis(shape, "table_schema", "table_name")
                        + "), (SELECT GROUP_CONCAT(created ORDER BY trigger_name)" + triggers(shape)
                        + "), (SELECT GROUP_CONCAT(ordinal_position ORDER BY ordinal_position) FROM"
                        + " information_schema.columns WHERE " + isThis(shape, "table_schema", "table_name")
                        + " AND column_name IN (" + (used.isEmpty() ? "''" : used) + ")))",
                "read the catalogue");
    }

    @Override
    void readNotes(Work work, Shape shape) {
        String names = String.join(", ", keyNames(shape));
        work.run(
                List.of(
                        drop(NOTED),
                        drop(KEYS),
                        "CREATE TEMPORARY TABLE " + temporary(NOTED) + " (PRIMARY KEY (id, session)) ENGINE=InnoDB AS"
                                + " SELECT id, session, " + names + " FROM " + notes(shape),
                        "CREATE TEMPORARY TABLE " + temporary(KEYS) + " (" + table.keyIndex(shape, keyNames(shape))
                                + ") ENGINE=InnoDB AS SELECT DISTINCT " + names + " FROM " + temporary(NOTED)),
                "read the noted groups");
    }

    @Override
    double mostNoted() {
        return 0.1;
    }

    private String sameNote() {
        return "n.id = c.id AND n.session = c.session";
    }

    @Override
    boolean hasMoreNotes(Work work, Shape shape) {
        return work.number(
                        "SELECT EXISTS (SELECT 1 FROM " + notes(shape) + " AS c LEFT JOIN " + temporary(NOTED)
                                + " AS n ON " + sameNote() + " WHERE n.id IS NULL)",
                        "read the noted groups")
                > 0;
    }

    @Override
    String takeNotes(Shape shape) {
        return "DELETE c FROM " + notes(shape) + " AS c JOIN " + temporary(NOTED) + " AS n ON " + sameNote();
    }

    @Override
    String temporary(String name) {
        return dialect.table(name);
    }

    private String drop(String name) {
        return "DROP TEMPORARY TABLE IF EXISTS " + temporary(name);
    }

    @Override
    List<String> compute(Shape shape, boolean onlyKeys) {
        List<String> names = keyNames(shape);
        List<String> same = new ArrayList<>();
        for (int i = 0; i < names.size(); i++) {
            same.add(same(group(shape.groups().get(i), "b"), "k." + names.get(i)));
        }
        String join = onlyKeys ? " JOIN " + temporary(KEYS) + " AS k ON " + String.join(" AND ", same) : "";
        return List.of(
                drop(FRESH),
                "CREATE TEMPORARY TABLE " + temporary(FRESH) + table.definitions(shape, true) + " AS "
                        + query(shape, join));
    }

    /** The roll-up is filled beside the old one, and takes its name in one step. */
    @Override
    List<String> replace(Shape shape, boolean isThere) {
        String filled = dialect.table("_leat_new_" + shape.rollUp().name());
        String old = dialect.table("_leat_old_" + shape.rollUp().name());
        List<String> statements = new ArrayList<>();
        statements.add("DROP TABLE IF EXISTS " + filled + ", " + old);
        statements.add("CREATE TABLE " + filled + table.definitions(shape, false) + " COMMENT="
                + dialect.literal(MySqlTable.cut(about(shape))) + " AS SELECT " + columns(shape.outputs(), "")
                + " FROM " + temporary(FRESH));
        statements.add("RENAME TABLE " + (isThere ? rollUp(shape) + " TO " + old + ", " : "") + filled + " TO "
                + rollUp(shape));
        statements.add("DROP TABLE IF EXISTS " + old);
        statements.add("START TRANSACTION");
        return statements;
    }

    @Override
    List<String> dropTemporary() {
        return List.of(drop(FRESH), drop(KEYS), drop(NOTED));
    }

    /** By dates alone: of a TIMESTAMP the day is that of UTC, whatever the time zone of who writes. */
    @Override
    String bucket(Bucket bucket, String column, TargetColumn type) {
        String day = type.nativeType().startsWith("timestamp")
                ? "DATE(DATE_ADD('1970-01-01 00:00:00', INTERVAL FLOOR(UNIX_TIMESTAMP(" + column + ")) SECOND))"
                : "DATE(" + column + ")";
        String month = day + " - INTERVAL (DAYOFMONTH(" + day + ") - 1) DAY";
        return switch (bucket) {
            case DAY -> day;
            case WEEK -> day + " - INTERVAL WEEKDAY(" + day + ") DAY";
            case MONTH -> month;
            case QUARTER -> month + " - INTERVAL ((MONTH(" + day + ") - 1) MOD 3) MONTH";
            case YEAR -> day + " - INTERVAL (DAYOFYEAR(" + day + ") - 1) DAY";
        };
    }

    @Override
    String same(String left, String right) {
        return left + " <=> " + right;
    }

    @Override
    String differ(String left, String right) {
        return "NOT (" + left + " <=> " + right + ")";
    }

    @Override
    String addends(String column) {
        return column;
    }

    @Override
    String update(Shape shape) {
        return "UPDATE " + rollUp(shape) + " AS r JOIN " + temporary(FRESH) + " AS f ON " + sameGroup(shape, "r", "f")
                + " SET " + assignments(shape, "r.") + " WHERE " + anyMeasureDiffers(shape, "r", "f");
    }

    @Override
    String delete(Shape shape, boolean onlyKeys) {
        return "DELETE r FROM " + rollUp(shape) + " AS r WHERE " + gone(shape, onlyKeys);
    }
}
