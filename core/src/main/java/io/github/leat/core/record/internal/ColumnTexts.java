package io.github.leat.core.record.internal;

import io.github.leat.core.record.ByteSlice;
import java.io.ByteArrayOutputStream;
import java.util.Arrays;

/**
 * The texts of one column that are not fields as they were read: trimmed, replaced by NULL, computed.
 *
 * <p>Owned by the batch; never changed after it is built.
 */
public final class ColumnTexts {
    private static final int NULL = -1;

    final byte[] bytes;
    /** By record of the chunk; {@link #NULL} for NULL, also where no record of the batch is. */
    final int[] starts;

    final int[] ends;

    private ColumnTexts(byte[] bytes, int[] starts, int[] ends) {
        this.bytes = bytes;
        this.starts = starts;
        this.ends = ends;
    }

    /** The same text in every record. */
    public static ColumnTexts constant(byte[] text, int records) {
        int[] ends = new int[records];
        Arrays.fill(ends, text.length);
        return new ColumnTexts(text, new int[records], ends);
    }

    boolean isNull(int row) {
        return starts[row] == NULL;
    }

    void point(ByteSlice slice, int row) {
        int start = starts[row];
        if (start == NULL) {
            slice.set(bytes, 0, 0);
        } else {
            slice.set(bytes, start, ends[row] - start);
        }
    }

    /** Collects texts record by record; what is not set is NULL. Used by one thread. */
    public static final class Builder {
        private final Bytes bytes = new Bytes();
        private final int[] starts;
        private final int[] ends;

        /** @param records of the chunk */
        public Builder(int records) {
            starts = new int[records];
            ends = new int[records];
            Arrays.fill(starts, NULL);
        }

        /** Sets the text of a record of the chunk. */
        public void set(int row, byte[] source, int offset, int length) {
            starts[row] = bytes.size();
            bytes.write(source, offset, length);
            ends[row] = bytes.size();
        }

        /** Makes a record of the chunk NULL again. */
        public void setNull(int row) {
            starts[row] = NULL;
        }

        /** The texts; the builder is not to be used any more. */
        public ColumnTexts build() {
            return new ColumnTexts(bytes.shared(), starts, ends);
        }
    }

    /** Gives its array away without copying it. */
    private static final class Bytes extends ByteArrayOutputStream {
        byte[] shared() {
            return buf;
        }
    }
}
