package io.github.leat.rds.internal;

import io.github.leat.core.schema.Schema;
import io.github.leat.core.sink.Checkpoint;
import io.github.leat.core.sink.LoadId;
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
 */
record Preparation(
        TablePlan plan, String stage, Optional<Checkpoint> resumeAt, String loadId, boolean inLedger, long nextNumber) {

    /** Does the DDL that comes before the first record, in one transaction. */
    static Preparation run(
            Dialect dialect, SinkOptions options, String where, LoadId load, Session session, Schema schema) {
        session.begin();
        session.run(Ledger.createTable(dialect), "create the ledger");
        Ledger ledger = new Ledger(session, where, options.table(), options.mode());
        Optional<Ledger.Row> row = ledger.find(load.source());
        TablePlan plan = plan(dialect, options, where, session, schema);
        TableSql sql = new TableSql(dialect, options, plan);
        String stage = StageName.of(options.table(), load);
        Optional<Ledger.Row> own = row.filter(found -> isResumable(found, load, options))
                .filter(found -> !found.isVoidWithout(plan.target()))
                .filter(found -> !options.isStaged() || stageFits(dialect, session, stage, plan));
        dropStages(dialect, options, session, load, sql, own.isPresent() && options.isStaged() ? stage : "");
        if (options.isStaged() && own.isEmpty()) {
            session.run(sql.createStage(stage), "create the staging table");
        }
        if (!options.isStaged()) {
            plan.ddl().forEach(statement -> session.run(statement, "change the table"));
        }
        if (row.isPresent()) {
            ledger.claim(load);
        }
        session.commit();
        long next = options.isStaged() && own.isPresent()
                ? session.number(
                        "SELECT coalesce(max(" + dialect.quote(sql.numberColumn()) + "), 0) + 1 FROM "
                                + dialect.quote(stage),
                        "read the staging table")
                : 1;
        return new Preparation(
                plan,
                stage,
                own.map(found -> found.entry().checkpoint()),
                own.map(found -> found.entry().loadId()).orElse(load.id()),
                row.isPresent(),
                next);
    }

    static TablePlan plan(Dialect dialect, SinkOptions options, String where, Session session, Schema schema) {
        Optional<TargetTable> target =
                session.guard("read the catalogue", () -> dialect.readTable(session.handle(), options.table()));
        return Planner.plan(dialect, options, where, target, schema);
    }

    private static boolean isResumable(Ledger.Row row, LoadId load, SinkOptions options) {
        return load.version().isPresent()
                && load.version().equals(row.entry().version())
                && !row.entry().completed()
                && row.mode().equals(options.mode().name());
    }

    /** Whether the staged records have the columns of this load; else it starts again. */
    private static boolean stageFits(Dialect dialect, Session session, String stage, TablePlan plan) {
        Optional<TargetTable> staged =
                session.guard("read the catalogue", () -> dialect.readTable(session.handle(), stage));
        if (staged.isEmpty() || staged.get().columns().size() != plan.schema().size() + 1) {
            return false;
        }
        for (int i = 0; i < plan.schema().size(); i++) {
            TargetColumn column = staged.get().columns().get(i);
            if (!column.name().equals(plan.schema().column(i).sqlName())
                    || !dialect.takes(
                            column.nativeType(), plan.schema().column(i).type())) {
                return false;
            }
        }
        return true;
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
