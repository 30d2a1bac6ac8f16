package io.github.leat.core.load;

import io.github.leat.core.rate.CostUnit;
import io.github.leat.core.record.RejectCode;
import io.github.leat.core.schema.Schema;
import io.github.leat.core.sink.Checkpoint;
import io.github.leat.core.sink.RecordCounts;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * What a load did. The counts are those of the whole load, also where an earlier run was interrupted and this one went on; the
 * times and the cost are this run's. Immutable.
 *
 * @param loadId id of the load, as in the ledger
 * @param outcome how it ended
 * @param source the source's name
 * @param version the source's version
 * @param target the sink's name
 * @param counts balanced: {@code read = written + deduplicated + rejected + skipped}, unless the load failed
 * @param bytesRead bytes of text up to where the load is, those of earlier runs included
 * @param cost what the target charged in this run
 * @param costUnit the unit of it
 * @param elapsed how long this run took
 * @param throttled how much of that it waited to keep the throughput
 * @param throttledRequests how often the target said that it was too fast
 * @param resumedAt where this run went on, if an earlier one was interrupted
 * @param checkpoint the last commit; empty if there was none
 * @param schema the columns as loaded; empty if the load failed before it knew them
 * @param rejects counts by reason, of this run
 * @param samples up to ten rejects of this run, as {@code position: reason}
 * @param deadLetters where the rejects are, if any
 * @param failure what stopped the load, if it failed
 * @param valuesNulled values of this run that became NULL because they were not of their column's type, where that was asked for
 * @param files how the source differs from those that it is loaded together with; empty if it is loaded alone
 */
public record LoadReport(
        String loadId,
        LoadOutcome outcome,
        String source,
        Optional<String> version,
        String target,
        RecordCounts counts,
        long bytesRead,
        long cost,
        CostUnit costUnit,
        Duration elapsed,
        Duration throttled,
        long throttledRequests,
        Optional<Checkpoint> resumedAt,
        Optional<Checkpoint> checkpoint,
        Schema schema,
        Map<RejectCode, Long> rejects,
        List<String> samples,
        Optional<String> deadLetters,
        Optional<String> failure,
        long valuesNulled,
        List<UnifiedSchema.Member> files) {
    /** Copies the collections. */
    public LoadReport {
        rejects = Map.copyOf(rejects);
        samples = List.copyOf(samples);
        files = List.copyOf(files);
    }
}
