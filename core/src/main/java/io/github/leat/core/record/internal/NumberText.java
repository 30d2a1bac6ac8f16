package io.github.leat.core.record.internal;

import java.lang.invoke.MethodHandles;
import java.lang.invoke.VarHandle;
import java.math.BigDecimal;
import java.nio.ByteOrder;
import java.nio.charset.StandardCharsets;

/**
 * Numbers from ASCII bytes, without Strings on the common paths.
 *
 * <p>Long and decimal parsers answer {@link #INVALID} for what they do not take; that makes {@code Long.MIN_VALUE} itself
 * unreadable as a LONG, which is left to the caller ({@link #isMinLong}). Doubles: up to 15 digits are an exact {@code long}
 * scaled by an exact power of ten, so one rounding (Clinger's fast path); everything else goes to the JDK, which is correct.
 */
public final class NumberText {
    /** No value. */
    public static final long INVALID = Long.MIN_VALUE;

    private static final VarHandle LONGS = MethodHandles.byteArrayViewVarHandle(long[].class, ByteOrder.LITTLE_ENDIAN);
    private static final long LOW_BITS = 0x7F7F7F7F7F7F7F7FL;
    private static final long ZEROS = 0x3030303030303030L;
    private static final long POINTS = 0x2E2E2E2E2E2E2E2EL;
    private static final double[] POWERS = {
        1e0, 1e1, 1e2, 1e3, 1e4, 1e5, 1e6, 1e7, 1e8, 1e9, 1e10, 1e11, 1e12, 1e13, 1e14, 1e15, 1e16, 1e17, 1e18, 1e19,
        1e20, 1e21, 1e22
    };
    private static final long[] TENS = new long[19];

    static {
        TENS[0] = 1;
        for (int i = 1; i < TENS.length; i++) {
            TENS[i] = TENS[i - 1] * 10;
        }
    }

    private NumberText() {}

    /** Ten to the power of 0 to 18. */
    public static long powerOfTen(int exponent) {
        return TENS[exponent];
    }

    /**
     * An integer. Canonical means that writing the value gives the same text: no plus, no leading zeros, no minus zero.
     *
     * @return the value, or {@link #INVALID}
     */
    public static long parseLong(byte[] b, int from, int to, boolean canonical) {
        int i = from;
        boolean negative = false;
        if (i < to && (b[i] == '-' || (b[i] == '+' && !canonical))) {
            negative = b[i] == '-';
            i++;
        }
        int digits = to - i;
        if (digits <= 0 || (canonical && b[i] == '0' && (digits > 1 || negative))) {
            return INVALID;
        }
        if (digits > 18) {
            return parseLongDigits(b, i, to, negative);
        }
        long value = digits(b, i, to);
        return value < 0 ? INVALID : negative ? -value : value;
    }

    private static long parseLongDigits(byte[] b, int from, int to, boolean negative) {
        int i = from;
        while (i < to && b[i] == '0') {
            i++;
        }
        if (to - i > 19) {
            return INVALID;
        }
        long value = 0;
        for (; i < to; i++) {
            int digit = b[i] - '0';
            if (digit < 0 || digit > 9 || value > (Long.MAX_VALUE - digit) / 10) {
                return INVALID;
            }
            value = value * 10 + digit;
        }
        return negative ? -value : value;
    }

    /** Whether the text is the one long that {@link #parseLong} cannot answer. */
    public static boolean isMinLong(byte[] b, int from, int to) {
        return to - from == 20 && "-9223372036854775808".equals(ascii(b, from, to));
    }

    /** Up to 18 digits as a number of 0 or more; below 0 if there is another byte among them. */
    private static long digits(byte[] b, int from, int to) {
        int size = to - from;
        if (size <= 8 && to >= 8) {
            long word = endOf((long) LONGS.get(b, to - 8), size);
            return areDigits(word) ? eightDigits(word) : -1;
        }
        int i = from;
        long value = 0;
        while (to - i >= 8) {
            long word = (long) LONGS.get(b, i);
            if (!areDigits(word)) {
                return -1;
            }
            value = value * 100_000_000 + eightDigits(word);
            i += 8;
        }
        for (; i < to; i++) {
            int digit = b[i] - '0';
            if (digit < 0 || digit > 9) {
                return -1;
            }
            value = value * 10 + digit;
        }
        return value;
    }

    /** The last bytes of a word; zeros in place of those before them. */
    private static long endOf(long word, int bytes) {
        long kept = -1L << ((8 - bytes) << 3);
        return (word & kept) | (ZEROS & ~kept);
    }

    private static long points(long word) {
        long x = word ^ POINTS;
        return ~(((x & LOW_BITS) + LOW_BITS) | x | LOW_BITS);
    }

    /** A word without the byte at an index: those before it move up, and another one comes in. */
    private static long without(long word, int index, long first) {
        int bit = index << 3;
        long after = word & (-1L << bit << 8);
        return after | ((word & ((1L << bit) - 1)) << 8) | first;
    }

    private static boolean areDigits(long word) {
        return (((word + 0x4646464646464646L) | (word - 0x3030303030303030L)) & 0x8080808080808080L) == 0;
    }

    private static long eightDigits(long word) {
        long pairs = ((word & 0x0F0F0F0F0F0F0F0FL) * 2561) >>> 8;
        long quads = ((pairs & 0x00FF00FF00FF00FFL) * 6553601) >>> 16;
        return ((quads & 0x0000FFFF0000FFFFL) * 42949672960001L) >>> 32;
    }

    /**
     * A decimal of at most 18 digits, as a whole number of units of the scale.
     *
     * @param canonical refuse leading zeros, a plus, minus zero, a bare point; trailing zeros are taken
     * @return the unscaled value, or {@link #INVALID} if the text is none or does not fit precision and scale
     */
    public static long parseUnscaled(byte[] b, int from, int to, int precision, int scale, boolean canonical) {
        int i = from;
        boolean negative = false;
        if (i < to && (b[i] == '-' || (b[i] == '+' && !canonical))) {
            negative = b[i] == '-';
            i++;
        }
        int start = i;
        long value = 0;
        int count = 0;
        int point = -1;
        for (; i < to; i++) {
            int digit = b[i] - '0';
            if (digit >= 0 && digit <= 9) {
                if (value != 0 || digit != 0) {
                    count++;
                    if (count > 18) {
                        return INVALID;
                    }
                }
                value = value * 10 + digit;
            } else if (b[i] == '.' && point < 0) {
                point = i;
            } else {
                return INVALID;
            }
        }
        int whole = (point < 0 ? to : point) - start;
        int fraction = point < 0 ? 0 : to - point - 1;
        if (whole + fraction == 0) {
            return INVALID;
        }
        if (canonical
                && (whole == 0
                        || (point >= 0 && fraction == 0)
                        || (b[start] == '0' && whole > 1)
                        || (negative && value == 0))) {
            return INVALID;
        }
        for (; fraction > scale; fraction--) {
            if (value % 10 != 0) {
                return INVALID;
            }
            value /= 10;
        }
        int grow = scale - fraction;
        if (value != 0 && (grow > 18 || value > (TENS[precision] - 1) / TENS[grow])) {
            return INVALID;
        }
        long unscaled = value == 0 ? 0 : value * TENS[grow];
        return negative ? -unscaled : unscaled;
    }

    /** Whether the text is a decimal that fits, of any precision up to 38; for those above 18 digits. */
    public static boolean isDecimal(byte[] b, int from, int to, int precision, int scale, boolean canonical) {
        int i = from;
        boolean negative = i < to && b[i] == '-';
        if (negative || (i < to && b[i] == '+' && !canonical)) {
            i++;
        }
        int start = i;
        int point = -1;
        int firstNonZero = -1;
        int lastNonZero = -1;
        for (; i < to; i++) {
            if (b[i] == '.' && point < 0) {
                point = i;
            } else if (b[i] < '0' || b[i] > '9') {
                return false;
            } else if (b[i] != '0') {
                firstNonZero = firstNonZero < 0 ? i : firstNonZero;
                lastNonZero = i;
            }
        }
        int wholeEnd = point < 0 ? to : point;
        int fraction = point < 0 ? 0 : to - point - 1;
        if (wholeEnd - start + fraction == 0) {
            return false;
        }
        if (canonical
                && (wholeEnd == start
                        || (point >= 0 && fraction == 0)
                        || (b[start] == '0' && wholeEnd - start > 1)
                        || (negative && firstNonZero < 0))) {
            return false;
        }
        int wholeDigits = firstNonZero < 0 || firstNonZero > wholeEnd ? 0 : wholeEnd - firstNonZero;
        int neededScale = lastNonZero <= wholeEnd ? 0 : lastNonZero - point;
        return neededScale <= scale && wholeDigits <= precision - scale;
    }

    /** The decimal that {@link #isDecimal} accepts. */
    public static BigDecimal toDecimal(byte[] b, int from, int to) {
        return new BigDecimal(ascii(b, from, to));
    }

    /**
     * A double, correctly rounded.
     *
     * @param canonical refuse what is not lossless: more digits than the double gives back, leading zeros, a plus, NaN, Infinity
     * @return the value's bits, or {@link #INVALID}, which no accepted number has (it is minus zero, accepted from no text)
     */
    public static long parseDouble(byte[] b, int from, int to, boolean canonical) {
        int i = from;
        boolean negative = false;
        if (i < to && (b[i] == '-' || (b[i] == '+' && !canonical))) {
            negative = b[i] == '-';
            i++;
        }
        int size = to - i;
        if (size < 1 || size > 16 || to < 16) {
            return anyDouble(b, from, to, canonical, i, negative);
        }
        // Sixteen bytes up to the end, without a branch on how many digits there are or where the point is.
        long high = size > 8 ? endOf((long) LONGS.get(b, to - 16), size - 8) : ZEROS;
        long low = size > 8 ? (long) LONGS.get(b, to - 8) : endOf((long) LONGS.get(b, to - 8), size);
        int point = -1;
        long lowPoint = points(low);
        if (lowPoint != 0) {
            int at = Long.numberOfTrailingZeros(lowPoint) >>> 3;
            point = to - 8 + at;
            low = without(low, at, high >>> 56);
            high = (high << 8) | '0';
        } else if (size > 8) {
            long highPoint = points(high);
            if (highPoint != 0) {
                int at = Long.numberOfTrailingZeros(highPoint) >>> 3;
                point = to - 16 + at;
                high = without(high, at, '0');
            }
        }
        if (!areDigits(low) || !areDigits(high)) {
            return slowDouble(b, from, to, canonical);
        }
        long value = eightDigits(low) + (size > 8 ? eightDigits(high) * 100_000_000 : 0);
        if (value >= TENS[15]) {
            return slowDouble(b, from, to, canonical);
        }
        return scaled(b, i, to, canonical, negative, value, point);
    }

    /** The same a byte at a time: for long texts, and those at the start of their array. */
    private static long anyDouble(byte[] b, int from, int to, boolean canonical, int start, boolean negative) {
        long value = 0;
        int count = 0;
        int point = -1;
        for (int i = start; i < to; i++) {
            int digit = b[i] - '0';
            if (digit >= 0 && digit <= 9) {
                if (count > 0 || digit != 0) {
                    count++;
                }
                if (count > 15) {
                    return slowDouble(b, from, to, canonical);
                }
                value = value * 10 + digit;
            } else if (b[i] == '.' && point < 0) {
                point = i;
            } else {
                return slowDouble(b, from, to, canonical);
            }
        }
        if (fraction(to, point) > 22) {
            return slowDouble(b, from, to, canonical);
        }
        return scaled(b, start, to, canonical, negative, value, point);
    }

    private static int fraction(int to, int point) {
        return point < 0 ? 0 : to - point - 1;
    }

    private static long scaled(
            byte[] b, int start, int to, boolean canonical, boolean negative, long value, int point) {
        int whole = (point < 0 ? to : point) - start;
        int fraction = fraction(to, point);
        if (whole + fraction == 0) {
            return INVALID;
        }
        if (canonical
                && (whole == 0
                        || (point >= 0 && fraction == 0)
                        || (b[start] == '0' && whole > 1)
                        || (negative && value == 0))) {
            return INVALID;
        }
        double result = fraction == 0 ? (double) value : value / POWERS[fraction];
        return Double.doubleToRawLongBits(negative && value != 0 ? -result : result);
    }

    private static long slowDouble(byte[] b, int from, int to, boolean canonical) {
        if (!isNumberShape(b, from, to, canonical)) {
            return INVALID;
        }
        String text = ascii(b, from, to);
        double value = Double.parseDouble(text);
        if (Double.isInfinite(value)) {
            return INVALID;
        }
        if (canonical && new BigDecimal(Double.toString(value)).compareTo(new BigDecimal(text)) != 0) {
            return INVALID;
        }
        return Double.doubleToRawLongBits(value == 0 ? 0.0 : value);
    }

    /** Sign, digits, point, digits, exponent of at most four digits: what both the JDK and databases read alike. */
    private static boolean isNumberShape(byte[] b, int from, int to, boolean canonical) {
        int i = from;
        if (i < to && (b[i] == '-' || (b[i] == '+' && !canonical))) {
            i++;
        }
        int start = i;
        while (i < to && b[i] >= '0' && b[i] <= '9') {
            i++;
        }
        int whole = i - start;
        int fraction = 0;
        if (i < to && b[i] == '.') {
            int from2 = ++i;
            while (i < to && b[i] >= '0' && b[i] <= '9') {
                i++;
            }
            fraction = i - from2;
            if (canonical && fraction == 0) {
                return false;
            }
        }
        if (whole + fraction == 0 || (canonical && (whole == 0 || (whole > 1 && b[start] == '0')))) {
            return false;
        }
        if (i < to && (b[i] == 'e' || b[i] == 'E')) {
            i++;
            if (i < to && (b[i] == '-' || b[i] == '+')) {
                i++;
            }
            int exponent = i;
            while (i < to && b[i] >= '0' && b[i] <= '9') {
                i++;
            }
            if (i == exponent || i - exponent > 4) {
                return false;
            }
        }
        return i == to;
    }

    private static String ascii(byte[] b, int from, int to) {
        return new String(b, from, to - from, StandardCharsets.ISO_8859_1);
    }
}
