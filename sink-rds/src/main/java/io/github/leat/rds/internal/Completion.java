package io.github.leat.rds.internal;

import io.github.leat.core.sink.Checkpoint;
import io.github.leat.core.sink.LoadId;
import io.github.leat.core.sink.RecordCounts;
import io.github.leat.core.sink.WriteMode;
import java.util.Optional;

/**
 * The end of one load: the staged records go into the table, what that changes is kept where it is to be undoable, and the ledger
 * says that the load has completed. One transaction, unless DDL commits: then the staged records are committed first, as of the
 * end of the source, so that a load that dies after that has only this to do again.
 */
final class Completion {
    private final SinkOptions options;
    private final String where;
    private final Session session;
    private final Dialect dialect;
    private final Ledger ledger;
    private final LoadId load;
    private final String loadId;
    private boolean inLedger;

    /**
     * @param loadId id of the load's first run
     * @param inLedger whether the ledger has a row of the load
     */
    Completion(
            SinkOptions options,
            String where,
            Session session,
            Ledger ledger,
            LoadId load,
            String loadId,
            boolean inLedger) {
        this.options = options;
        this.where = where;
        this.session = session;
        this.dialect = session.dialect();
        this.ledger = ledger;
        this.load = load;
        this.loadId = loadId;
        this.inLedger = inLedger;
    }

    /** Ends a load whose records are in the table already. */
    void end(Checkpoint end) {
        writeEnd(end, end.counts(), () -> {});
    }

    /** Ends a load whose records are all staged; the counts, duplicates and records that were there already taken out. */
    RecordCounts moveStaged(Checkpoint end, String stage, TablePlan plan) {
        boolean commits = dialect.definitionsCommit();
        if (commits) {
            ledger.write(load, loadId, inLedger, false, end);
            session.commit();
            inLedger = true;
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
        boolean isListed = capture.isPresent() || (isReplacement() && hasUndoLog());
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

    private boolean isReplacement() {
        return options.mode() == WriteMode.REPLACE;
    }

    private boolean hasUndoLog() {
        return dialect.undo().isPresent() && UndoLog.exists(session);
    }

    private void beginMove(Optional<UndoCapture> capture) {
        if (capture.isPresent()) {
            capture.get().prepare();
            session.beginAlone();
        } else {
            session.begin();
        }
    }

    private void note(UndoLog log, Optional<UndoCapture> capture, boolean isListed) {
        capture.ifPresent(UndoCapture::note);
        if (isReplacement() && isListed) {
            session.lockDefinitions();
            log.supersede(loadId, options.undoable());
        }
    }

    /** @param noted between the load's own row of the ledger and those that it makes void */
    private void writeEnd(Checkpoint end, RecordCounts counts, Runnable noted) {
        ledger.write(load, loadId, inLedger, true, new Checkpoint(end.position(), counts, end.deadLetterBytes()));
        noted.run();
        if (isReplacement()) {
            ledger.forgetOthers(load.source());
        }
        session.commit();
    }
}
