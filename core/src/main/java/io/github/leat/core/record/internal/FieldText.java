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

    /**
     * Text after an opening quote, eight bytes at a time: what stands before the next quote is copied as it is. Words may
     * reach beyond the field, into what follows it in either array; what is copied too much there means nothing.
     */
    private static int decodeDoubled(byte[] bytes, int from, int to, int quote, byte[] target) {
        long pattern = ONES * quote;
        int in = from;
        int out = 0;
        while (in < to) {
            if (in + Long.BYTES > bytes.length || out + Long.BYTES > target.length) {
                return decodeEnd(bytes, in, to, quote, target, out);
            }
            long word = (long) LONGS.get(bytes, in);
            LONGS.set(target, out, word);
            long x = word ^ pattern;
            long found = ~(((x & LOW_BITS) + LOW_BITS) | x | LOW_BITS);
            if (found == 0) {
                in += Long.BYTES;
                out += Long.BYTES;
                continue;
            }
            int before = Long.numberOfTrailingZeros(found) >>> 3;
            in += before;
            out += before;
            if (in + 1 < to && bytes[in + 1] == quote) {
                in += 2;
                out++;
            } else {
                return in < to ? afterClosing(bytes, in + 1, to, target, out) : out + to - in;
            }
        }
        return out + to - in;
    }

    private static int afterClosing(byte[] bytes, int from, int to, byte[] target, int out) {
        System.arraycopy(bytes, from, target, out, to - from);
        return out + to - from;
    }

    /** The same a byte at a time, at the end of either array. */
    private static int decodeEnd(byte[] bytes, int from, int to, int quote, byte[] target, int written) {
        int in = from;
        int out = written;
        while (in < to) {
            byte b = bytes[in++];
            if (b == quote) {
                if (in == to || bytes[in] != quote) {
                    return afterClosing(bytes, in, to, target, out);
                }
                in++;
            }
            target[out++] = b;
        }
        return out;
    }
}
