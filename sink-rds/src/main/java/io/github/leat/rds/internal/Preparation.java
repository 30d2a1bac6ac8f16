package io.github.leat.rds.internal;

import io.github.leat.core.SchemaException;
import io.github.leat.core.schema.ColumnType;
import io.github.leat.core.schema.Schema;
import io.github.leat.core.sink.Checkpoint;
import io.github.leat.core.sink.LedgerEntry;
import io.github.leat.core.sink.LoadId;
import io.github.leat.core.sink.WriteMode;
import java.util.Optional;

/**
 * A target made ready for a load, and where the load goes on.
 *
 * @param plan how columns and table come together
 * @param stage name of the staging table, also where none is used
 * @param resumeAt the last commit of an interrupted run of this very version
 * @param loadId id of the first run
 * @param inLedger whether the ledger has a row of the object and the table
 * @param nextNumber number of the next staged record
 * @param found what the ledger said
 * @param ahead records beyond {@code resumeAt} that are in the table already
 */
record Preparation(
        TablePlan plan,
        String stage,
        Optional<Checkpoint> resumeAt,
        String loadId,
        boolean inLedger,
        long nextNumber,
        Optional<LedgerEntry> found,
        RecordRanges ahead) {

    /** Does the DDL that comes before the first record, and commits the transaction that has been begun. */
    static Preparation run(SinkOptions options, String where, LoadId load, Session session, Schema schema) {
        Dialect dialect = session.dialect();
        Ledger ledger = new Ledger(session, where, options);
        TablePlan found = plan(options, where, session, schema);
        boolean changes = !options.isStaged() && !found.ddl().isEmpty();
        boolean hasLedger = ledger.exists();
        if (changes || !hasLedger) {
            session.lockDefinitions();
        }
        if (!hasLedger) {
            session.run(Ledger.createTable(dialect), "create the ledger");
        } else {
            ledger.upgrade();
        }
        // another load may have changed the table while this one waited
        TablePlan plan = changes ? plan(options, where, session, schema) : found;
        Optional<Ledger.Row> row = ledger.find(load.source());
        row.ifPresent(entry -> requireSameVisibility(entry, load, options, where));
        TableSql sql = new TableSql(dialect, options, plan);
        String stage = StageName.of(options.table(), load);
        Optional<Ledger.Row> own = row.filter(entry -> isResumable(entry, load, options))
                .filter(entry -> !entry.isVoidWithout(plan.target()))
                .filter(entry ->
                        !options.isStaged() || stageFits(session, stage, sql.numberColumn(), plan, entry.entry()));
        dropStages(dialect, options, session, load, sql, own.isPresent() && options.isStaged() ? stage : "");
        if (options.isStaged() && own.isEmpty()) {
            sql.createStage(stage).forEach(statement -> session.run(statement, "create the staging table"));
        }
        if (!options.isStaged()) {
            plan.ddl().forEach(statement -> session.run(statement, "change the table"));
        }
        if (options.undoable()) {
            prepareUndo(new UndoLog(session, options, where, load.source()), session, load, own.isEmpty());
        }
        if (row.isPresent()) {
            ledger.claim(load);
        }
        long next = options.isStaged() && own.isPresent()
                ? session.number(
                        "SELECT coalesce(max(" + dialect.quote(sql.numberColumn()) + "), 0) + 1 FROM "
                                + dialect.table(stage),
                        "read the staging table")
                : 1;
        RecordRanges ahead = options.isStaged() || own.isEmpty() ? new RecordRanges() : ledger.ahead(load.source());
        session.commit();
        return new Preparation(
                plan,
                stage,
                own.flatMap(Ledger.Row::resumeAt),
                own.map(entry -> entry.entry().loadId()).orElse(load.id()),
                row.isPresent(),
                next,
                row.filter(entry -> !entry.isVoidWithout(plan.target())).map(Ledger.Row::entry),
                ahead);
    }

    private static void prepareUndo(UndoLog log, Session session, LoadId load, boolean begins) {
        boolean isThere = UndoLog.exists(session);
        if (!isThere || begins) {
            session.lockDefinitions();
        }
        if (!isThere) {
            log.create();
        } else if (session.dialect().definitionsCommit()) {
            log.clearUp();
        }
        if (begins) {
            log.begin(load.id());
        }
    }

    static TablePlan plan(SinkOptions options, String where, Session session, Schema schema) {
        Dialect dialect = session.dialect();
        Optional<TargetTable> target =
                session.guard("read the catalogue", () -> dialect.readTable(session.handle(), options.table()));
        return Planner.plan(dialect, options, where, target, schema);
    }

    private static boolean isResumable(Ledger.Row row, LoadId load, SinkOptions options) {
        return load.version().isPresent()
                && load.version().equals(row.entry().version())
                && !row.entry().completed()
                && row.mode().equals(options.ledgerMode());
    }

    /** What an append has shown already cannot be staged any more. */
    private static void requireSameVisibility(Ledger.Row row, LoadId load, SinkOptions options, String where) {
        boolean isBegun = load.version().isPresent()
                && load.version().equals(row.entry().version())
                && !row.entry().completed();
        if (isBegun
                && options.mode() == WriteMode.APPEND
                && options.isStaged()
                && row.mode().equals(WriteMode.APPEND.name())) {
            throw new SchemaException(where + ": an interrupted load of this version of " + load.source()
                    + " has shown some of its records already. Let it go on with visibility INCREMENTAL, or give the source a"
                    + " new version.");
        }
    }

    /**
     * Whether the staged records are all there and have the columns of this load; else it starts again. A server that crashed
     * may have emptied a table that it does not log.
     */
    private static boolean stageFits(Session session, String stage, String number, TablePlan plan, LedgerEntry entry) {
        Dialect dialect = session.dialect();
        Optional<TargetTable> staged =
                session.guard("read the catalogue", () -> dialect.readTable(session.handle(), stage));
        if (staged.isEmpty() || staged.get().columns().size() != plan.schema().size() + 1) {
            return false;
        }
        for (int i = 0; i < plan.schema().size(); i++) {
            TargetColumn column = staged.get().columns().get(i);
            ColumnType type = plan.schema().column(i).type();
            if (!column.name().equals(dialect.identifier(plan.schema().column(i).sqlName()))
                    || !dialect.isStaged(column, plan.slots().get(i), type)) {
                return false;
            }
        }
        long known = entry.checkpoint().counts().written();
        long found = session.number("SELECT count(*) FROM " + dialect.table(stage), "count the staged records");
        if (found > known && (dialect.definitionsCommit() || dialect.commitsAhead())) {
            dropLeaked(session, stage, number, known);
            return true;
        }
        return found == known;
    }

    /** Removes staged records that DDL or a companion has committed before the commit that never came. */
    private static void dropLeaked(Session session, String stage, String number, long known) {
        Dialect dialect = session.dialect();
        String column = dialect.quote(number);
        long last = session.number(
                "SELECT max(" + column + ") FROM (SELECT " + column + " FROM " + dialect.table(stage) + " ORDER BY "
                        + column + dialect.firstRows(known) + ") k",
                "read the staging table");
        session.run(
                "DELETE FROM " + dialect.table(stage) + " WHERE " + column + " > " + last, "take staged records back");
    }

    private static void dropStages(
            Dialect dialect, SinkOptions options, Session session, LoadId load, TableSql sql, String kept) {
        session
                .guard(
                        "read the catalogue",
                        () -> dialect.tablesWithPrefix(
                                session.handle(), StageName.prefix(options.table(), load.source())))
                .stream()
                .filter(name -> !name.equals(kept))
                .forEach(name -> session.run(sql.drop(name), "drop the staging table of an older load"));
    }
}
