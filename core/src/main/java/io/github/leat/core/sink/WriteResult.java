package io.github.leat.core.sink;

import io.github.leat.core.record.Rejection;
import java.util.List;

/**
 * What became of one batch.
 *
 * @param cost what the target charged, in the sink's unit
 * @param throttled whether the target said that it was too fast
 * @param unprocessed indexes of records the target did not take this time; the load writes them again
 * @param rejected records the target will never take
 */
public record WriteResult(long cost, boolean throttled, List<Integer> unprocessed, List<Rejection> rejected) {
    /** Copies the lists. */
    public WriteResult {
        unprocessed = List.copyOf(unprocessed);
        rejected = List.copyOf(rejected);
    }

    /** Everything was taken. */
    public static WriteResult allWritten(long cost) {
        return new WriteResult(cost, false, List.of(), List.of());
    }
}
