package io.github.leat.core.record.internal;

import java.lang.invoke.MethodHandles;
import java.lang.invoke.VarHandle;
import java.nio.ByteOrder;

/**
 * Short numbers, from the eight bytes that end where they end, or the sixteen.
 *
 * <p>Most numbers in tables have less than nine digits, and a point perhaps. Then one load has all of them, what stands before the
 * field is masked off, what stands before the point moves up to it, and three multiplications make eight digits a value at once.
 * Longer ones take that twice. Nothing branches on how many digits there are or on the sign, which no processor could foresee. What
 * is not of that form is {@link NumberText#INVALID} here and goes to {@link NumberText}, which has the last word; so these take less,
 * never more.
 */
final class WordNumbers {
    private static final VarHandle LONGS = MethodHandles.byteArrayViewVarHandle(long[].class, ByteOrder.LITTLE_ENDIAN);
    private static final long INVALID = NumberText.INVALID;
    private static final long HIGH_BITS = 0x8080808080808080L;
    private static final long LOW_BITS = 0x0101010101010101L;
    private static final long ZEROS = 0x3030303030303030L;
    /** A word of points, each less {@code '0'}. */
    private static final long POINTS = 0x2E2E2E2E2E2E2E2EL ^ ZEROS;

    /**
     * By a number of bytes, those that end a word. With 0 all do: so a sign without a digit, or a point with nothing behind it, stays,
     * and is found to be no digit.
     */
    private static final long[] LAST = new long[Long.BYTES + 1];
    /** Added to a byte up to 9, leaves its high bit clear; to one above up to 7 bits, sets it. */
    private static final long ABOVE_NINE = 0x7676767676767676L;
    /** The most digits that are exact as a double, whatever they are. */
    private static final int MOST_DIGITS = 15;
    /** The most digits of a fraction: with the point, they fill the word. */
    private static final int MOST_FRACTION = 7;
    /** Of what {@link #plain} answers. */
    private static final int VALUE_BIT = 4;

    private static final double[] POWERS = {1e0, 1e1, 1e2, 1e3, 1e4, 1e5, 1e6, 1e7};

    static {
        LAST[0] = -1;
        for (int bytes = 1; bytes <= Long.BYTES; bytes++) {
            LAST[bytes] = -1L << (Long.SIZE - (bytes << 3));
        }
    }

    private WordNumbers() {}

    /** An integer of up to sixteen bytes with its sign; if {@code canonical}, without leading zeros and not minus zero. */
    static long parseLong(byte[] b, int from, int to, boolean canonical) {
        int size = to - from;
        // One comparison for empty, for long, and for ends with marks, which are negative or far too large.
        if ((size - 1) >>> 3 != 0 || to < Long.BYTES) {
            return parseLongOfTwo(b, from, to, canonical);
        }
        int negative = minus(b[from]);
        long digits = word(b, to) & LAST[size - negative];
        if (isNoDigit(digits) || (canonical && size > 1 && b[from + negative] == '0')) {
            return INVALID;
        }
        return signed(eightDigits(digits), negative);
    }

    /** The same of nine bytes or more. */
    private static long parseLongOfTwo(byte[] b, int from, int to, boolean canonical) {
        int size = to - from;
        if ((size - 1) >>> 3 != 1 || to < 2 * Long.BYTES) {
            return INVALID;
        }
        int negative = minus(b[from]);
        long low = word(b, to);
        int more = size - negative - Long.BYTES;
        long high = more == 0 ? 0 : word(b, to - Long.BYTES) & LAST[more];
        if (isNoDigit(low) || isNoDigit(high) || (canonical && b[from + negative] == '0')) {
            return INVALID;
        }
        return signed(eightDigits(high) * 100_000_000 + eightDigits(low), negative);
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
        return signed(value * NumberText.powerOfTen(scale - fraction), (int) plain & 1);
    }

    /**
     * A number with or without a point.
     *
     * @return from {@link #VALUE_BIT} on the value without the point, below that how many digits follow the point, and in
     *     the lowest bit the sign; below 0 if the text is of another form
     */
    private static long plain(byte[] b, int from, int to, boolean canonical) {
        int size = to - from;
        if ((size - 1) >>> 3 != 0 || to < Long.BYTES) {
            return plainOfTwo(b, from, to, canonical);
        }
        int negative = minus(b[from]);
        long text = word(b, to) & LAST[size - negative];
        long points = points(text);
        long digits = text;
        int fraction = 0;
        int whole = size - negative;
        if (points != 0) {
            fraction = fraction(points);
            whole -= fraction + 1;
            // What stands before the point moves up to it; with nothing behind it, the point stays.
            long last = LAST[fraction];
            long moved = text << Byte.SIZE;
            digits = ((text ^ moved) & last) ^ moved;
        }
        if (whole <= 0 || isNoDigit(digits) || (canonical && whole > 1 && b[from + negative] == '0')) {
            return INVALID;
        }
        return packed(eightDigits(digits), fraction, negative);
    }

    /** The same of nine bytes or more: up to eight digits before the point, or up to fifteen without one, which are exact as a double. */
    private static long plainOfTwo(byte[] b, int from, int to, boolean canonical) {
        int size = to - from;
        if ((size - 1) >>> 3 != 1 || to < 2 * Long.BYTES) {
            return INVALID;
        }
        int negative = minus(b[from]);
        long word = word(b, to);
        long points = points(word);
        if (points == 0) {
            long whole = Math.abs(parseLongOfTwo(b, from, to, canonical));
            return whole < 0 || whole >= NumberText.powerOfTen(MOST_DIGITS) ? INVALID : packed(whole, 0, negative);
        }
        int fraction = fraction(points);
        int whole = size - negative - 1 - fraction;
        if ((whole - 1) >>> 3 != 0) {
            return INVALID;
        }
        long low = word & LAST[fraction];
        long high = word(b, to - fraction - 1) & LAST[whole];
        if (isNoDigit(low) || isNoDigit(high) || (canonical && whole > 1 && b[from + negative] == '0')) {
            return INVALID;
        }
        return packed(eightDigits(high) * NumberText.powerOfTen(fraction) + eightDigits(low), fraction, negative);
    }

    /** What {@link #plain} answers; not for a zero with a minus, whose sign {@link NumberText} drops. */
    private static long packed(long value, int fraction, int negative) {
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

    /** 1 for a minus, else 0. */
    private static int minus(byte first) {
        return (((first ^ '-') & 0xFF) - 1) >>> 31;
    }

    private static long signed(long value, int negative) {
        return (value ^ -negative) + negative;
    }

    /** How many bytes of a word follow the first point. */
    private static int fraction(long points) {
        return MOST_FRACTION - (Long.numberOfTrailingZeros(points) >>> 3);
    }

    private static boolean isNoDigit(long word) {
        return (((word + ABOVE_NINE) | word) & HIGH_BITS) != 0;
    }

    /** A bit for the first point and, perhaps, for bytes behind it; 0 if there is no point. */
    private static long points(long word) {
        long x = word ^ POINTS;
        return (x - LOW_BITS) & ~x & HIGH_BITS;
    }

    private static long eightDigits(long digits) {
        long pairs = (digits * 2561) >>> 8;
        long quads = ((pairs & 0x00FF00FF00FF00FFL) * 6553601) >>> 16;
        return ((quads & 0x0000FFFF0000FFFFL) * 42949672960001L) >>> 32;
    }
}
