package io.github.leat.core.load;

import io.github.leat.core.LoadException;
import io.github.leat.core.PermanentSinkException;
import io.github.leat.core.Position;
import io.github.leat.core.SourceException;
import io.github.leat.core.TooManyRejectsException;
import io.github.leat.core.TransientSinkException;
import io.github.leat.core.csv.CsvReader;
import io.github.leat.core.csv.Split;
import io.github.leat.core.io.TextStream;
import io.github.leat.core.load.internal.CommitPoint;
import io.github.leat.core.load.internal.InFlight;
import io.github.leat.core.load.internal.Lane;
import io.github.leat.core.load.internal.Pace;
import io.github.leat.core.load.internal.Routes;
import io.github.leat.core.load.internal.Tally;
import io.github.leat.core.load.internal.Widener;
import io.github.leat.core.rate.Ticker;
import io.github.leat.core.record.RecordBatch;
import io.github.leat.core.record.RecordCursor;
import io.github.leat.core.record.Rejects;
import io.github.leat.core.schema.Schema;
import io.github.leat.core.sink.Checkpoint;
import io.github.leat.core.sink.LedgerEntry;
import io.github.leat.core.sink.LoadId;
import io.github.leat.core.sink.RecordCounts;
import io.github.leat.core.sink.Routing;
import io.github.leat.core.sink.Sink;
import io.github.leat.core.sink.SinkWriter;
import io.github.leat.core.transform.Conform;
import java.io.IOException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.CompletionException;
import java.util.stream.IntStream;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * One run of a load: reads, conforms and hands over on the calling thread; the lanes write.
 *
 * <p>Each batch is cut to what may be written at once, conformed, and given to the lane whose turn it is. A lane holds one
 * batch and has one waiting, so the reader is stopped by the slowest writer. With one lane a commit is a command like any
 * other, in order with the writes; with several, all are drained first.
 */
final class LoadRun {
    private static final Logger LOG = LoggerFactory.getLogger(LoadRun.class);

    /** Most that is handed over and not written, where writers are paced in units: bounds what a deadline has to wait for. */
    private static final double LOOK_AHEAD_SECONDS = 4;

    private final Load load;
    private final Sink sink;
    private final LoadPlan plan;
    private final LoadId id;
    private final Ticker ticker;
    private final long startedAt;
    private final long deadlineNanos;
    private final List<Lane> lanes = new ArrayList<>();
    private final Tally tally = new Tally();
    private Optional<Checkpoint> resumedAt = Optional.empty();
    private final Pace pace;
    private final Conforming conforming;
    private Schema schema;
    private final Optional<Routing> routing;
    private final @Nullable InFlight inFlight;
    private @Nullable Routes routes;
    private long textBytes;
    private long textStart;
    private long handedOver;
    private long blockedNanos;
    private int nextLane;

    /** @param startedAt on the load's ticker, when the first run of it began */
    LoadRun(Load load, Sink sink, LoadPlan plan, long startedAt) {
        this.load = load;
        this.sink = sink;
        this.plan = plan;
        this.id = plan.ledger()
                .filter(entry -> plan.verdict() == LoadPlan.Verdict.RESUME)
                .map(entry -> new LoadId(
                        entry.loadId(), plan.load().source(), plan.load().version()))
                .orElse(plan.load());
        this.ticker = load.ticker;
        this.startedAt = startedAt;
        this.deadlineNanos =
                load.deadline.map(time -> startedAt + time.toNanos()).orElse(startedAt + Long.MAX_VALUE / 2);
        this.pace = Pace.of(load.throughput, load.share, sink.traits(), sink.name(), ticker);
        this.schema = plan.sinkPlan().schema();
        this.routing = sink.routing(schema);
        this.inFlight = routing.isPresent() ? new InFlight(load.lookAheadBytes) : null;
        this.conforming = new Conforming(plan.schema(), schema, load.steps.computed(), load.afterConforming(id));
    }

    LoadReport run() {
        switch (plan.verdict()) {
            case ALREADY_LOADED -> {
                return finish(LoadOutcome.ALREADY_LOADED, Optional.empty());
            }
            case STALE -> {
                return finish(LoadOutcome.STALE_VERSION, Optional.empty());
            }
            default -> LOG.debug("Loading {} into {}", load.source.name(), sink.name());
        }
        try {
            LoadOutcome outcome = transfer();
            return finish(outcome, Optional.empty());
        } catch (TransientSinkException e) {
            // whoever runs the load decides whether it goes on
            throw e;
        } catch (LoadException e) {
            fail(e);
            throw e;
        }
    }

    /** Reports that the load has failed. */
    void fail(LoadException cause) {
        finish(LoadOutcome.FAILED, Optional.ofNullable(cause.getMessage()));
    }

    /** The report of a load whose last commit came through, though nobody was told. */
    LoadReport completedAs(Checkpoint end) {
        tally.resume(end);
        return finish(
                end.counts().rejected() > 0 ? LoadOutcome.COMPLETED_WITH_REJECTS : LoadOutcome.COMPLETED,
                Optional.empty());
    }

    /** The last commit of this run. */
    Optional<Checkpoint> committed() {
        return tally.committed();
    }

    private LoadReport finish(LoadOutcome outcome, Optional<String> failure) {
        RecordCounts counts = tally.counts();
        LoadReport report = new LoadReport(
                id.id(),
                outcome,
                load.source.name(),
                id.version(),
                sink.name(),
                counts,
                textBytes,
                tally.cost(),
                sink.traits().costUnit(),
                elapsed(),
                tally.throttled(),
                tally.throttledRequests(),
                resumedAt,
                tally.committed(),
                schema,
                tally.rejects(),
                tally.samples(),
                counts.rejected() > 0 ? Optional.of(load.deadLetters.name()) : Optional.empty(),
                failure,
                tally.nulled(),
                plan.member().map(List::of).orElse(List.of()));
        load.onReport.accept(report);
        load.observer.onReport(report);
        return report;
    }

    private Duration elapsed() {
        return Duration.ofNanos(ticker.nanos() - startedAt);
    }

    private LoadOutcome transfer() {
        try {
            try {
                SinkWriter first = openLanes();
                Optional<LoadOutcome> done = doneMeanwhile(first);
                if (done.isPresent()) {
                    return done.get();
                }
                resumedAt = first.lastCommit();
                resumedAt.ifPresent(tally::resume);
                try (DeadLetterWriter opened = load.deadLetters.open(
                        id, load.source.name(), sink.name(), plan.layout().schema(), resumedAt)) {
                    try {
                        return readAndWrite(new WatchedLetters(opened, load.observer));
                    } catch (TooManyRejectsException e) {
                        if (load.budget.rollsBack()) {
                            undo();
                        }
                        throw e;
                    } finally {
                        // closing takes rejects back that are not committed: no lane may commit past them then
                        stopLanes();
                    }
                }
            } finally {
                stopLanes();
            }
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new SourceException(
                    "The load of " + load.source.name()
                            + " was interrupted. Run it again: it goes on at its last commit.",
                    e);
        } catch (IOException e) {
            throw new SourceException(
                    load.source.name() + " cannot be read on: " + e.getMessage()
                            + ". Run the load again: it goes on at its last commit.",
                    e);
        }
    }

    /** The first one last: what all share is its own. */
    private void stopLanes() {
        for (int i = lanes.size() - 1; i >= 0; i--) {
            lanes.get(i).stop();
        }
    }

    private void undo() throws InterruptedException {
        drain();
        checkFailures();
        for (Lane lane : lanes) {
            lane.undo();
        }
        drain();
        checkFailures();
        tally.undo();
    }

    /** What another load did after this one was planned. */
    private Optional<LoadOutcome> doneMeanwhile(SinkWriter writer) {
        Optional<LedgerEntry> found = writer.ledgerAtOpening();
        if (Verdicts.isOpen(plan.load(), found) && !load.source.isCurrent()) {
            return Optional.of(LoadOutcome.STALE_VERSION);
        }
        if (found.equals(plan.ledger())) {
            return Optional.empty();
        }
        return switch (Verdicts.of(plan.load(), found)) {
            case ALREADY_LOADED -> Optional.of(LoadOutcome.ALREADY_LOADED);
            case STALE -> Optional.of(LoadOutcome.STALE_VERSION);
            case LOAD, RESUME -> Optional.empty();
        };
    }

    private SinkWriter openLanes() {
        Object lock = new Object();
        List<SinkWriter> opened = new ArrayList<>();
        int most = sink.traits().maxWriters();
        int wanted = load.writers.orElse(routing.isPresent() ? most : 1);
        for (int i = 0; i < Math.min(wanted, most); i++) {
            Schema planned = plan.sinkPlan().schema();
            Lane lane = new Lane(
                    () -> opened.isEmpty() ? sink.open(planned, id) : sink.openAnother(planned, id, opened.get(0)),
                    tally,
                    pace,
                    ticker,
                    load.maxAttempts,
                    deadlineNanos,
                    lock,
                    inFlight,
                    load.observer::onCommit);
            lanes.add(lane);
            try {
                opened.add(lane.start("leat-writer-" + (i + 1)));
            } catch (CompletionException e) {
                throw Lane.asLoadException(e);
            }
        }
        pace.begin(opened.get(0));
        return opened.get(0);
    }

    private LoadOutcome readAndWrite(DeadLetterWriter deadLetters) throws IOException, InterruptedException {
        Position first = load.split.map(Split::start).orElse(plan.layout().dataStart());
        Position start = resumedAt.map(Checkpoint::position).orElse(first);
        try (TextStream text = plan.layout().text().openAhead(start.byteOffset());
                CsvReader reader = CsvReader.builder()
                        .format(plan.layout().format())
                        .schema(plan.layout().schema())
                        .endAtStrayQuotes()
                        .startAt(start)
                        .endAt(load.split.map(Split::end).orElse(Long.MAX_VALUE))
                        .build(load.source.name(), text)) {
            Commits commits = new Commits(start);
            textBytes = start.byteOffset();
            textStart = textBytes;
            handedOver = 0;
            load.observer.onProgress(progress(text, false));
            RecordBatch read;
            while ((read = reader.read()) != null) {
                RecordBatch batch = plan.reading().apply(read, Rejects.none());
                int step = routing.isPresent() ? pace.recordsPerHandOver(batch) : pace.recordsPerWrite(batch);
                for (int from = 0; from < batch.size(); from += step) {
                    if (ticker.nanos() - deadlineNanos + load.deadlineMargin.toNanos() + nanosInFlight() > 0) {
                        return stopAtDeadline(commits, deadLetters);
                    }
                    RecordBatch slice = batch.slice(from, Math.min(batch.size(), from + step));
                    write(slice, deadLetters);
                    handedOver += slice.size();
                    commits.after(slice, deadLetters);
                    textBytes = Math.max(textBytes, commits.reached());
                    tellProgress(text, false);
                }
            }
            Position end = reader.position();
            requireEnd(reader);
            drain();
            checkFailures();
            requireBudget(end, true);
            complete(end, deadLetters);
            deadLetters.complete();
            textBytes = end.byteOffset();
            tellProgress(text, true);
            return tally.counts().rejected() > 0 ? LoadOutcome.COMPLETED_WITH_REJECTS : LoadOutcome.COMPLETED;
        }
    }

    private void requireEnd(CsvReader reader) {
        if (load.split.isPresent() && reader.goesOnAfterEnd()) {
            throw new SourceException(reader.position() + ": the last record of the part up to byte "
                    + load.split.get().end()
                    + " goes on after it. The source is not as it was when its parts were made: make"
                    + " them again.");
        }
    }

    private void write(RecordBatch batch, DeadLetterWriter deadLetters) throws InterruptedException {
        Conform.Checked checked = conforming.check(batch);
        if (!checked.misfits().isEmpty()) {
            checked = settleMisfits(batch, checked);
        }
        List<Lane.Rejected> rejected = new ArrayList<>();
        Rejects rejects = (from, rejection) -> rejected.add(new Lane.Rejected(from, rejection));
        RecordBatch computed = conforming.compute(checked.split(rejects), rejects);
        RecordBatch good = conforming.finish(computed);
        checkFailures();
        Lane.Work work = new Lane.Work(batch.size(), good, rejected, computed.size() - good.size());
        if (inFlight != null) {
            route(work, deadLetters, inFlight);
        } else {
            long from = ticker.nanos();
            lanes.get(nextLane).write(work, deadLetters);
            blockedNanos += ticker.nanos() - from;
            nextLane = (nextLane + 1) % lanes.size();
        }
        requireBudget(batch.start(), false);
    }

    /** Gives each lane those of the records that it writes; what is not to be written is counted with the first of them. */
    private void route(Lane.Work work, DeadLetterWriter deadLetters, InFlight bound) throws InterruptedException {
        RecordBatch batch = work.batch();
        int[] hashes = new int[batch.size()];
        RecordCursor record = batch.cursor();
        Routing route = routing.orElseThrow();
        for (int i = 0; record.next(); i++) {
            hashes[i] = route.of(record);
        }
        Routes spread = routes();
        int[] laneOf = spread.assign(hashes);
        double units = pace.mostUnitsPerSecond() * LOOK_AHEAD_SECONDS;
        long mostRecords = (long) Math.min(1e15, Math.max(batch.size(), units));
        long from = ticker.nanos();
        InFlight.Batch onTheWay = bound.enter(batch.sizeInBytes(), batch.size(), mostRecords);
        blockedNanos += ticker.nanos() - from;
        int left = work.read() - batch.size();
        List<Lane.Rejected> rejected = work.rejected();
        int skipped = work.skipped();
        for (int lane = 0; lane < lanes.size(); lane++) {
            int wanted = lane;
            RecordBatch part = batch.select(i -> laneOf[i] == wanted);
            // the last lane takes the rest where no record is to be written at all
            if (part.size() > 0 || (left > 0 && lane == lanes.size() - 1)) {
                int[] own = IntStream.range(0, hashes.length)
                        .filter(i -> laneOf[i] == wanted)
                        .map(i -> hashes[i])
                        .toArray();
                Lane.Work share = new Lane.Work(part.size() + left, part, rejected, skipped);
                lanes.get(lane).route(share, deadLetters, () -> {
                    spread.written(wanted, own);
                    onTheWay.leave(own.length);
                });
                left = 0;
                rejected = List.of();
                skipped = 0;
                checkFailures();
            }
        }
    }

    private Routes routes() {
        if (routes == null) {
            routes = new Routes(lanes.size());
        }
        return routes;
    }

    /** How long it takes to write what was handed over, at the present rate and one unit for each record. */
    private long nanosInFlight() {
        return inFlight == null ? 0 : (long) (inFlight.records() / pace.unitsPerSecond() * 1e9);
    }

    /** Widens columns or makes values NULL, as the load has it; what is left is to be rejected. */
    private Conform.Checked settleMisfits(RecordBatch batch, Conform.Checked first) throws InterruptedException {
        Conform.Checked checked = first;
        if (load.drift().typeChange() == DriftPolicy.TypeChange.NULL) {
            tally.nulled(checked.misfits().size());
            return conforming.check(checked.withoutMisfits(batch));
        }
        if (load.widens() && sink.traits().canWiden()) {
            Optional<Schema> wider = Widener.widen(conforming.schema(), checked);
            while (wider.isPresent()) {
                evolve(wider.get());
                checked = conforming.check(batch);
                wider = Widener.widen(conforming.schema(), checked);
            }
        }
        return checked;
    }

    private void evolve(Schema wider) throws InterruptedException {
        conforming.widen(wider);
        schema = conforming.outputSchema();
        if (lanes.size() > 1) {
            drain();
        }
        for (Lane lane : lanes) {
            checkFailures();
            lane.evolve(schema);
        }
    }

    private void requireBudget(Position at, boolean atEnd) {
        RecordCounts counts = tally.counts();
        if (load.budget.isExceeded(counts.rejected(), counts.read(), atEnd)) {
            throw new TooManyRejectsException(
                    at,
                    counts.rejected() + " of " + counts.read() + " records were rejected, more"
                            + " than the load allows. Look at " + load.deadLetters.name()
                            + ", or allow more with maxRejects."
                            + (load.budget.rollsBack() ? " Nothing of the load was kept in the target." : ""));
        }
    }

    private LoadOutcome stopAtDeadline(Commits commits, DeadLetterWriter deadLetters) throws InterruptedException {
        drain();
        checkFailures();
        Position at = commits.position();
        commits.commit(at, deadLetters);
        drain();
        checkFailures();
        textBytes = at.byteOffset();
        return LoadOutcome.STOPPED_AT_DEADLINE;
    }

    private void complete(Position end, DeadLetterWriter deadLetters) throws InterruptedException {
        for (Lane lane : committers()) {
            lane.complete(end, deadLetters);
        }
        drain();
        checkFailures();
        RecordCounts counts = tally.counts();
        if (!counts.isBalanced()) {
            throw new PermanentSinkException("The counts of " + load.source.name() + " do not balance: read "
                    + counts.read()
                    + ", written " + counts.written() + ", deduplicated " + counts.deduplicated() + ", rejected "
                    + counts.rejected() + ", skipped " + counts.skipped() + ". This is a fault of " + sink.name()
                    + "; please report it.");
        }
    }

    /** The lanes that commit: all of them, or the first where records are routed. */
    private List<Lane> committers() {
        return inFlight == null ? lanes : lanes.subList(0, 1);
    }

    private void drain() throws InterruptedException {
        for (Lane lane : lanes) {
            lane.drain();
        }
    }

    private void checkFailures() {
        for (Lane lane : lanes) {
            Throwable failure = lane.failure();
            if (failure != null) {
                throw Lane.asLoadException(failure);
            }
        }
    }

    private void tellProgress(TextStream text, boolean finished) {
        Progress now = progress(text, finished);
        load.progress.onProgress(now);
        load.observer.onProgress(now);
    }

    private Progress progress(TextStream text, boolean finished) {
        return new Progress(
                load.source.name(),
                text.fileBytesRead(),
                load.source.sizeInBytes(),
                tally.counts(),
                elapsed(),
                tally.throttled(),
                finished,
                settledText(),
                tally.commits(),
                new Pacing(
                        pace.unit(),
                        pace.allowedPerSecond(),
                        pace.spent(),
                        tally.throttledRequests(),
                        Duration.ofNanos(blockedNanos),
                        lanes.size()));
    }

    /** Bytes of text of the records that are counted, by their share of those that were handed over. */
    private long settledText() {
        long before = resumedAt.map(at -> at.counts().read()).orElse(0L);
        long settled = tally.counts().read() - before;
        if (handedOver == 0 || settled >= handedOver) {
            return textBytes;
        }
        return textStart + (long) ((double) (textBytes - textStart) * settled / handedOver);
    }

    /** When to commit: by bytes of text or by time, whichever comes first. */
    private final class Commits {
        private Position position;
        private long reached;
        private long committedAt;
        private @Nullable RecordBatch last;

        Commits(Position start) {
            position = start;
            reached = start.byteOffset();
            committedAt = ticker.nanos();
        }

        /** End of the last record handed over. */
        Position position() {
            return last == null ? position : last.end();
        }

        long reached() {
            return reached;
        }

        void after(RecordBatch slice, DeadLetterWriter deadLetters) throws InterruptedException {
            reached += slice.sizeInBytes();
            boolean due = reached - position.byteOffset() >= load.commitBytes
                    || ticker.nanos() - committedAt >= load.commitInterval.toNanos();
            if (due) {
                commit(slice.end(), deadLetters);
            }
            last = slice;
        }

        void commit(Position upTo, DeadLetterWriter deadLetters) throws InterruptedException {
            if (inFlight != null) {
                CommitPoint point = CommitPoint.of(upTo, lanes.size());
                for (Lane lane : lanes) {
                    checkFailures();
                    lane.pass(point, lanes.get(0).writer(), deadLetters);
                }
                passed(upTo);
                return;
            }
            if (lanes.size() > 1) {
                drain();
            }
            for (Lane lane : lanes) {
                checkFailures();
                lane.commit(upTo, deadLetters);
            }
            passed(upTo);
        }

        private void passed(Position upTo) {
            position = upTo;
            reached = upTo.byteOffset();
            committedAt = ticker.nanos();
        }
    }
}
