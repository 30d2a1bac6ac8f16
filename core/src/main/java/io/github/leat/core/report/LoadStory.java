package io.github.leat.core.report;

import io.github.leat.core.load.LoadPlan;
import io.github.leat.core.load.LoadReport;
import io.github.leat.core.load.Progress;
import io.github.leat.core.sink.Checkpoint;
import io.github.leat.core.sink.RecordCounts;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * All that is known of one load when its part of the page is made.
 *
 * @param source its name
 * @param target its name
 * @param plan what was decided; null if the load failed before
 * @param report how it ended; null if it did not end
 * @param failure what stopped it; empty if nothing did
 * @param facts what else whoever started it knows, in order
 * @param nextSteps what to do next, in order
 */
record LoadStory(
        String source,
        String target,
        @Nullable LoadPlan plan,
        @Nullable LoadReport report,
        Optional<String> failure,
        Timeline timeline,
        RejectSamples samples,
        Map<String, String> facts,
        List<NextStep> nextSteps) {

    Ending ending() {
        if (report != null) {
            return Ending.of(report.outcome());
        }
        return timeline.last() == null ? Ending.NOT_BEGUN : Ending.INTERRUPTED;
    }

    /** The counts of the report, or of the last state. */
    RecordCounts counts() {
        Progress last = timeline.last();
        if (report != null) {
            return report.counts();
        }
        return last == null ? RecordCounts.ZERO : last.counts();
    }

    Duration elapsed() {
        Progress last = timeline.last();
        if (report != null) {
            return report.elapsed();
        }
        return last == null ? Duration.ZERO : last.elapsed();
    }

    Optional<Checkpoint> checkpoint() {
        return report == null ? Optional.empty() : report.checkpoint();
    }

    /** Where an earlier run was interrupted and this one went on. */
    Optional<Checkpoint> resumedAt() {
        return report == null ? Optional.empty() : report.resumedAt();
    }

    /** Records of this run. */
    long recordsOfRun() {
        return Math.max(
                0, counts().read() - resumedAt().map(at -> at.counts().read()).orElse(0L));
    }

    /** Bytes of text of this run. */
    long bytesOfRun() {
        Progress last = timeline.last();
        long reached = report != null ? report.bytesRead() : last == null ? 0 : last.textBytes();
        return Math.max(
                0, reached - resumedAt().map(at -> at.position().byteOffset()).orElse(0L));
    }
}
