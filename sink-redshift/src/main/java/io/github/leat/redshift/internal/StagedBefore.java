package io.github.leat.redshift.internal;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/** What an earlier run has left in the staging table. */
final class StagedBefore {
    private static final String DOING = "read the staging table";

    private final Session session;
    private final Table stage;
    private final TableSql sql;
    private final TablePlan plan;

    StagedBefore(Session session, Table stage, TableSql sql, TablePlan plan) {
        this.session = session;
        this.stage = stage;
        this.sql = sql;
        this.plan = plan;
    }

    /**
     * Whether the staging table is what this load would make, and has all records of the checkpoint. Records beyond the checkpoint, of
     * a commit that needed several transactions and did not get through them, are taken out.
     */
    boolean holds(Catalogue catalogue, Ledger.Entry row) {
        Optional<Target> found = catalogue.table(stage);
        if (found.isEmpty() || found.get().columns().size() != plan.schema().size() + 1) {
            return false;
        }
        for (int i = 0; i < plan.schema().size(); i++) {
            String name = Identifiers.column(plan.schema().column(i).sqlName());
            String type = sql.stageType(i);
            if (found.get()
                    .column(name)
                    .filter(column -> column.nativeType().equals(type))
                    .isEmpty()) {
                return false;
            }
        }
        session.run(Step.of(sql.trimStage(row.nextNumber()), "take records beyond the checkpoint out"));
        return session.number(Step.of(sql.countStage(), "count the staged records"))
                == row.counts().written();
    }

    /** Bytes of the longest staged texts, by column; 0 for columns that hold no text. */
    long[] longestTexts() {
        long[] longest = new long[plan.schema().size()];
        List<Integer> texts = new ArrayList<>();
        for (int i = 0; i < longest.length; i++) {
            if (Types.bytesOf(sql.stageType(i)).isPresent()) {
                texts.add(i);
            }
        }
        if (!texts.isEmpty()) {
            session.rows(Step.of(sql.longestTexts(texts), DOING), row -> {
                for (int i = 0; i < texts.size(); i++) {
                    longest[texts.get(i)] = row.number(i + 1);
                }
                return longest;
            });
        }
        return longest;
    }
}
