package io.github.leat.rds.internal;

import io.github.leat.core.PermanentSinkException;
import io.github.leat.core.TransientSinkException;
import io.github.leat.core.record.RecordBatch;
import io.github.leat.core.record.Rejection;
import io.github.leat.core.schema.Column;
import io.github.leat.core.schema.Schema;
import io.github.leat.core.sink.Checkpoint;
import io.github.leat.core.sink.LedgerEntry;
import io.github.leat.core.sink.LoadId;
import io.github.leat.core.sink.RecordCounts;
import io.github.leat.core.sink.SinkWriter;
import io.github.leat.core.sink.WriteResult;
import java.util.List;
import java.util.Optional;
import java.util.stream.IntStream;
import org.jspecify.annotations.Nullable;

/**
 * One load into one table: an append goes straight into it, the other modes into a staging table first.
 *
 * <p>A transaction of its connection spans from commit to commit; where DDL commits, widening a column of an append undoes what
 * came since the last one, and the load goes on there. After an error nothing more can be written, since DuckDB has aborted the
 * transaction; the load goes on at its last commit when it is run again. Used by one thread at a time.
 */
public final class RdsWriter implements SinkWriter {
    private final Dialect dialect;
    private final SinkOptions options;
    private final String where;
    private final LoadId load;
    private final Session session;
    private final Ledger ledger;
    private final Optional<Checkpoint> lastCommit;
    private final String loadId;
    private final Optional<LedgerEntry> ledgerAtOpening;
    private final String stage;
    private final @Nullable LagGauge gauge;
    private final Companions companions;
    private final Intake intake;

    private TablePlan plan;
    private TablePlan committedPlan;
    private boolean inLedger;
    private long nextNumber;
    private long committedNumber;
    /** Whether staged records may be committed that no checkpoint knows. */
    private boolean isLeaked;

    private boolean broken;
    private boolean ended;

    RdsWriter(SinkOptions options, String where, LoadId load, Session session, Preparation prepared) {
        this.dialect = session.dialect();
        this.options = options;
        this.where = where;
        this.load = load;
        this.session = session;
        this.ledger = new Ledger(session, where, options);
        this.plan = prepared.plan();
        this.committedPlan = plan;
        this.stage = prepared.stage();
        this.lastCommit = prepared.resumeAt();
        this.loadId = prepared.loadId();
        this.ledgerAtOpening = prepared.found();
        this.inLedger = prepared.inLedger();
        this.nextNumber = prepared.nextNumber();
        this.committedNumber = nextNumber;
        this.gauge = options.lag()
                .map(limit -> new LagGauge(session.connector(), limit))
                .orElse(null);
        this.companions = new Companions(session, options, where, load, loadId);
        this.intake = new Intake(options, session, stage, canRestart(), prepared.ahead(), companions);
        session.begin();
    }

    @Override
    public Optional<Checkpoint> lastCommit() {
        return lastCommit;
    }

    @Override
    public Optional<LedgerEntry> ledgerAtOpening() {
        return ledgerAtOpening;
    }

    @Override
    public long estimateCost(RecordBatch batch) {
        return batch.size();
    }

    @Override
    public WriteResult write(RecordBatch batch) {
        requireUsable();
        requireSameTypes(batch.schema());
        if (batch.size() == 0) {
            return WriteResult.allWritten(0);
        }
        int size = atOnce(batch.size());
        RecordBatch part = size == batch.size() ? batch : batch.slice(0, size);
        List<Rejection> refused = attempt(() -> intake.take(part, plan, nextNumber));
        nextNumber += size;
        List<Integer> later = IntStream.range(size, batch.size()).boxed().toList();
        return new WriteResult(size, !later.isEmpty(), later, refused);
    }

    private int atOnce(int records) {
        LagGauge asked = gauge;
        return asked == null ? records : session.guard("ask the lag query", () -> asked.atOnce(records));
    }

    @Override
    public void evolve(Schema wider) {
        requireUsable();
        attempt(() -> {
            boolean commits = dialect.definitionsCommit();
            boolean undoes = commits && !options.isStaged() && nextNumber > committedNumber && canRestart();
            if (undoes) {
                discard();
            } else {
                intake.close();
                commitCompanions();
                companions.pause();
            }
            session.lockDefinitions();
            widen(wider);
            if (undoes) {
                throw TransientSinkException.undoing(where + ": a column was made wider, which commits in "
                        + dialect.product() + ". The load goes on at its last commit.");
            }
            if (commits) {
                isLeaked = options.isStaged();
                session.commit();
                session.begin();
            }
            plan = Preparation.plan(options, where, session, wider);
            return plan;
        });
    }

    private void widen(Schema wider) {
        TableSql sql = sql();
        for (int i = 0; i < wider.size(); i++) {
            Column to = wider.column(i);
            if (!plan.schema().column(i).type().equals(to.type())) {
                sql.widen(stage, i, to).forEach(statement -> session.run(statement, "widen a column"));
            }
        }
    }

    private TableSql sql() {
        return new TableSql(dialect, options, plan);
    }

    private boolean canRestart() {
        return load.version().isPresent();
    }

    @Override
    public void commit(Checkpoint checkpoint) {
        requireUsable();
        attempt(() -> {
            intake.flush();
            commitCompanions();
            ledger.write(load, loadId, inLedger, false, checkpoint);
            session.commit();
            companions.resume();
            inLedger = true;
            isLeaked = false;
            committedPlan = plan;
            committedNumber = nextNumber;
            session.begin();
            return plan;
        });
    }

    @Override
    public RecordCounts complete(Checkpoint end) {
        requireUsable();
        return attempt(() -> {
            intake.close();
            commitCompanions();
            companions.close();
            Completion completion = new Completion(options, where, session, ledger, load, loadId, inLedger);
            RecordCounts counts = end.counts();
            if (options.isStaged()) {
                counts = completion.moveStaged(end, stage, plan);
            } else {
                completion.end(end);
            }
            ended = true;
            return counts;
        });
    }

    /** What went over companions is lasting from here on; staged records are beyond the checkpoint then. */
    private void commitCompanions() {
        inLedger = companions.commit(inLedger, intake.sourceName());
        isLeaked |= options.isStaged();
    }

    @Override
    public void abort() {
        if (ended) {
            return;
        }
        discard();
        if (!broken) {
            removeLeaked();
            plan = committedPlan;
            nextNumber = committedNumber;
            session.begin();
        }
    }

    @Override
    public void undo() {
        requireUsable();
        if (!options.isStaged()) {
            throw new UnsupportedOperationException(where + " shows records before a load completes");
        }
        discard();
        session.begin();
        attempt(() -> {
            if (inLedger) {
                ledger.restore(
                        load, ledgerAtOpening.filter(entry -> !entry.version().equals(load.version())));
            }
            session.run(sql().drop(stage), "drop the staging table");
            session.commit();
            ended = true;
            return plan;
        });
    }

    /** Takes back staged records that DDL or a companion has committed. */
    private void removeLeaked() {
        if (isLeaked) {
            String number = dialect.quote(sql().numberColumn());
            session.run(
                    "DELETE FROM " + dialect.table(stage) + " WHERE " + number + " >= " + committedNumber,
                    "take staged records back");
            isLeaked = false;
        }
    }

    @Override
    public void close() {
        if (!ended || intake.isOpen()) {
            ended = true;
            discardQuietly();
        }
        if (gauge != null) {
            gauge.close();
        }
        session.close();
    }

    /** Lets go of what was not committed; closing an appender writes its rest, so that comes before the roll-back. */
    private void discard() {
        try {
            intake.close();
        } catch (Exception e) {
            // the transaction is rolled back anyway
        }
        companions.close();
        session.rollback();
    }

    private interface Action<T> {
        T run() throws Exception;
    }

    private <T> T attempt(Action<T> action) {
        boolean done = false;
        try {
            T result = session.guard("write", action::run);
            done = true;
            return result;
        } finally {
            if (!done) {
                broken = true;
                discardQuietly();
            }
        }
    }

    private void discardQuietly() {
        try {
            discard();
        } catch (RuntimeException e) {
            // the first error says more
        }
    }

    private void requireUsable() {
        if (broken || ended) {
            throw new PermanentSinkException(
                    where
                            + (ended
                                    ? ": the load has ended, nothing more can be written. Open a new writer."
                                    : ": the load has failed, nothing more can be written. Run it again: it goes on at its last commit."));
        }
    }

    private void requireSameTypes(Schema batch) {
        boolean same = batch.size() == plan.schema().size();
        for (int i = 0; same && i < batch.size(); i++) {
            same = batch.column(i).type().equals(plan.schema().column(i).type());
        }
        if (!same) {
            throw new IllegalArgumentException("The batch has the columns " + batch + ", the writer " + plan.schema());
        }
    }
}
