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
import io.github.leat.core.load.internal.LaneSettings;
import io.github.leat.core.load.internal.Lanes;
import io.github.leat.core.load.internal.Pace;
import io.github.leat.core.load.internal.SharedLetters;
import io.github.leat.core.load.internal.Tally;
import io.github.leat.core.load.internal.Widener;
import io.github.leat.core.load.internal.Work;
import io.github.leat.core.rate.Ticker;
import io.github.leat.core.record.RecordBatch;
import io.github.leat.core.record.Rejects;
import io.github.leat.core.schema.Schema;
import io.github.leat.core.sink.Checkpoint;
import io.github.leat.core.sink.LoadId;
import io.github.leat.core.sink.RecordCounts;
import io.github.leat.core.sink.Sink;
import io.github.leat.core.sink.SinkWriter;
import io.github.leat.core.transform.Conform;
import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * One run of a load: reads, conforms and hands over on the calling thread; the lanes write.
 *
 * <p>Each batch is cut to what may be written at once, conformed, and handed over to {@link Lanes}.
 */
final class LoadRun {
    private static final Logger LOG = LoggerFactory.getLogger(LoadRun.class);

    private final Load load;
    private final Sink sink;
    private final LoadPlan plan;
    private final LoadId id;
    private final Ticker ticker;
    private final long deadlineNanos;
    private final Tally tally = new Tally();
    private final Lanes lanes;
    private final RunProgress progress;
    private final Conforming conforming;
    private Optional<Checkpoint> resumedAt = Optional.empty();
    private Schema schema;

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
        this.deadlineNanos =
                load.deadline.map(time -> startedAt + time.toNanos()).orElse(startedAt + Long.MAX_VALUE / 2);
        Pace pace = Pace.of(load.throughput, load.share, sink.traits(), sink.name(), ticker);
        this.schema = plan.sinkPlan().schema();
        LaneSettings settings =
                new LaneSettings(tally, pace, ticker, load.maxAttempts, deadlineNanos, load.observer::onCommit);
        this.lanes = Lanes.of(settings, sink.routing(schema), load.lookAheadBytes);
        this.progress = new RunProgress(load, settings, lanes, startedAt);
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
                progress.textBytes(),
                tally.cost(),
                sink.traits().costUnit(),
                progress.elapsed(),
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

    private LoadOutcome transfer() {
        try {
            try {
                SinkWriter first = lanes.open(sink, plan.sinkPlan().schema(), id, load.writers);
                Optional<LoadOutcome> done =
                        Verdicts.doneMeanwhile(plan, first.ledgerAtOpening(), () -> !load.source.isCurrent());
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
                            lanes.undo();
                            tally.undo();
                        }
                        throw e;
                    } finally {
                        // closing takes rejects back that are not committed: no lane may commit past them then
                        lanes.stop();
                    }
                }
            } finally {
                lanes.stop();
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
            SharedLetters letters = new SharedLetters(deadLetters, tally);
            Commits commits = new Commits(load, lanes, letters, start);
            progress.begin(start, text);
            RecordBatch read;
            while ((read = reader.read()) != null) {
                RecordBatch batch = plan.reading().apply(read, Rejects.none());
                int step = lanes.step(batch);
                for (int from = 0; from < batch.size(); from += step) {
                    if (isLate()) {
                        return stopAtDeadline(commits);
                    }
                    RecordBatch slice = batch.slice(from, Math.min(batch.size(), from + step));
                    write(slice, letters);
                    commits.after(slice);
                    progress.handedOver(slice, commits.reached(), text);
                }
            }
            Position end = reader.position();
            requireEnd(reader);
            lanes.settle();
            requireBudget(end, true);
            lanes.complete(end, letters);
            requireBalance();
            deadLetters.complete();
            progress.finished(end, text);
            return tally.counts().rejected() > 0 ? LoadOutcome.COMPLETED_WITH_REJECTS : LoadOutcome.COMPLETED;
        }
    }

    private boolean isLate() {
        return ticker.nanos() - deadlineNanos + load.deadlineMargin.toNanos() + lanes.nanosInFlight() > 0;
    }

    private void requireEnd(CsvReader reader) {
        if (load.split.isPresent() && reader.goesOnAfterEnd()) {
            throw new SourceException(reader.position() + ": the last record of the part up to byte "
                    + load.split.get().end()
                    + " goes on after it. The source is not as it was when its parts were made: make"
                    + " them again.");
        }
    }

    private void write(RecordBatch batch, SharedLetters letters) throws InterruptedException {
        Conform.Checked checked = conforming.check(batch);
        if (!checked.misfits().isEmpty()) {
            checked = settleMisfits(batch, checked);
        }
        List<Work.Rejected> rejected = new ArrayList<>();
        Rejects rejects = (from, rejection) -> rejected.add(new Work.Rejected(from, rejection));
        RecordBatch computed = conforming.compute(checked.split(rejects), rejects);
        RecordBatch good = conforming.finish(computed);
        lanes.checkFailures();
        lanes.handOver(new Work(batch.size(), good, rejected, computed.size() - good.size()), letters);
        requireBudget(batch.start(), false);
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
        lanes.evolve(schema);
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

    private LoadOutcome stopAtDeadline(Commits commits) throws InterruptedException {
        lanes.settle();
        Position at = commits.commit();
        lanes.settle();
        progress.stopped(at);
        return LoadOutcome.STOPPED_AT_DEADLINE;
    }

    private void requireBalance() {
        RecordCounts counts = tally.counts();
        if (!counts.isBalanced()) {
            throw new PermanentSinkException("The counts of " + load.source.name() + " do not balance: read "
                    + counts.read()
                    + ", written " + counts.written() + ", deduplicated " + counts.deduplicated() + ", rejected "
                    + counts.rejected() + ", skipped " + counts.skipped() + ". This is a fault of " + sink.name()
                    + "; please report it.");
        }
    }
}
