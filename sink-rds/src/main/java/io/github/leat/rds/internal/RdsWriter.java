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
import io.github.leat.core.sink.WriteMode;
import io.github.leat.core.sink.WriteResult;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.stream.IntStream;
import org.jspecify.annotations.Nullable;

/**
 * One load into one table: an append goes straight into it, the other modes into a staging table first.
 *
 * <p>A transaction of its connection spans from commit to commit; where DDL commits, widening a column of an append undoes what came since the last
 * one, and the load goes on there. After an error nothing more can be written, since DuckDB has aborted the
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
    /** Records that are in the table though the checkpoint does not know it. */
    private final RecordRanges done;

    private TablePlan plan;
    private TablePlan committedPlan;
    private boolean inLedger;
    private String sourceName = "";
    private long nextNumber;
    private long committedNumber;
    private @Nullable RecordAppender appender;
    private @Nullable Probe probe;
    /** Whether staged records may be committed that no checkpoint knows. */
    private boolean isLeaked;

    private boolean broken;
    private boolean ended;

    /** What is written at a time while the server is behind: a share of the batch, and at least so many records. */
    private static final int SLOW_SHARE = 16;

    private static final int SLOW_RECORDS = 16;

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
        this.done = prepared.ahead();
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
        int size = batch.size() > SLOW_RECORDS && isBehind()
                ? Math.max(SLOW_RECORDS, batch.size() / SLOW_SHARE)
                : batch.size();
        RecordBatch part = size == batch.size() ? batch : batch.slice(0, size);
        List<Rejection> refused = attempt(() -> needsProbe() ? writeProbed(part) : writeDirect(part));
        nextNumber += size;
        List<Integer> later = IntStream.range(size, batch.size()).boxed().toList();
        return new WriteResult(size, !later.isEmpty(), later, refused);
    }

    private boolean isBehind() {
        LagGauge asked = gauge;
        return asked != null && session.guard("ask the lag query", asked::isBehind);
    }

    private boolean needsProbe() {
        return !dialect.findsRefusals() && (options.isStaged() ? Probe.isNeeded(dialect, plan) : !plan.isDirect());
    }

    private List<Rejection> writeDirect(RecordBatch batch) throws Exception {
        if (appender == null) {
            boolean canRestart = canRestart();
            RecordAppender opened = options.isStaged()
                    ? dialect.appender(
                            session.connection(),
                            new TableRef(stage, false, canRestart),
                            plan.schema(),
                            numberedOrder())
                    : dialect.appender(
                            session.connection(),
                            new TableRef(plan.table(), false, canRestart),
                            plan.schema(),
                            plan.order());
            appender = done.isEmpty() ? opened : new ResumedAppender(opened, done);
        }
        List<Rejection> rejected = appender.append(batch, nextNumber);
        sourceName = batch.start().source();
        companions.join(appender, batch.sizeInBytes());
        return rejected;
    }

    private List<Integer> numberedOrder() {
        List<Integer> order = new ArrayList<>();
        for (int i = 0; i < plan.schema().size(); i++) {
            order.add(i);
        }
        order.add(RecordAppender.NUMBER);
        return order;
    }

    private List<Rejection> writeProbed(RecordBatch batch) {
        if (probe == null) {
            probe = Probe.open(session, dialect, plan, !options.isStaged());
        }
        List<Rejection> refused = probe.take(batch);
        TableSql sql = new TableSql(dialect, options, plan);
        List<String> values = new ArrayList<>();
        for (int i = 0; i < plan.schema().size(); i++) {
            values.add(options.isStaged() ? Probe.value(i) : sql.cast(Probe.value(i), i));
        }
        if (options.isStaged()) {
            values.add(Probe.index() + " + " + nextNumber);
            probe.moveTo("INSERT INTO " + dialect.table(stage), values);
        } else {
            probe.moveTo(
                    "INSERT INTO " + dialect.table(plan.table()) + " (" + String.join(", ", sql.targetColumns()) + ")",
                    values);
        }
        return refused;
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
                closeAppenders();
                commitCompanions();
                companions.pause();
            }
            session.lockDefinitions();
            for (int i = 0; i < wider.size(); i++) {
                Column from = plan.schema().column(i);
                if (!from.type().equals(wider.column(i).type())) {
                    widen(i, from, wider.column(i));
                }
            }
            if (undoes) {
                throw TransientSinkException.undoing(where + ": a column was made wider, which commits in "
                        + dialect.product() + ". The load goes on at its last commit.");
            }
            if (commits) {
                isLeaked = options.isStaged();
                session.commit();
                session.begin();
            }
            plan = planAgain(wider);
            return plan;
        });
    }

    private void widen(int index, Column from, Column to) {
        Slot slot = plan.slots().get(index);
        List<String> statements = List.of();
        if (options.isStaged()) {
            statements = dialect.widenColumn(stage, from.sqlName(), from, to.type());
        } else if (!slot.nativeType().equals(dialect.typeName(to.type()))) {
            statements = dialect.widenColumn(plan.table(), slot.column(), from, to.type());
        }
        statements.forEach(statement -> session.run(statement, "widen a column"));
    }

    private boolean canRestart() {
        return load.version().isPresent();
    }

    private TablePlan planAgain(Schema schema) {
        Optional<TargetTable> target =
                session.guard("read the catalogue", () -> dialect.readTable(session.handle(), options.table()));
        return Planner.plan(dialect, options, where, target, schema);
    }

    @Override
    public void commit(Checkpoint checkpoint) {
        requireUsable();
        attempt(() -> {
            flush();
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
            closeAppenders();
            commitCompanions();
            companions.close();
            RecordCounts counts = end.counts();
            if (options.isStaged()) {
                counts = moveStaged(end);
            } else {
                writeEnd(end, counts, () -> {});
            }
            ended = true;
            return counts;
        });
    }

    /** Where DDL commits, the staged records are committed before it, as of the end of the source. */
    private RecordCounts moveStaged(Checkpoint end) {
        boolean commits = dialect.definitionsCommit();
        if (commits) {
            ledger.write(load, loadId, inLedger, false, end);
            session.commit();
            inLedger = true;
            isLeaked = false;
        }
        StagedMove move = StagedMove.prepare(options, where, session, stage, plan);
        UndoLog log = new UndoLog(session, options, where, load.source());
        Optional<UndoCapture> capture = options.undoable() ? Optional.of(move.capture(log, loadId)) : Optional.empty();
        if (commits) {
            beginMove(capture);
        }
        capture.ifPresent(UndoCapture::before);
        RecordCounts counts = move.move(end.counts());
        capture.ifPresent(UndoCapture::after);
        if (move.isSwap()) {
            session.commit();
            move.swapTables();
            session.begin();
        }
        if (!commits) {
            move.dropStage();
        }
        boolean isListed = capture.isPresent()
                || (options.mode() == WriteMode.REPLACE && dialect.undoes() && UndoLog.exists(session));
        if (commits && isListed) {
            // before the ledger's row is locked: who has the lock of definitions waits for no row of it but for a
            // moment
            session.lockDefinitions();
        }
        writeEnd(end, counts, () -> note(log, capture, isListed));
        if (commits) {
            move.dropStage();
            capture.ifPresent(UndoCapture::dropScratch);
            if (isListed) {
                UndoLog.sweepQuietly(session);
            }
        }
        return counts;
    }

    private void beginMove(Optional<UndoCapture> capture) {
        if (capture.isPresent()) {
            capture.get().prepare();
            session.beginAlone();
        } else {
            session.begin();
        }
    }

    /** What went over companions is lasting from here on; staged records are beyond the checkpoint then. */
    private void commitCompanions() {
        inLedger = companions.commit(inLedger, sourceName);
        isLeaked |= options.isStaged();
    }

    private void note(UndoLog log, Optional<UndoCapture> capture, boolean isListed) {
        capture.ifPresent(UndoCapture::note);
        if (options.mode() == WriteMode.REPLACE && isListed) {
            session.lockDefinitions();
            log.supersede(loadId, options.undoable());
        }
    }

    /** @param noted between the load's own row of the ledger and those that it makes void */
    private void writeEnd(Checkpoint end, RecordCounts counts, Runnable noted) {
        ledger.write(load, loadId, inLedger, true, new Checkpoint(end.position(), counts, end.deadLetterBytes()));
        noted.run();
        if (options.mode() == WriteMode.REPLACE) {
            ledger.forgetOthers(load.source());
        }
        session.commit();
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
            session.run(new TableSql(dialect, options, plan).drop(stage), "drop the staging table");
            session.commit();
            ended = true;
            return plan;
        });
    }

    /** Takes back staged records that DDL or a companion has committed. */
    private void removeLeaked() {
        if (isLeaked) {
            String number = dialect.quote(new TableSql(dialect, options, plan).numberColumn());
            session.run(
                    "DELETE FROM " + dialect.table(stage) + " WHERE " + number + " >= " + committedNumber,
                    "take staged records back");
            isLeaked = false;
        }
    }

    @Override
    public void close() {
        if (!ended || appender != null || probe != null) {
            ended = true;
            discardQuietly();
        }
        if (gauge != null) {
            gauge.close();
        }
        session.close();
    }

    private void flush() throws Exception {
        if (appender != null) {
            appender.flush();
        }
    }

    private void closeAppenders() throws Exception {
        RecordAppender open = appender;
        Probe opened = probe;
        appender = null;
        probe = null;
        companions.appenderClosed();
        if (open != null) {
            open.close();
        }
        if (opened != null) {
            opened.close();
        }
    }

    /** Lets go of what was not committed; closing an appender writes its rest, so that comes before the roll-back. */
    private void discard() {
        try {
            closeAppenders();
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
