package io.github.leat.core.load;

import io.github.leat.core.record.RecordBatch;
import io.github.leat.core.record.Rejection;
import java.time.Duration;

/**
 * Told what a load decides, how far it is, what it rejects and how it ends. Every method does nothing by default.
 *
 * <p>Keep them quick: they run on the load's own threads, and what one throws stops the load.
 */
public interface LoadObserver {
    /** What is about to be done; once for each call of {@link Load#run(LoadPlan)}, before anything is written. */
    default void onPlan(LoadPlan plan) {}

    /**
     * How far the load is: before the first batch, after every batch, and once at the end, on the reading thread. Where a load
     * begins again after a lost connection, the counts go back to those of its last commit.
     */
    default void onProgress(Progress progress) {}

    /**
     * One record is rejected. On the threads of the writers, one at a time. A record that is read again after a lost connection
     * is rejected again.
     *
     * @param origin batch with the source's own columns
     */
    default void onReject(RecordBatch origin, Rejection rejection) {}

    /**
     * The target has committed, as {@link Progress#commits} counts it; the last one is what completes the load, merging included. On the
     * threads of the writers, of several at the same time.
     *
     * @param took from asking for it to having its answer, without waiting for the throughput
     */
    default void onCommit(Duration took) {}

    /** How the load ended, also when it failed; what the report says is final. */
    default void onReport(LoadReport report) {}
}
