package io.github.leat.rds.internal;

import java.util.List;

/**
 * Keeps what one load changes, in the transaction that changes it. Where DDL commits, the tables for it are made empty before that
 * transaction and filled in it; {@link UndoLog#open} has noted them by then, so that those of a load that dies are found again.
 */
final class UndoCapture {
    private static final String DOING = UndoLog.DOING;

    private final UndoLog log;
    private final Session session;
    private final Dialect dialect;
    private final UndoSql undo;
    private final SinkOptions options;
    private final String loadId;
    private final TargetTable target;
    private final TableSql sql;
    private final String stage;
    private final RowSet rows;
    private String fingerprint = "";

    /** @param stage name of the staging table, which must be there till {@link #after} */
    UndoCapture(
            UndoLog log,
            Session session,
            SinkOptions options,
            String loadId,
            TargetTable target,
            TableSql sql,
            String stage) {
        this.log = log;
        this.session = session;
        this.dialect = session.dialect();
        this.undo = dialect.undo().orElseThrow();
        this.options = options;
        this.loadId = loadId;
        this.target = target;
        this.sql = sql;
        this.stage = stage;
        this.rows = new RowSet(dialect, target.columns());
    }

    private String table(String name) {
        return dialect.table(name);
    }

    private String all() {
        return "SELECT " + rows.list() + " FROM " + table(target.name()) + " AS t";
    }

    private List<String> tables() {
        String added = UndoTables.added(loadId);
        String removed = UndoTables.removed(loadId);
        return switch (options.mode()) {
            case APPEND -> List.of(added, removed);
            case REPLACE -> List.of(removed);
            case UPSERT, INSERT_NEW -> List.of(added, removed, UndoTables.found(loadId), UndoTables.now(loadId));
        };
    }

    /** Makes the tables, where that cannot be done in the transaction to come. */
    void prepare() {
        log.open(loadId);
        for (String name : tables()) {
            session.run(sql.drop(name), DOING);
            session.run("CREATE TABLE " + table(name) + " AS " + all() + " WHERE 1 = 0", DOING);
        }
    }

    private void keep(String name, String query) {
        String into = dialect.definitionsCommit()
                ? "INSERT INTO " + table(name) + " (" + rows.list() + ") "
                : "CREATE TABLE " + table(name) + " AS ";
        session.run(into + query, DOING);
    }

    /** Keeps the rows that will change; from here on nobody else changes them. */
    void before() {
        boolean locksByReading = !undo.forUpdate().isEmpty();
        if (!locksByReading) {
            undo.lockRows(table(target.name())).ifPresent(statement -> session.run(statement, DOING));
        }
        switch (options.mode()) {
            case APPEND -> keep(UndoTables.removed(loadId), all() + " WHERE 1 = 0");
            case REPLACE -> keep(UndoTables.removed(loadId), all() + undo.forUpdate());
            case UPSERT -> keep(UndoTables.found(loadId), all() + " WHERE " + sql.isStaged(stage) + undo.forUpdate());
            // changes no row that is there, and may lack the right to
            case INSERT_NEW -> keep(UndoTables.found(loadId), all() + " WHERE " + sql.isStaged(stage));
        }
    }

    /** Keeps what the rows have become. */
    void after() {
        switch (options.mode()) {
            case APPEND -> {
                keep(UndoTables.added(loadId), all() + " WHERE 1 = 0");
                session.run(sql.insertStaged(table(UndoTables.added(loadId)), stage), DOING);
            }
            case REPLACE -> fingerprint = UndoLog.fingerprint(session, rows, target.name(), "");
            case UPSERT, INSERT_NEW -> keyedAfter();
        }
    }

    /** Rows that are as they were count neither as removed nor as added: later loads may change them. */
    private void keyedAfter() {
        String found = UndoTables.found(loadId);
        String now = UndoTables.now(loadId);
        keep(now, all() + " WHERE " + sql.isStaged(stage));
        keep(UndoTables.added(loadId), rows.minus(table(now), table(found)));
        keep(UndoTables.removed(loadId), rows.minus(table(found), table(now)));
        if (!dialect.definitionsCommit()) {
            dropScratch();
        }
    }

    /** Puts the load into the list; the ledger's row must be written, and those of other loads must still be there. */
    void note() {
        log.note(loadId, fingerprint);
    }

    /** Drops what is of no use when the load has completed. */
    void dropScratch() {
        session.run(sql.drop(UndoTables.found(loadId)), DOING);
        session.run(sql.drop(UndoTables.now(loadId)), DOING);
    }
}
