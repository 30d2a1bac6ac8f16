package io.github.leat.core.csv;

import io.github.leat.core.Position;
import java.io.Serializable;
import java.util.Objects;

/**
 * A part of a text that is read by itself: the records that begin from one place on and before another. The splits of a text,
 * read one after the other, give the records that reading it whole gives, at the same positions. Immutable.
 *
 * @param start where the first record begins; its record is that of the last record before
 * @param end byte before which the last record begins; where the next split starts, or the end of the text
 */
public record Split(Position start, long end) implements Serializable {
    /** @throws IllegalArgumentException if the end is before the start */
    public Split {
        Objects.requireNonNull(start, "start");
        if (end < start.byteOffset()) {
            throw new IllegalArgumentException("A split ends at or after its start, got " + start + " and " + end);
        }
    }

    /** Bytes of text. */
    public long sizeInBytes() {
        return end - start.byteOffset();
    }
}
