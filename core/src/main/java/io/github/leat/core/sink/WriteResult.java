package io.github.leat.core.sink;

import io.github.leat.core.record.Rejection;
import java.util.List;
import java.util.Objects;

/**
 * What became of one batch.
 *
 * @param cost what the target charged, in the sink's unit
 * @param throttling whether the target said that it was too fast
 * @param unprocessed indexes of records the target did not take this time; the load writes them again
 * @param rejected records the target will never take
 * @param deduplicated records that another one of the same key in this load won over, among them earlier ones that were counted
 *     as written; 0 where {@link SinkWriter#complete} tells them
 * @param skipped records not written on purpose, since the target has others it keeps; 0 where {@link SinkWriter#complete}
 *     tells them
 */
public record WriteResult(
        long cost,
        Throttling throttling,
        List<Integer> unprocessed,
        List<Rejection> rejected,
        long deduplicated,
        long skipped) {
    /** Copies the lists. */
    public WriteResult {
        Objects.requireNonNull(throttling, "throttling");
        unprocessed = List.copyOf(unprocessed);
        rejected = List.copyOf(rejected);
        if (deduplicated < 0 || skipped < 0) {
            throw new IllegalArgumentException(
                    "Counts must be 0 or more: deduplicated " + deduplicated + ", skipped " + skipped);
        }
    }

    /** A result of a sink that finds duplicates when it completes. */
    public WriteResult(long cost, boolean throttled, List<Integer> unprocessed, List<Rejection> rejected) {
        this(cost, throttled ? Throttling.TARGET : Throttling.NONE, unprocessed, rejected, 0, 0);
    }

    /** Everything was taken. */
    public static WriteResult allWritten(long cost) {
        return new WriteResult(cost, Throttling.NONE, List.of(), List.of(), 0, 0);
    }

    /** Whether the target said that it was too fast, as a whole or in part. */
    public boolean throttled() {
        return throttling != Throttling.NONE;
    }
}
