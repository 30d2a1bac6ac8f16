package io.github.leat.redshift.internal;

import java.lang.invoke.MethodHandles;
import java.lang.invoke.VarHandle;
import java.nio.ByteOrder;

/** Looks for bytes that mean something in CSV, eight at a time: texts are most of what is written. */
final class CsvBytes {
    private static final VarHandle WORDS = MethodHandles.byteArrayViewVarHandle(long[].class, ByteOrder.LITTLE_ENDIAN);
    private static final long ONES = 0x0101010101010101L;
    private static final long HIGH = 0x8080808080808080L;
    private static final long QUOTES = '"' * ONES;
    private static final long COMMAS = ',' * ONES;
    private static final long FEEDS = '\n' * ONES;
    private static final long RETURNS = '\r' * ONES;

    private CsvBytes() {}

    /** The high bits of bytes that are 0; the lowest one is right, those above it may be there without reason. */
    private static long zeros(long word) {
        return (word - ONES) & ~word & HIGH;
    }

    /** Whether there is neither comma nor quote nor line end. */
    static boolean isPlain(byte[] bytes, int from, int to) {
        int at = from;
        for (; at + Long.BYTES <= to; at += Long.BYTES) {
            long word = (long) WORDS.get(bytes, at);
            if ((zeros(word ^ QUOTES) | zeros(word ^ COMMAS) | zeros(word ^ FEEDS) | zeros(word ^ RETURNS)) != 0) {
                return false;
            }
        }
        for (; at < to; at++) {
            byte b = bytes[at];
            if (b == '"' || b == ',' || b == '\n' || b == '\r') {
                return false;
            }
        }
        return true;
    }

    /** Index of the first quote; {@code to} if there is none. */
    static int quote(byte[] bytes, int from, int to) {
        int at = from;
        for (; at + Long.BYTES <= to; at += Long.BYTES) {
            long found = zeros((long) WORDS.get(bytes, at) ^ QUOTES);
            if (found != 0) {
                return at + Long.numberOfTrailingZeros(found) / Byte.SIZE;
            }
        }
        while (at < to && bytes[at] != '"') {
            at++;
        }
        return at;
    }
}
