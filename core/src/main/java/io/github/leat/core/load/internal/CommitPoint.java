package io.github.leat.core.load.internal;

import io.github.leat.core.Position;
import io.github.leat.core.sink.RecordCounts;

/**
 * A place in the source that all writers pass, each when it has written what comes before: the last one commits, and nobody waits.
 * Thread-safe.
 */
final class CommitPoint {
    private final Position upTo;
    private int missing;
    private RecordCounts counts;

    /**
     * @param before the counts of the place before it
     * @param writers that pass, above 0
     */
    private CommitPoint(Position upTo, int writers, RecordCounts before) {
        this.upTo = upTo;
        this.missing = writers;
        this.counts = before;
    }

    /** A place that so many writers pass. */
    static CommitPoint of(Position upTo, int writers) {
        return new CommitPoint(upTo, writers, RecordCounts.ZERO);
    }

    Position upTo() {
        return upTo;
    }

    /** Adds what one writer wrote since the place before; true for the last one. */
    synchronized boolean pass(RecordCounts since) {
        counts = counts.plus(since);
        missing--;
        return missing == 0;
    }

    /** What all of them wrote since the place before. */
    synchronized RecordCounts counts() {
        return counts;
    }
}
