package io.github.leat.core.load;

import io.github.leat.core.record.RecordBatch;
import io.github.leat.core.record.Rejection;

/** Keeps the rejects of one load. Used by one thread at a time. */
public interface DeadLetterWriter extends AutoCloseable {
    /**
     * Keeps one record.
     *
     * @param origin batch with the source's own columns
     * @throws io.github.leat.core.LoadException if it cannot be kept; the load stops then
     */
    void write(RecordBatch origin, Rejection rejection);

    /** Makes everything so far lasting; answers the size in bytes that a checkpoint remembers. */
    long commit();

    /** The load is complete, in the target too: what was kept is never taken back. Called after the last {@link #commit}. */
    void complete();

    /** Drops what came since the last commit, and releases the place. Idempotent. */
    @Override
    void close();
}
