package io.github.leat.core.record.internal;

import java.lang.invoke.MethodHandles;
import java.lang.invoke.VarHandle;
import java.nio.ByteOrder;

/**
 * Short numbers, from the eight bytes that end where they end.
 *
 * <p>Most numbers in tables have less than nine digits before and after the point. Then one load has all of them, what stands
 * before the field is masked off, and three multiplications make eight digits a value at once. Nothing branches on how long a
 * number is or on its sign, which no processor could foresee. What is not of that form is {@link NumberText#INVALID} here and
 * goes to {@link NumberText}, which has the last word; so these take less, never more.
 */
final class WordNumbers {
    private static final VarHandle LONGS = MethodHandles.byteArrayViewVarHandle(long[].class, ByteOrder.LITTLE_ENDIAN);
    private static final long INVALID = NumberText.INVALID;
    private static final long HIGH_BITS = 0x8080808080808080L;
    private static final long ZEROS = 0x3030303030303030L;
    /** A word of points, each less {@code '0'}, and a minus. */
    private static final long POINTS = 0x2E2E2E2E2E2E2E2EL ^ ZEROS;

    private static final int MINUS = '-' ^ '0';
    /** Added to a byte up to 9, leaves its high bit clear; to one above up to 7 bits, sets it. */
    private static final long ABOVE_NINE = 0x7676767676767676L;
    /** The most digits of a fraction: with the point, they fill the word. */
    private static final int MOST_FRACTION = 7;
    /** Of what {@link #plain} answers. */
    private static final int VALUE_BIT = 4;

    private static final double[] POWERS = {1e0, 1e1, 1e2, 1e3, 1e4, 1e5, 1e6, 1e7};

    private WordNumbers() {}

    /** An integer of up to eight bytes with its sign; if {@code canonical}, without leading zeros and not minus zero. */
    static long parseLong(byte[] b, int from, int to, boolean canonical) {
        int size = to - from;
        // One comparison for empty, for long, and for ends with marks, which are negative or far too large.
        if ((size - 1) >>> 3 != 0 || to < Long.BYTES) {
            return INVALID;
        }
        long word = word(b, to);
        int shift = Long.SIZE - (size << 3);
        int negative = minus(word, shift);
        shift += negative << 3;
        long digits = from(word, shift);
        if (isNoDigit(digits) || (canonical && size > 1 && leads(digits, shift))) {
            return INVALID;
        }
        return (eightDigits(digits) ^ -negative) + negative;
    }

    /** The same as the bits of a double, with up to seven digits after a point. */
    static long parseDouble(byte[] b, int from, int to, boolean canonical) {
        long plain = plain(b, from, to, canonical);
        if (plain < 0) {
            return INVALID;
        }
        // At most fifteen digits and an exact power of ten: one rounding, as in Clinger's fast path.
        double value = (double) (plain >>> VALUE_BIT) / POWERS[(int) (plain >>> 1) & MOST_FRACTION];
        return Double.doubleToRawLongBits(value) ^ (plain << 63);
    }

    /**
     * The same as units of a scale.
     *
     * @param limits for each number of digits after the point the largest value without the point that fits
     */
    static long parseUnscaled(byte[] b, int from, int to, int scale, long[] limits, boolean canonical) {
        long plain = plain(b, from, to, canonical);
        if (plain < 0) {
            return INVALID;
        }
        int fraction = (int) (plain >>> 1) & MOST_FRACTION;
        long value = plain >>> VALUE_BIT;
        if (fraction > scale || value > limits[fraction]) {
            return INVALID;
        }
        long negative = plain & 1;
        return ((value * NumberText.powerOfTen(scale - fraction)) ^ -negative) + negative;
    }

    /**
     * A number with or without a point.
     *
     * @return from {@link #VALUE_BIT} on the value without the point, below that how many digits follow the point, and in
     *     the lowest bit the sign; below 0 if the text is of another form
     */
    private static long plain(byte[] b, int from, int to, boolean canonical) {
        int size = to - from;
        if ((size - 1) >>> 4 != 0 || to < 2 * Long.BYTES) {
            return INVALID;
        }
        long word = word(b, to);
        long points = points(from(word, Math.max(0, Long.SIZE - (size << 3))));
        if (points == 0) {
            long whole = parseLong(b, from, to, canonical);
            return whole == INVALID ? INVALID : (Math.abs(whole) << VALUE_BIT) | (whole >>> 63);
        }
        int fraction = MOST_FRACTION - (Long.numberOfTrailingZeros(points) >>> 3);
        int wholeSize = size - 1 - fraction;
        if ((wholeSize - 1) >>> 3 != 0 || fraction == 0) {
            return INVALID;
        }
        long low = from(word, Long.SIZE - (fraction << 3));
        long wholeWord = word(b, to - fraction - 1);
        int shift = Long.SIZE - (wholeSize << 3);
        int negative = minus(wholeWord, shift);
        shift += negative << 3;
        long high = from(wholeWord, shift);
        if (isNoDigit(low) || isNoDigit(high) || (canonical && wholeSize - negative > 1 && leads(high, shift))) {
            return INVALID;
        }
        long value = eightDigits(high) * NumberText.powerOfTen(fraction) + eightDigits(low);
        return value == 0 && negative != 0 ? INVALID : (value << VALUE_BIT) | ((long) fraction << 1) | negative;
    }

    /** The limits that {@link #parseUnscaled} needs. */
    static long[] limits(int precision, int scale) {
        long[] limits = new long[MOST_FRACTION + 1];
        for (int fraction = 0; fraction <= Math.min(scale, MOST_FRACTION); fraction++) {
            limits[fraction] = (NumberText.powerOfTen(precision) - 1) / NumberText.powerOfTen(scale - fraction);
        }
        return limits;
    }

    /** The eight bytes up to an index, each less {@code '0'}: then digits are what they say, and nothing is zeros. */
    private static long word(byte[] b, int to) {
        return (long) LONGS.get(b, to - Long.BYTES) ^ ZEROS;
    }

    /** 1 if the byte at a bit is a minus, else 0. */
    private static int minus(long word, int bit) {
        return ((((int) (word >>> bit) & 0xFF) ^ MINUS) - 1) >>> 31;
    }

    /** The word from a bit on, with nothing before; all of it if that is bit 64: then it has no digit, but a minus. */
    private static long from(long word, int bit) {
        return word >>> bit << bit;
    }

    /** Whether the first digit, at a bit, is a zero. */
    private static boolean leads(long digits, int bit) {
        return (digits >>> bit & 0xFF) == 0;
    }

    private static boolean isNoDigit(long word) {
        return (((word + ABOVE_NINE) | word) & HIGH_BITS) != 0;
    }

    private static long points(long word) {
        long x = word ^ POINTS;
        return ~(((x & ~HIGH_BITS) + ~HIGH_BITS) | x | ~HIGH_BITS);
    }

    private static long eightDigits(long digits) {
        long pairs = (digits * 2561) >>> 8;
        long quads = ((pairs & 0x00FF00FF00FF00FFL) * 6553601) >>> 16;
        return ((quads & 0x0000FFFF0000FFFFL) * 42949672960001L) >>> 32;
    }
}
