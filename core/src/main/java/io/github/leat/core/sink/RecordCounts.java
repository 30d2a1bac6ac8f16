package io.github.leat.core.sink;

import java.io.Serializable;

/**
 * What became of the records of a load. Immutable.
 *
 * @param read records read from the source
 * @param written records that are in the target now
 * @param deduplicated records dropped for another one of the same key in this load
 * @param rejected records kept as dead letters
 * @param skipped records not written on purpose: filtered, or already there in mode insert-new
 */
public record RecordCounts(long read, long written, long deduplicated, long rejected, long skipped)
        implements Serializable {
    /** Nothing yet. */
    public static final RecordCounts ZERO = new RecordCounts(0, 0, 0, 0, 0);

    /** @throws IllegalArgumentException if a count is below 0 */
    public RecordCounts {
        if (read < 0 || written < 0 || deduplicated < 0 || rejected < 0 || skipped < 0) {
            throw new IllegalArgumentException("Counts must be 0 or more: read " + read + ", written " + written
                    + ", deduplicated " + deduplicated + ", rejected " + rejected + ", skipped " + skipped);
        }
    }

    /** Whether {@code read = written + deduplicated + rejected + skipped}. */
    public boolean isBalanced() {
        return read == written + deduplicated + rejected + skipped;
    }

    /** The sums. */
    public RecordCounts plus(RecordCounts other) {
        return new RecordCounts(
                read + other.read,
                written + other.written,
                deduplicated + other.deduplicated,
                rejected + other.rejected,
                skipped + other.skipped);
    }
}
