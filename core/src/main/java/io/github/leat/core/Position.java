package io.github.leat.core;

import java.io.Serializable;
import java.util.Objects;

/**
 * A place in a source: the start of a record.
 *
 * <p>Immutable.
 *
 * @param source name of the source, as its {@code ByteSource} gives it
 * @param byteOffset bytes before this place, from 0, counted in the decompressed UTF-8 text; for plain UTF-8 files that is
 *     the offset in the file
 * @param line physical line number, from 1; a quoted field may span several lines
 * @param record number of the data record, from 1; 0 for a place before the first data record (preamble, header, HXL row)
 */
public record Position(String source, long byteOffset, long line, long record) implements Serializable {
    /** @throws IllegalArgumentException if an offset or the record number is below 0, or the line below 1 */
    public Position {
        Objects.requireNonNull(source, "source");
        if (byteOffset < 0 || line < 1 || record < 0) {
            throw new IllegalArgumentException("Position needs byteOffset >= 0, line >= 1 and record >= 0, got "
                    + byteOffset + ", " + line + ", " + record);
        }
    }

    /** The first byte of a source, before any record. */
    public static Position startOf(String source) {
        return new Position(source, 0, 1, 0);
    }

    /** {@code source:line (record r, byte b)}, the form every error uses. */
    @Override
    public String toString() {
        return source + ":" + line + " (record " + record + ", byte " + byteOffset + ")";
    }
}
