package io.github.leat.core;

/**
 * A place in a source: where a record starts.
 *
 * @param line the line, counted from 1
 * @param record the record, counted from 1
 * @param byteOffset the bytes before it, from 0
 */
public record Position(long line, long record, long byteOffset) {
    /** The start of every source. */
    public static final Position START = new Position(1, 1, 0);

    /**
     * Checks the bounds.
     *
     * @throws IllegalArgumentException if {@code line} or {@code record} is below 1 or {@code byteOffset} below 0
     */
    public Position {
        if (line < 1 || record < 1 || byteOffset < 0) {
            throw new IllegalArgumentException(
                    "line and record count from 1 and byteOffset from 0: " + line + ", " + record + ", " + byteOffset);
        }
    }
}
