package io.github.leat.core.csv.internal;

import java.lang.invoke.MethodHandles;
import java.lang.invoke.VarHandle;
import java.nio.ByteOrder;

/** Validates UTF-8: no overlong forms, no surrogates, nothing above U+10FFFF. ASCII is passed eight bytes at a time. */
public final class Utf8 {
    private static final VarHandle LONGS = MethodHandles.byteArrayViewVarHandle(long[].class, ByteOrder.LITTLE_ENDIAN);
    private static final long HIGH_BITS = 0x8080808080808080L;

    private Utf8() {}

    /** Index of the first byte of the first malformed sequence in {@code b[from, to)}, or {@code to} if there is none. */
    public static int firstInvalid(byte[] b, int from, int to) {
        return firstInvalid(b, from, to, to);
    }

    /**
     * Index of the first byte of the first malformed sequence that begins in {@code b[from, to)}, or an index of {@code to}
     * or more if there is none.
     *
     * @param end where the text ends: sequences may reach beyond {@code to}, not beyond this
     */
    static int firstInvalid(byte[] b, int from, int to, int end) {
        int i = from;
        while (i < to) {
            byte lead = b[i];
            if (lead >= 0) {
                i += i + 8 <= end ? asciiBytes((long) LONGS.get(b, i)) : 1;
            } else if ((lead & 0xE0) == 0xC0 && (lead & 0x1E) != 0 && i + 1 < end && isContinuation(b[i + 1])) {
                i += 2; // the common case: Latin, Greek, Cyrillic, Arabic
            } else {
                int length = sequence(b, i, end);
                if (length == 0) {
                    return i;
                }
                i += length;
            }
        }
        return i;
    }

    /**
     * Which of the bytes from {@code at} on must be continuations, the lowest bit for the first, because a sequence of two or three
     * bytes has begun in {@code b[from, at)}.
     */
    static long continuationsAt(byte[] b, int from, int at) {
        int last = at > from ? b[at - 1] & 0xFF : 0;
        int lastButOne = at - 1 > from ? b[at - 2] & 0xFF : 0;
        int expected = last >= 0xE0 ? 2 : last >= 0xC0 || lastButOne >= 0xE0 ? 1 : 0;
        return (1L << expected) - 1;
    }

    /** Where the sequence begins that {@code b[from, at)} ends with, be it whole or not; {@code at} if the last byte is ASCII. */
    static int lastSequence(byte[] b, int from, int at) {
        if (at == from || b[at - 1] >= 0) {
            return at;
        }
        int start = at - 1;
        while (start > from && start > at - 4 && isContinuation(b[start])) {
            start--;
        }
        return start;
    }

    /** How many bytes of the eight come before the first that is not ASCII. */
    private static int asciiBytes(long word) {
        return Long.numberOfTrailingZeros(word & HIGH_BITS) >>> 3;
    }

    /** Length of the valid multi-byte sequence at {@code i}, or 0. */
    private static int sequence(byte[] b, int i, int to) {
        int lead = b[i] & 0xFF;
        if (lead < 0xC2 || lead > 0xF4) {
            return 0;
        }
        if (lead < 0xE0) {
            return i + 1 < to && isContinuation(b[i + 1]) ? 2 : 0;
        }
        if (i + 2 >= to || !isContinuation(b[i + 1]) || !isContinuation(b[i + 2])) {
            return 0;
        }
        int second = b[i + 1] & 0xFF;
        if (lead < 0xF0) {
            boolean overlong = lead == 0xE0 && second < 0xA0;
            boolean surrogate = lead == 0xED && second > 0x9F;
            return overlong || surrogate ? 0 : 3;
        }
        boolean outOfRange = lead == 0xF0 ? second < 0x90 : lead == 0xF4 && second > 0x8F;
        return outOfRange || i + 3 >= to || !isContinuation(b[i + 3]) ? 0 : 4;
    }

    private static boolean isContinuation(byte b) {
        return (b & 0xC0) == 0x80;
    }
}
