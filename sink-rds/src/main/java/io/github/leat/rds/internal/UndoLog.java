package io.github.leat.rds.internal;

import io.github.leat.core.SchemaException;
import io.github.leat.core.schema.ColumnType;
import io.github.leat.core.sink.WriteMode;
import java.util.List;
import java.util.stream.Collectors;

/**
 * Keeps what a load changes, in the transaction that changes it, so that it can be taken back. See {@code
 * docs/decisions/0085-taking-loads-back.md}.
 *
 * <p>The table {@value UndoTables#LOG} has rows of the ledger, of three {@code side}s: {@value #BEFORE}, those that a load has
 * replaced, {@value #AFTER}, the load's own, and {@value #PENDING}, what will be the former when a load completes that has begun.
 * {@code owner} is the load. Rows of the data are in two tables for each load, {@link UndoTables#added} and {@link
 * UndoTables#removed}; of a replacement the added ones are known by a fingerprint.
 */
final class UndoLog {
    static final String BEFORE = "before";
    static final String AFTER = "after";
    static final String PENDING = "pending";

    /** What is kept of a load: rows that were added and removed, or the whole table of before. */
    static final String ROWS = "ROWS";

    static final String TABLE = "TABLE";

    private static final String DOING = "keep what the load changes";

    private final Session session;
    private final Dialect dialect;
    private final SinkOptions options;
    private final String where;
    private final String source;

    UndoLog(Session session, SinkOptions options, String where, String source) {
        this.session = session;
        this.dialect = session.dialect();
        this.options = options;
        this.where = where;
        this.source = source;
    }

    private String log() {
        return dialect.table(UndoTables.LOG);
    }

    static boolean exists(Session session) {
        return session.guard(
                "read the catalogue",
                () -> session.dialect()
                        .tablesWithPrefix(session.handle(), UndoTables.LOG)
                        .contains(UndoTables.LOG));
    }

    /** @throws SchemaException if the rows of a table cannot be put back as they were */
    static void requireFit(TargetTable target, TablePlan plan, SinkOptions options, String where) {
        for (TargetColumn column : target.columns()) {
            boolean isFilled =
                    plan.slots().stream().anyMatch(slot -> slot.column().equals(column.name()));
            if (column.generated()) {
                throw new SchemaException(where + ": column \"" + column.name()
                        + "\" is computed by the database, which would compute it anew in rows that are put back. Leave"
                        + " --undoable out.");
            }
            if (options.mode() == WriteMode.APPEND && column.hasDefault() && !isFilled) {
                throw new SchemaException(where + ": column \"" + column.name()
                        + "\" has a default and is not in the load, so that the rows of an append would not be known again."
                        + " Leave --undoable out, or add the column to the load.");
            }
        }
    }

    /** Makes the list, and notes what the ledger says of the object before the load's first commit. */
    void begin(String loadId) {
        String text = dialect.typeName(ColumnType.TEXT);
        String ledger = dialect.table(Ledger.TABLE);
        session.run(
                "CREATE TABLE IF NOT EXISTS " + log() + " AS SELECT CAST('' AS " + text + ") AS owner, CAST(0 AS "
                        + dialect.typeName(ColumnType.LONG) + ") AS seq, CAST('' AS " + text + ") AS side, CAST('' AS "
                        + text + ") AS kind, CAST('' AS " + text + ") AS fingerprint, " + Ledger.columns(dialect)
                        + " FROM "
                        + ledger + " WHERE 1 = 0",
                DOING);
        delete("side = '" + PENDING + "' AND " + ofSource());
        copy(loadId, 0, PENDING, "", "", ofSource());
    }

    /** The ledger's rows of the object and the table. */
    private String ofSource() {
        return "source = " + dialect.literal(source) + " AND " + ofTable();
    }

    private String ofTable() {
        return dialect.tableKey("target_table") + " = " + dialect.tableKey(dialect.literal(options.table()));
    }

    private void delete(String condition) {
        session.run("DELETE FROM " + log() + " WHERE " + condition, DOING);
    }

    private void copy(String owner, long seq, String side, String kind, String fingerprint, String condition) {
        session.run(
                "INSERT INTO " + log() + " (owner, seq, side, kind, fingerprint, " + Ledger.columns(dialect)
                        + ") SELECT "
                        + dialect.literal(owner) + ", " + seq + ", '" + side + "', '" + kind + "', "
                        + dialect.literal(fingerprint) + ", " + Ledger.columns(dialect) + " FROM "
                        + dialect.table(Ledger.TABLE)
                        + " WHERE " + condition,
                DOING);
    }

    /** The open capture of one load. */
    final class Capture {
        private final String loadId;
        private final TargetTable target;
        private final TableSql sql;
        private final String stage;
        private final RowSet rows;
        private String fingerprint = "";

        private Capture(String loadId, TargetTable target, TableSql sql, String stage) {
            this.loadId = loadId;
            this.target = target;
            this.sql = sql;
            this.stage = stage;
            this.rows = rowsOf(dialect, target.columns());
        }

        private String table(String name) {
            return dialect.table(name);
        }

        /** Keeps the rows that will change; from here on nobody else changes the table. */
        private void before() {
            dialect.lockRows(table(target.name())).ifPresent(statement -> session.run(statement, DOING));
            String all = "SELECT " + rows.list() + " FROM " + table(target.name()) + " AS t";
            switch (options.mode()) {
                case APPEND -> create(UndoTables.removed(loadId), all + " WHERE 1 = 0");
                case REPLACE -> create(UndoTables.removed(loadId), all);
                case UPSERT, INSERT_NEW -> create(UndoTables.found(loadId), all + " WHERE " + sql.isStaged(stage));
            }
        }

        private void create(String name, String query) {
            session.run("CREATE TABLE " + table(name) + " AS " + query, DOING);
        }

        /** Keeps what the rows have become; the staging table must still be there. */
        void after() {
            String added = UndoTables.added(loadId);
            String all = "SELECT " + rows.list() + " FROM " + table(target.name()) + " AS t";
            switch (options.mode()) {
                case APPEND -> {
                    create(added, all + " WHERE 1 = 0");
                    session.run(sql.insertStaged(table(added), stage), DOING);
                }
                case REPLACE -> fingerprint = fingerprint(session, rows, target.name(), "");
                case UPSERT, INSERT_NEW -> keyedAfter(added, all);
            }
        }

        /** Rows that are as they were count neither as removed nor as added: later loads may change them. */
        private void keyedAfter(String added, String all) {
            String found = UndoTables.found(loadId);
            String now = added + "n";
            create(now, all + " WHERE " + sql.isStaged(stage));
            create(added, rows.minus(table(now), table(found)));
            create(UndoTables.removed(loadId), rows.minus(table(found), table(now)));
            session.run(sql.drop(found), DOING);
            session.run(sql.drop(now), DOING);
        }

        /** Puts the load into the list; the ledger's row must be written, and those of other loads must still be there. */
        void note() {
            String kind = options.mode() == WriteMode.REPLACE ? TABLE : ROWS;
            long seq = 1 + session.number("SELECT coalesce(max(seq), 0) FROM " + log(), DOING);
            session.run(
                    "UPDATE " + log() + " SET side = '" + BEFORE + "', seq = " + seq + ", kind = '" + kind
                            + "' WHERE side = '" + PENDING + "' AND owner = " + dialect.literal(loadId),
                    DOING);
            if (options.mode() == WriteMode.REPLACE) {
                copy(loadId, seq, BEFORE, kind, "", ofTable() + " AND source <> " + dialect.literal(source));
            }
            copy(loadId, seq, AFTER, kind, fingerprint, ofSource());
        }
    }

    /** Begins to capture; nobody else changes the table till the end of the transaction. */
    Capture capture(String loadId, TablePlan plan, TableSql sql, String stage) {
        TargetTable target = session.guard(
                        "read the catalogue", () -> dialect.readTable(session.handle(), plan.table()))
                .orElseThrow();
        requireFit(target, plan, options, where);
        Capture capture = new Capture(loadId, target, sql, stage);
        capture.before();
        return capture;
    }

    /**
     * Gives up what a replacement makes void: the table before the replacement before, and all from before that.
     *
     * @param isKept whether what this one replaces is kept
     */
    void supersede(String loadId, boolean isKept) {
        long last = isKept
                ? session.number(
                        "SELECT coalesce(max(seq), 0) FROM " + log() + " WHERE kind = '" + TABLE + "' AND " + ofTable()
                                + " AND owner <> " + dialect.literal(loadId),
                        DOING)
                : Long.MAX_VALUE;
        List<String> owners = texts("SELECT DISTINCT owner FROM " + log() + " WHERE side = '" + AFTER + "' AND seq <= "
                + last + " AND " + ofTable());
        owners.forEach(owner -> forget(session, owner));
    }

    private List<String> texts(String query) {
        return session.guard(
                DOING,
                () -> session.handle().createQuery(query).mapTo(String.class).list());
    }

    /** Drops all that is kept of a load. */
    static void forget(Session session, String owner) {
        Dialect dialect = session.dialect();
        session.run("DROP TABLE IF EXISTS " + dialect.table(UndoTables.added(owner)), DOING);
        session.run("DROP TABLE IF EXISTS " + dialect.table(UndoTables.removed(owner)), DOING);
        session.run("DELETE FROM " + dialect.table(UndoTables.LOG) + " WHERE owner = " + dialect.literal(owner), DOING);
    }

    static RowSet rowsOf(Dialect dialect, List<TargetColumn> columns) {
        return new RowSet(
                dialect,
                columns.stream().map(column -> dialect.quote(column.name())).collect(Collectors.toList()));
    }

    /** The number of rows and a sum over their hashes, whatever their order. */
    static String fingerprint(Session session, RowSet rows, String table, String condition) {
        Dialect dialect = session.dialect();
        return session.guard(
                DOING,
                () -> session.handle()
                        .createQuery("SELECT CAST(count(*) AS " + dialect.typeName(ColumnType.TEXT)
                                + ") || ':' || coalesce(CAST("
                                + dialect.sumOfHashes(rows.columns(), "y") + " AS " + dialect.typeName(ColumnType.TEXT)
                                + "), '') FROM " + dialect.table(table) + " AS y" + condition)
                        .mapTo(String.class)
                        .one());
    }
}
