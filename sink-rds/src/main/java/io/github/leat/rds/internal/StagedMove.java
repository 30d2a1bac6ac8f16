package io.github.leat.rds.internal;

import io.github.leat.core.PermanentSinkException;
import io.github.leat.core.SinkException;
import io.github.leat.core.sink.RecordCounts;
import io.github.leat.core.sink.WriteMode;
import io.github.leat.rds.internal.Dialect.Swap;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/**
 * The way of the staged records into their table: what is to be defined before, what is moved in one transaction, and what
 * follows. Only where DDL does not commit is all of it one transaction.
 */
final class StagedMove {
    private final SinkOptions options;
    private final String where;
    private final Session session;
    private final Dialect dialect;
    private final String stage;
    private final TableSql sql;
    private final TablePlan plan;
    private final Optional<Swap> swap;

    private StagedMove(
            SinkOptions options, String where, Session session, String stage, TablePlan plan, Optional<Swap> swap) {
        this.options = options;
        this.where = where;
        this.session = session;
        this.dialect = session.dialect();
        this.stage = stage;
        this.sql = new TableSql(dialect, options, plan);
        this.plan = plan;
        this.swap = swap;
    }

    /** Makes table and staging table ready. */
    static StagedMove prepare(SinkOptions options, String where, Session session, String stage, TablePlan before) {
        TablePlan plan = Preparation.plan(options, where, session, before.schema());
        if (!plan.ddl().isEmpty()) {
            session.lockDefinitions();
            plan = Preparation.plan(options, where, session, before.schema());
            plan.ddl().forEach(statement -> session.run(statement, "change the table"));
            if (session.dialect().definitionsCommit()) {
                plan = Preparation.plan(options, where, session, before.schema());
            }
        }
        StagedMove move = new StagedMove(options, where, session, stage, plan, swap(options, session, plan, stage));
        move.definitions().forEach(statement -> session.run(statement, "prepare the staging table"));
        return move;
    }

    private static Optional<Swap> swap(SinkOptions options, Session session, TablePlan plan, String stage) {
        // renaming commits by itself: what a load keeps is to be there just when its rows are
        return options.mode() == WriteMode.REPLACE && !options.undoable()
                ? session.guard(
                        "read the catalogue", () -> session.dialect().swap(session.handle(), plan.table(), stage))
                : Optional.empty();
    }

    private List<String> definitions() {
        List<String> statements = new ArrayList<>();
        if (!sql.stagedKey().isEmpty()) {
            statements.addAll(session.guard(
                    "read the catalogue", () -> dialect.prepareStage(session.handle(), stage, sql.stagedKey())));
        }
        swap.ifPresent(tables -> statements.addAll(tables.before()));
        return statements;
    }

    /** All statements from the plan's DDL to the end, as they will be run. */
    static List<String> describe(SinkOptions options, String where, Session session, String stage, TablePlan plan) {
        StagedMove move = new StagedMove(options, where, session, stage, plan, swap(options, session, plan, stage));
        return describe(plan, move.sql, stage, move.definitions(), move.swap);
    }

    /** The same for a database that is yet to be made. */
    static List<String> describe(Dialect dialect, SinkOptions options, String stage, TablePlan plan) {
        return describe(plan, new TableSql(dialect, options, plan), stage, List.of(), Optional.empty());
    }

    private static List<String> describe(
            TablePlan plan, TableSql sql, String stage, List<String> definitions, Optional<Swap> swap) {
        List<String> statements = new ArrayList<>(plan.ddl());
        statements.addAll(definitions);
        sql.deduplicate(stage).ifPresent(statements::add);
        statements.addAll(finish(sql, stage, swap));
        swap.ifPresent(tables -> statements.addAll(tables.after()));
        statements.add(sql.drop(stage));
        return statements;
    }

    private static List<String> finish(TableSql sql, String stage, Optional<Swap> swap) {
        return swap.map(tables -> sql.finish(stage, tables.filled())).orElseGet(() -> sql.finish(stage));
    }

    /**
     * Moves the records, in the current transaction.
     *
     * @param taken the load's counts, which take every staged record as written
     */
    RecordCounts move(RecordCounts taken) {
        Optional<Long> merged = mergeUndeduplicated();
        // a merge that met no duplicate has counted all staged records, unless a trigger kept some out
        long staged = merged.filter(count -> count == taken.written())
                .orElseGet(() ->
                        session.number("SELECT count(*) FROM " + dialect.table(stage), "count the staged records"));
        if (staged != taken.written()) {
            throw new PermanentSinkException(where + ": " + staged + " records are staged, but the load counts "
                    + taken.written() + ". Nothing was moved into the table; run the load again from the beginning.");
        }
        long deduplicated = 0;
        if (merged.isEmpty()) {
            deduplicated = sql.deduplicate(stage)
                    .map(statement -> (long) session.run(statement, "remove duplicates"))
                    .orElse(0L);
        }
        long moved = merged.orElseGet(this::merge);
        long skipped = options.mode() == WriteMode.INSERT_NEW ? staged - deduplicated - moved : 0;
        return new RecordCounts(
                taken.read(),
                staged - deduplicated - skipped,
                taken.deduplicated() + deduplicated,
                taken.rejected(),
                taken.skipped() + skipped);
    }

    private long merge() {
        long moved = 0;
        for (String statement : finish(sql, stage, swap)) {
            moved = session.run(statement, "move the staged records into the table");
        }
        return moved;
    }

    /** Looking for duplicates costs a pass over all keys, and mostly finds none: where the merge itself notices them, it may. */
    private Optional<Long> mergeUndeduplicated() {
        Optional<String> state = dialect.duplicateState();
        if (state.isEmpty() || options.mode() != WriteMode.UPSERT || !sql.isKeyUnique()) {
            return Optional.empty();
        }
        session.run("SAVEPOINT leat_merge", "merge");
        try {
            return Optional.of(merge());
        } catch (SinkException e) {
            if (!(e.getCause() instanceof SQLException cause) || !state.get().equals(cause.getSQLState())) {
                throw e;
            }
            session.run("ROLLBACK TO SAVEPOINT leat_merge", "merge");
            return Optional.empty();
        }
    }

    /** Whether the records were moved into a table that is yet to take the place of the old one. */
    boolean isSwap() {
        return swap.isPresent();
    }

    /** Puts the filled table in the place of the old one. */
    void swapTables() {
        swap.ifPresent(tables -> tables.after().forEach(statement -> session.run(statement, "replace the table")));
    }

    /** What keeps what the move will change. */
    UndoCapture capture(UndoLog log, String loadId) {
        return log.capture(loadId, plan, sql, stage);
    }

    void dropStage() {
        session.run(sql.drop(stage), "drop the staging table");
    }
}
