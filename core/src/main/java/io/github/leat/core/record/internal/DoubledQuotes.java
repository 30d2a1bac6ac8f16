package io.github.leat.core.record.internal;

import java.lang.invoke.MethodHandles;
import java.lang.invoke.VarHandle;
import java.nio.ByteOrder;

/**
 * Takes doubled quotes out of a well-formed field, 64 bytes at a time.
 *
 * <p>The quotes of 64 bytes are found at once, without a branch; between them 64 bytes are copied whether there are so many or
 * not, since a loop of the right length costs more in wrong guesses than the bytes do. So both arrays need {@link #SLACK} bytes
 * behind what counts, and what is left there means nothing.
 *
 * <p>{@link #take} is written out in full to be above the size up to which the JVM's compiler inlines what is often called (325
 * bytes of code): within {@code getSlice} it would keep that from being inlined where fields are read, which costs more.
 */
final class DoubledQuotes {
    /** Bytes that are read and written too far, at most. */
    static final int SLACK = 2 * Long.SIZE + Long.BYTES;

    /** The field is not well-formed. */
    static final int MALFORMED = -1;

    private static final VarHandle LONGS = MethodHandles.byteArrayViewVarHandle(long[].class, ByteOrder.LITTLE_ENDIAN);
    private static final long LOW_BITS = 0x7F7F7F7F7F7F7F7FL;
    private static final long ONES = 0x0101010101010101L;

    /** Gathers the highest bits of eight bytes in the highest byte of the product. */
    private static final long GATHER = 0x0002040810204081L;

    private DoubledQuotes() {}

    /**
     * Writes the text of the enclosed field {@code bytes[from, to)}, quotes at its ends included, to the start of {@code
     * target}.
     *
     * @return the number of bytes written, or {@link #MALFORMED} if a quote within the field stands alone or none ends it
     */
    static int take(byte[] bytes, int from, int to, int quote, byte[] target) {
        long pattern = ONES * quote;
        int end = to - 1;
        int segment = from + 1;
        int out = 0;
        for (int base = segment; base < end; base += Long.SIZE) {
            long quotes = equal((long) LONGS.get(bytes, base), pattern)
                    | equal((long) LONGS.get(bytes, base + 8), pattern) << 8
                    | equal((long) LONGS.get(bytes, base + 16), pattern) << 16
                    | equal((long) LONGS.get(bytes, base + 24), pattern) << 24
                    | equal((long) LONGS.get(bytes, base + 32), pattern) << 32
                    | equal((long) LONGS.get(bytes, base + 40), pattern) << 40
                    | equal((long) LONGS.get(bytes, base + 48), pattern) << 48
                    | equal((long) LONGS.get(bytes, base + 56), pattern) << 56;
            long left = quotes & (-1L >>> Math.max(0, Long.SIZE - (end - base)));
            if (segment > base) {
                left &= -1L << (segment - base);
            }
            while (left != 0) {
                int at = base + Long.numberOfTrailingZeros(left);
                if (at + 1 >= end || bytes[at + 1] != quote) {
                    return MALFORMED;
                }
                int length = at + 1 - segment;
                LONGS.set(target, out, (long) LONGS.get(bytes, segment));
                LONGS.set(target, out + 8, (long) LONGS.get(bytes, segment + 8));
                LONGS.set(target, out + 16, (long) LONGS.get(bytes, segment + 16));
                LONGS.set(target, out + 24, (long) LONGS.get(bytes, segment + 24));
                LONGS.set(target, out + 32, (long) LONGS.get(bytes, segment + 32));
                LONGS.set(target, out + 40, (long) LONGS.get(bytes, segment + 40));
                LONGS.set(target, out + 48, (long) LONGS.get(bytes, segment + 48));
                LONGS.set(target, out + 56, (long) LONGS.get(bytes, segment + 56));
                for (int i = Long.SIZE; i < length; i += Long.BYTES) {
                    LONGS.set(target, out + i, (long) LONGS.get(bytes, segment + i));
                }
                out += length;
                segment = at + 2;
                left &= left - 1;
                left &= left - 1;
            }
        }
        if (bytes[end] != quote || end <= from) {
            return MALFORMED;
        }
        copy(bytes, segment, target, out, end - segment);
        return out + end - segment;
    }

    /**
     * The same where it is known which quotes to leave out, so that none has to be looked for.
     *
     * @param doubled ascending; the first of the field at {@code first}, behind the last a larger number than {@code to}
     */
    static int take(byte[] bytes, int from, int to, int[] doubled, int first, byte[] target) {
        int segment = from + 1;
        int out = 0;
        int next = first;
        for (int at = doubled[next]; at < to; at = doubled[++next]) {
            copy(bytes, segment, target, out, at - segment);
            out += at - segment;
            segment = at + 1;
        }
        copy(bytes, segment, target, out, to - 1 - segment);
        return out + to - 1 - segment;
    }

    private static void copy(byte[] bytes, int from, byte[] target, int to, int length) {
        LONGS.set(target, to, (long) LONGS.get(bytes, from));
        LONGS.set(target, to + 8, (long) LONGS.get(bytes, from + 8));
        LONGS.set(target, to + 16, (long) LONGS.get(bytes, from + 16));
        LONGS.set(target, to + 24, (long) LONGS.get(bytes, from + 24));
        LONGS.set(target, to + 32, (long) LONGS.get(bytes, from + 32));
        LONGS.set(target, to + 40, (long) LONGS.get(bytes, from + 40));
        LONGS.set(target, to + 48, (long) LONGS.get(bytes, from + 48));
        LONGS.set(target, to + 56, (long) LONGS.get(bytes, from + 56));
        for (int i = Long.SIZE; i < length; i += Long.BYTES) {
            LONGS.set(target, to + i, (long) LONGS.get(bytes, from + i));
        }
    }

    private static long equal(long word, long pattern) {
        long x = word ^ pattern;
        return ((~(((x & LOW_BITS) + LOW_BITS) | x) & ~LOW_BITS) * GATHER) >>> 56;
    }
}
