package io.github.leat.core.report;

import io.github.leat.core.load.LoadObserver;
import io.github.leat.core.load.LoadPlan;
import io.github.leat.core.load.LoadReport;
import io.github.leat.core.load.Progress;
import io.github.leat.core.record.RecordBatch;
import io.github.leat.core.record.Rejection;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * The part of a {@link ReportPage} that is about one load. It observes the load, see {@link
 * io.github.leat.core.load.Load#observe}, and is told what only its caller knows.
 *
 * <p>Memory: 15 KiB, the plan, and five rejects of each reason, whatever the load's length. Thread-safe.
 */
public final class ReportSection implements LoadObserver {
    private final Map<String, String> facts = new LinkedHashMap<>();
    private final List<NextStep> nextSteps = new ArrayList<>();
    private final Timeline timeline = new Timeline();
    private final RejectSamples samples;
    private final String source;
    private final String target;
    private @Nullable LoadPlan plan;
    private @Nullable LoadReport report;
    private Optional<String> failure = Optional.empty();

    ReportSection(String source, String target, boolean wholeRecords) {
        this.source = Objects.requireNonNull(source, "source");
        this.target = Objects.requireNonNull(target, "target");
        this.samples = new RejectSamples(wholeRecords);
    }

    @Override
    public synchronized void onPlan(LoadPlan made) {
        plan = made;
    }

    @Override
    public synchronized void onProgress(Progress progress) {
        timeline.add(progress);
    }

    @Override
    public synchronized void onReject(RecordBatch origin, Rejection rejection) {
        samples.add(origin, rejection);
    }

    @Override
    public synchronized void onReport(LoadReport ended) {
        report = ended;
        ended.failure().ifPresent(this::failed);
    }

    /**
     * What stopped the load, in place of what its report says; also of a load that did not get as far as a report.
     *
     * @param message for people, without secrets
     */
    public synchronized ReportSection failed(String message) {
        failure = Optional.of(message);
        return this;
    }

    /** Something else that people may want to know, such as the mode; a fact of the same label is replaced. */
    public synchronized ReportSection fact(String label, String value) {
        facts.put(label, value);
        return this;
    }

    /** Something to do next; in the order of the calls. */
    public synchronized ReportSection next(NextStep step) {
        nextSteps.add(step);
        return this;
    }

    synchronized boolean isOver() {
        return report != null;
    }

    synchronized LoadStory story() {
        LoadReport ended = report;
        return new LoadStory(
                ended == null ? source : ended.source(),
                ended == null ? target : ended.target(),
                plan,
                ended,
                failure,
                timeline,
                samples,
                new LinkedHashMap<>(facts),
                List.copyOf(nextSteps));
    }
}
