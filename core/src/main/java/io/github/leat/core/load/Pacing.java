package io.github.leat.core.load;

import io.github.leat.core.rate.CostUnit;
import java.time.Duration;

/**
 * What a load may spend on its target and what it spent, at one moment of a run. Immutable.
 *
 * @param unit what is counted: that of the throughput, or capacity units where the target charges them
 * @param allowedPerSecond how much of it may be spent in a second now; infinite where nothing bounds it
 * @param spent so far in this run
 * @param throttledRequests how often the target said so far that it was too fast
 * @param blocked how long the reader waited so far for the writers: the back-pressure
 * @param writers how many there are; each may wait for the throughput at the same time
 */
public record Pacing(
        CostUnit unit, double allowedPerSecond, long spent, long throttledRequests, Duration blocked, int writers) {
    /** Nothing bounds it and nothing was spent. */
    public static final Pacing NONE = new Pacing(CostUnit.RECORDS, Double.POSITIVE_INFINITY, 0, 0, Duration.ZERO, 1);

    /** Whether something bounds it. */
    public boolean isBounded() {
        return !Double.isInfinite(allowedPerSecond);
    }
}
