package io.github.leat.rds.internal;

import io.github.leat.core.SchemaException;
import io.github.leat.core.SinkException;
import io.github.leat.core.schema.ColumnType;
import io.github.leat.core.sink.WriteMode;
import java.util.ArrayList;
import java.util.List;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Keeps what a load changes, in the transaction that changes it, so that it can be taken back. See {@code
 * docs/decisions/0085-taking-loads-back.md}, and {@code 0087} for where DDL commits.
 *
 * <p>The table {@value UndoTables#LOG} has rows of the ledger, of three {@code side}s: {@value #BEFORE}, those that a load has
 * replaced, {@value #AFTER}, the load's own, and {@value #PENDING}, what will be the former when a load completes that has begun.
 * Where DDL commits there are two more: {@value #OPEN}, of a load that makes its tables, and {@value #GONE}, of one whose tables are
 * to be dropped.
 * {@code owner} is the load. Rows of the data are in two tables for each load, {@link UndoTables#added} and {@link
 * UndoTables#removed}; of a replacement the added ones are known by a fingerprint.
 */
final class UndoLog {
    private static final Logger LOG = LoggerFactory.getLogger(UndoLog.class);

    static final String BEFORE = "before";
    static final String AFTER = "after";
    static final String PENDING = "pending";
    static final String OPEN = "open";
    static final String GONE = "gone";

    /** What is kept of a load: rows that were added and removed, or the whole table of before. */
    static final String ROWS = "ROWS";

    static final String TABLE = "TABLE";

    static final String DOING = "keep what the load changes";

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

    /** Makes the list, unless it is there. */
    void create() {
        String text = " " + dialect.typeName(ColumnType.TEXT) + " NOT NULL";
        List<String> columns = new ArrayList<>(List.of(
                "owner" + text,
                "seq " + dialect.typeName(ColumnType.LONG) + " NOT NULL",
                "side" + text,
                "kind" + text,
                "fingerprint" + text));
        columns.addAll(Ledger.definitions(dialect));
        session.run(
                "CREATE TABLE IF NOT EXISTS " + log() + " (" + String.join(", ", columns) + ")"
                        + dialect.tableOptions(),
                DOING);
    }

    /** Notes what the ledger says of the object before the load's first commit. */
    void begin(String loadId) {
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

    /** Puts a load into the list; the ledger's row must be written, and those of other loads must still be there. */
    void note(String loadId, String fingerprint) {
        boolean isReplacement = options.mode() == WriteMode.REPLACE;
        String kind = isReplacement ? TABLE : ROWS;
        long seq = 1 + session.number("SELECT coalesce(max(seq), 0) FROM " + log(), DOING);
        session.run(
                "UPDATE " + log() + " SET side = '" + BEFORE + "', seq = " + seq + ", kind = '" + kind
                        + "' WHERE side = '" + PENDING + "' AND owner = " + dialect.literal(loadId),
                DOING);
        if (isReplacement) {
            copy(loadId, seq, BEFORE, kind, "", ofTable() + " AND source <> " + dialect.literal(source));
        }
        copy(loadId, seq, AFTER, kind, fingerprint, ofSource());
        if (dialect.definitionsCommit()) {
            delete("side = '" + OPEN + "' AND owner = " + dialect.literal(loadId));
        }
    }

    /** Notes that tables of a load are about to be made, before it is certain that it completes. The ledger has its row by now. */
    void open(String loadId) {
        copy(loadId, 0, OPEN, "", "", ofSource());
    }

    /**
     * Drops what earlier loads of the object have left that died between the making of their tables and the end of their
     * transaction. Only for who has the object and the table to itself: nobody else's load is among them then.
     */
    void clearUp() {
        session.run(
                "UPDATE " + log() + " SET side = '" + GONE + "' WHERE side = '" + OPEN + "' AND " + ofSource(), DOING);
        sweep(session);
    }

    /** The same after a commit: what is done is done, and what is left over now is swept another time. */
    static void sweepQuietly(Session session) {
        try {
            sweep(session);
        } catch (SinkException e) {
            LOG.debug("tables of loads that were given up are left to the next one", e);
        }
    }

    /**
     * Drops the tables of loads that {@link #forget} has forgotten, where that cannot be done in a transaction, and those that a
     * process left which died before it had done so.
     */
    static void sweep(Session session) {
        Dialect dialect = session.dialect();
        String log = dialect.table(UndoTables.LOG);
        session.lockDefinitions();
        for (String owner : texts(session, "SELECT DISTINCT owner FROM " + log + " WHERE side = '" + GONE + "'")) {
            dropTables(session, owner);
            session.run(
                    "DELETE FROM " + log + " WHERE side = '" + GONE + "' AND owner = " + dialect.literal(owner), DOING);
        }
    }

    /** A capture of what a load will change, which has not begun. */
    UndoCapture capture(String loadId, TablePlan plan, TableSql sql, String stage) {
        TargetTable target = session.guard(
                        "read the catalogue", () -> dialect.readTable(session.handle(), plan.table()))
                .orElseThrow();
        requireFit(target, plan, options, where);
        return new UndoCapture(this, session, options, loadId, target, sql, stage);
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
        List<String> owners = texts(
                session,
                "SELECT DISTINCT owner FROM " + log() + " WHERE side = '" + AFTER + "' AND seq <= " + last + " AND "
                        + ofTable());
        owners.forEach(owner -> forget(session, owner));
    }

    private static List<String> texts(Session session, String query) {
        return session.guard(
                DOING,
                () -> session.handle().createQuery(query).mapTo(String.class).list());
    }

    /** Gives up all that is kept of a load; where DDL commits, its tables go by {@link #sweep} after the transaction. */
    static void forget(Session session, String owner) {
        Dialect dialect = session.dialect();
        String log = dialect.table(UndoTables.LOG);
        String own = " WHERE owner = " + dialect.literal(owner);
        if (dialect.definitionsCommit()) {
            session.run("DELETE FROM " + log + own + " AND side <> '" + AFTER + "'", DOING);
            session.run("UPDATE " + log + " SET side = '" + GONE + "'" + own, DOING);
        } else {
            dropTables(session, owner);
            session.run("DELETE FROM " + log + own, DOING);
        }
    }

    private static void dropTables(Session session, String owner) {
        UndoTables.all(owner)
                .forEach(name ->
                        session.run("DROP TABLE IF EXISTS " + session.dialect().table(name), DOING));
    }

    /** The number of rows and a sum over their hashes, whatever their order. */
    static String fingerprint(Session session, RowSet rows, String table, String condition) {
        Dialect dialect = session.dialect();
        return session.guard(
                DOING,
                () -> session.handle()
                        .createQuery("SELECT count(*), coalesce(" + rows.sumOfHashes("y") + ", 0) FROM "
                                + dialect.table(table) + " AS y" + condition)
                        .map((row, context) -> row.getString(1) + ":" + (row.getLong(1) == 0 ? "" : row.getString(2)))
                        .one());
    }
}
