package io.github.leat.core.record.internal;

import io.github.leat.core.record.CsvFormat.Escape;
import java.lang.invoke.MethodHandles;
import java.lang.invoke.VarHandle;
import java.nio.ByteOrder;

/**
 * Unescapes one field, by the rules of {@code docs/csv-interpretation.md}: a quote is special only as the first byte; inside
 * quotes two quotes stand for one; what follows the closing quote is kept as it is.
 */
public final class FieldText {
    private static final VarHandle LONGS = MethodHandles.byteArrayViewVarHandle(long[].class, ByteOrder.LITTLE_ENDIAN);
    private static final long LOW_BITS = 0x7F7F7F7F7F7F7F7FL;
    private static final long ONES = 0x0101010101010101L;

    private FieldText() {}

    /**
     * Writes the text of {@code bytes[from, to)} to {@code target}, which holds at least {@code to - from} bytes.
     *
     * @return the number of bytes written
     */
    public static int decode(byte[] bytes, int from, int to, int quote, Escape escape, byte[] target) {
        int out = 0;
        int i = from;
        boolean backslash = escape == Escape.BACKSLASH;
        if (i < to && bytes[i] == quote) {
            i++;
            if (!backslash) {
                return decodeDoubled(bytes, i, to, quote, target);
            }
            while (i < to) {
                byte b = bytes[i++];
                if (backslash && b == '\\' && i < to) {
                    target[out++] = bytes[i++];
                } else if (b != quote) {
                    target[out++] = b;
                } else if (i < to && bytes[i] == quote) {
                    target[out++] = b;
                    i++;
                } else {
                    break;
                }
            }
        }
        while (i < to) {
            byte b = bytes[i++];
            target[out++] = backslash && b == '\\' && i < to ? bytes[i++] : b;
        }
        return out;
    }

    /** Text after an opening quote, eight bytes at a time: what stands before the next quote is copied as it is. */
    private static int decodeDoubled(byte[] bytes, int from, int to, int quote, byte[] target) {
        long pattern = ONES * quote;
        int in = from;
        int out = 0;
        while (true) {
            int words = Math.min(to - in, target.length - out) - Long.BYTES;
            int start = in;
            int shift = out - in;
            long found = 0;
            while (in - start <= words) {
                long word = (long) LONGS.get(bytes, in);
                LONGS.set(target, in + shift, word);
                long x = word ^ pattern;
                found = ~(((x & LOW_BITS) + LOW_BITS) | x | LOW_BITS);
                if (found != 0) {
                    in += Long.numberOfTrailingZeros(found) >>> 3;
                    break;
                }
                in += Long.BYTES;
            }
            if (found == 0) {
                while (in < to && bytes[in] != quote) {
                    target[in + shift] = bytes[in];
                    in++;
                }
            }
            out = in + shift;
            if (in + 1 >= to) {
                return out;
            }
            if (bytes[in + 1] != quote) {
                System.arraycopy(bytes, in + 1, target, out, to - in - 1);
                return out + to - in - 1;
            }
            target[out++] = (byte) quote;
            in += 2;
        }
    }
}
