package io.github.leat.redshift.internal;

import io.github.leat.core.PermanentSinkException;
import io.github.leat.core.sink.RecordCounts;
import io.github.leat.core.sink.WriteMode;
import java.util.ArrayList;
import java.util.List;

/** The way of the staged records into their table. */
final class Move {
    private static final String DOING = "move the staged records into the table";
    private static final String COUNT = "count the staged records";

    private final Options options;
    private final String where;
    private final Session session;
    private final Table stage;
    private final TablePlan plan;
    private final TableSql sql;

    Move(Options options, String where, Session session, Table table, Table stage, TablePlan plan) {
        this.options = options;
        this.where = where;
        this.session = session;
        this.stage = stage;
        this.plan = plan;
        this.sql = new TableSql(options, table, stage, plan);
    }

    /**
     * The counts with what is known before: in mode INSERT_NEW, what is there already still counts as written.
     *
     * @param taken the load's counts, which take every staged record as written
     */
    RecordCounts count(RecordCounts taken) {
        long staged = session.number(Step.of(sql.countStage(), COUNT));
        if (staged != taken.written()) {
            throw new PermanentSinkException(where + ": " + staged + " records are staged, but the load counts "
                    + taken.written() + ". Nothing was moved into the table; run the load again from the beginning.");
        }
        long distinct = plan.key().isEmpty() ? staged : session.number(Step.of(sql.countKeys(), COUNT));
        return new RecordCounts(
                taken.read(), distinct, taken.deduplicated() + staged - distinct, taken.rejected(), taken.skipped());
    }

    /**
     * The statements, from the table's own changes to the end of the staging table; the ledger is written where the staging table has
     * what will be written.
     */
    List<Step> steps(Step ledger) {
        return steps(List.of(), List.of(), List.of(ledger));
    }

    /** The same where the ledger is written in several steps: after duplicates are gone, after what is there is left out, and then. */
    List<Step> steps(List<Step> afterDuplicates, List<Step> afterMatched, List<Step> ledger) {
        List<Step> steps = new ArrayList<>();
        for (String change : plan.ddl()) {
            steps.add(new Step(change, "change the table", TableSql.isPartOfWidening(change)));
        }
        List<Step> moves = new ArrayList<>();
        sql.deduplicate().ifPresent(statement -> {
            moves.add(Step.bound(statement, "remove duplicates"));
            moves.addAll(afterDuplicates);
        });
        if (options.mode() == WriteMode.INSERT_NEW) {
            moves.add(Step.bound(sql.deleteMatched(), "leave out what is there"));
            moves.addAll(afterMatched);
        }
        moves.addAll(ledger);
        statements().forEach(statement -> moves.add(Step.bound(statement, DOING)));
        moves.add(Step.bound(TableSql.drop(stage), "drop the staging table"));
        Step first = moves.get(0);
        moves.set(0, Step.of(first.sql(), first.doing()));
        steps.addAll(moves);
        return steps;
    }

    private List<String> statements() {
        return switch (options.mode()) {
            case APPEND, INSERT_NEW -> List.of(sql.insert());
            case UPSERT -> sql.upsert(session.number(Step.of(sql.countNullKeys(), "look for NULLs in the key")) > 0);
            case REPLACE -> sql.replace();
        };
    }
}
