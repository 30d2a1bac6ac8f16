package io.github.leat.redshift.internal;

import io.github.leat.core.PermanentSinkException;
import io.github.leat.core.SinkException;
import io.github.leat.core.record.RecordBatch;
import io.github.leat.core.record.Rejection;
import io.github.leat.core.schema.Schema;
import io.github.leat.core.sink.Checkpoint;
import io.github.leat.core.sink.LedgerEntry;
import io.github.leat.core.sink.LoadId;
import io.github.leat.core.sink.RecordCounts;
import io.github.leat.core.sink.SinkWriter;
import io.github.leat.core.sink.WriteMode;
import io.github.leat.core.sink.WriteResult;
import java.util.ArrayList;
import java.util.BitSet;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import java.util.concurrent.Callable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import software.amazon.awssdk.core.exception.SdkException;

/**
 * One load into one table: parts on S3, a COPY into a staging table at each commit, the target in one transaction at the end.
 *
 * <p>Between commits nothing is open in Redshift. COPY and ledger are one transaction, and so are, at the end, the move into the target
 * and the ledger; a lost answer is told from a lost transaction by the ledger alone. Used by one thread at a time.
 */
final class RedshiftWriter implements SinkWriter {
    private static final Logger LOG = LoggerFactory.getLogger(RedshiftWriter.class);

    private final Options options;
    private final String where;
    private final LoadId load;
    private final Session session;
    private final Staging staging;
    private final Opening opening;
    private final Table table;
    private final Table stage;
    private final Ledger ledger;
    private final PartSet parts;
    private final StageLoad stageLoad;
    private final String folder;
    private final String loadId;
    private final long[] longest;
    private final List<Copy> copies = new ArrayList<>();

    private TablePlan plan;
    private TablePlan committedPlan;
    private RecordCheck check;
    private Schema staged;
    private boolean isStaged;
    private boolean inLedger;
    private boolean hasCopied;
    private long nextNumber;
    private long committedNumber;
    private boolean broken;
    private boolean ended;

    RedshiftWriter(Options options, String where, LoadId load, Session session, Staging staging, Opening opening) {
        this.options = options;
        this.where = where;
        this.load = load;
        this.session = session;
        this.staging = staging;
        this.opening = opening;
        this.table = opening.table();
        this.stage = opening.stage();
        this.plan = opening.plan();
        this.committedPlan = plan;
        this.staged = plan.schema();
        this.isStaged = opening.resumed().isPresent();
        this.inLedger = isStaged;
        this.loadId = opening.resumed().map(row -> row.entry().loadId()).orElse(load.id());
        this.nextNumber = opening.resumed().map(Ledger.Entry::nextNumber).orElse(0L);
        this.committedNumber = nextNumber;
        this.ledger = new Ledger(session, table);
        this.longest = opening.longestTexts(session, options);
        this.check = new RecordCheck(plan, options.policy(), opening.refused(), longest);
        String opened = UUID.randomUUID().toString().substring(0, 8);
        this.folder = StageName.folder(table, load, opened);
        int atOnce = options.parts() == 0 ? Slices.parts(session) : options.parts();
        this.parts = new PartSet(staging, folder, options.compression(), atOnce, where);
        this.stageLoad = new StageLoad(session, staging, options, opening, where, load, folder, this::sql);
    }

    private TableSql sql(Schema schema) {
        return new TableSql(
                options, table, stage, new TablePlan(schema, plan.slots(), plan.key(), plan.ddl(), plan.isNew()));
    }

    @Override
    public Optional<Checkpoint> lastCommit() {
        return opening.resumed().map(row -> row.entry().checkpoint());
    }

    @Override
    public Optional<LedgerEntry> ledgerAtOpening() {
        return opening.found().map(Ledger.Entry::entry);
    }

    @Override
    public long estimateCost(RecordBatch batch) {
        return batch.size();
    }

    @Override
    public WriteResult write(RecordBatch batch) throws InterruptedException {
        requireUsable();
        requireSameTypes(batch.schema());
        if (batch.size() == 0) {
            return WriteResult.allWritten(0);
        }
        boolean done = false;
        try {
            List<Rejection> rejected = check.check(batch, nextNumber);
            BitSet skipped = new BitSet();
            rejected.forEach(rejection -> skipped.set(rejection.index()));
            if (rejected.size() < batch.size()) {
                parts.write(batch, skipped, nextNumber);
            }
            nextNumber += batch.size();
            done = true;
            return new WriteResult(batch.size(), false, List.of(), rejected);
        } finally {
            broken |= !done;
        }
    }

    @Override
    public void evolve(Schema wider) {
        requireUsable();
        attempt(() -> {
            seal();
            plan = Planner.plan(options, where, table, new Catalogue(session).table(table), wider);
            check = new RecordCheck(plan, options.policy(), opening.refused(), longest);
            return plan;
        });
    }

    /** Ends the parts; what they hold is of the columns as they are until now. */
    private void seal() throws InterruptedException {
        List<StagedObject> sealed = parts.seal();
        if (!sealed.isEmpty()) {
            copies.add(new Copy(
                    plan.schema(),
                    sealed.stream().map(object -> staging.at(object.key())).toList()));
        }
    }

    @Override
    public void commit(Checkpoint checkpoint) {
        requireUsable();
        attempt(() -> {
            seal();
            stage(checkpoint);
            return plan;
        });
        try {
            removeCopied();
        } catch (SinkException e) {
            LOG.debug("{}: parts stay until the next commit", where, e);
        }
    }

    /** Copies what is sealed, together with the checkpoint. */
    private void stage(Checkpoint checkpoint) {
        hasCopied |= copies.stream().anyMatch(copy -> !copy.parts().isEmpty());
        stageLoad.run(
                staged,
                isStaged,
                copies,
                plan.schema(),
                ledger.write(load.source(), opening.run(), entry(false, checkpoint)));
        settle(plan.schema());
    }

    /** Takes copied parts from S3. What cannot be taken now is after the next commit. */
    private void removeCopied() {
        if (hasCopied) {
            Opening.clear(staging, folder, where);
            hasCopied = false;
        }
    }

    private void settle(Schema now) {
        staged = now;
        isStaged = true;
        inLedger = true;
        committedPlan = plan;
        committedNumber = nextNumber;
        copies.clear();
    }

    /** Takes parts from S3 that will not be copied; what cannot be taken now is by the next load, or by the bucket's rule. */
    private void removeParts() {
        copies.clear();
        try {
            staging.clear(folder);
        } catch (RuntimeException e) {
            LOG.debug("{}: parts stay until the next load", where, e);
        }
    }

    private Ledger.Entry entry(boolean completed, Checkpoint checkpoint) {
        return new Ledger.Entry(
                new LedgerEntry(loadId, load.version(), completed, checkpoint),
                options.mode().name(),
                nextNumber);
    }

    /**
     * Copies what is left, as a commit does, and then moves the staged records in a transaction of its own: what that does depends on
     * what is staged, and a load that dies between the two goes on at its end.
     */
    @Override
    public RecordCounts complete(Checkpoint end) {
        requireUsable();
        return attempt(() -> {
            seal();
            if (!copies.isEmpty() || !isStaged) {
                stage(end);
            }
            removeCopied(); // before the last transaction: a process that dies after it has nothing left to tidy
            Lengths.grow(session, options, table, stage, plan, longest);
            TablePlan last = Planner.plan(options, where, table, new Catalogue(session).table(table), plan.schema());
            Move move = new Move(options, where, session, table, stage, last);
            RecordCounts counts = move.count(end.counts());
            List<Step> steps = new ArrayList<>(
                    move.steps(lastEntry(new Checkpoint(end.position(), counts, end.deadLetterBytes()))));
            if (options.mode() == WriteMode.REPLACE) {
                steps.add(ledger.forgetOthers(load.source()));
            }
            steps.add(new RefusedRecords(session, table).forget(load.source()));
            Batches.run(session, steps, guard());
            ended = true;
            return options.mode() == WriteMode.INSERT_NEW ? countsInLedger() : counts;
        });
    }

    private Step lastEntry(Checkpoint end) {
        Ledger.Entry last = entry(true, end);
        return options.mode() == WriteMode.INSERT_NEW
                ? ledger.writeCounting(load.source(), opening.run(), last, stage)
                : ledger.write(load.source(), opening.run(), last);
    }

    private Step guard() {
        return ledger.guard(load.source(), opening.run());
    }

    private RecordCounts countsInLedger() {
        return ledger.find(load.source()).map(Ledger.Entry::counts).orElseThrow();
    }

    @Override
    public void abort() {
        if (ended) {
            return;
        }
        discard();
        if (!broken) {
            plan = committedPlan;
            check = new RecordCheck(plan, options.policy(), opening.refused(), longest);
            nextNumber = committedNumber;
        }
    }

    private void discard() {
        parts.abort();
        removeParts();
    }

    @Override
    public void undo() {
        requireUsable();
        discard();
        attempt(() -> {
            Optional<Ledger.Entry> before = opening.found()
                    .filter(row -> !row.entry().version().equals(load.version())
                            || row.entry().completed());
            List<Step> steps = new ArrayList<>();
            steps.add(guard()); // first, since the row may go
            steps.add(Step.of(TableSql.drop(stage), "drop the staging table"));
            if (inLedger) {
                steps.add(before.map(row -> ledger.write(load.source(), opening.run(), row))
                        .orElseGet(() -> ledger.forget(load.source(), opening.run())));
            }
            steps.add(new RefusedRecords(session, table).forget(load.source()));
            session.transaction(steps);
            ended = true;
            return plan;
        });
    }

    @Override
    public void close() {
        if (!ended) {
            ended = true;
            discard();
        }
        session.close();
    }

    private <T> T attempt(Callable<T> action) {
        boolean done = false;
        try {
            T result = action.call();
            done = true;
            return result;
        } catch (SdkException e) {
            throw StoreErrors.of(e, where);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new PermanentSinkException(
                    where + ": writing was interrupted. Run the load again: it goes on at its last commit.", e);
        } catch (RuntimeException e) {
            throw e;
        } catch (Exception e) {
            throw new IllegalStateException(e);
        } finally {
            if (!done) {
                broken = true;
                discard();
            }
        }
    }

    private void requireUsable() {
        if (broken || ended) {
            throw new PermanentSinkException(where
                    + (ended
                            ? ": the load has ended, nothing more can be written. Open a new writer."
                            : ": the load has failed, nothing more can be written. Run it again: it goes on at its last"
                                    + " commit."));
        }
    }

    private void requireSameTypes(Schema batch) {
        if (!TableSql.sameTypes(batch, plan.schema())) {
            throw new IllegalArgumentException("The batch has the columns " + batch + ", the writer " + plan.schema());
        }
    }
}
