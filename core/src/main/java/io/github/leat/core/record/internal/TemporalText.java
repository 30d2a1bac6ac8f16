package io.github.leat.core.record.internal;

import java.lang.invoke.MethodHandles;
import java.lang.invoke.VarHandle;
import java.nio.ByteOrder;

/**
 * ISO dates and times from ASCII bytes, by arithmetic. What is not exactly of the form is {@link NumberText#INVALID}.
 *
 * <p>Years have four digits; times have hours and minutes, perhaps seconds, perhaps up to six digits of fraction.
 */
public final class TemporalText {
    /** Microseconds in a day. */
    public static final long MICROS_PER_DAY = 86_400_000_000L;

    private static final long INVALID = NumberText.INVALID;
    private static final VarHandle LONGS = MethodHandles.byteArrayViewVarHandle(long[].class, ByteOrder.LITTLE_ENDIAN);
    private static final long HIGH_BITS = 0x8080808080808080L;
    /** The last eight bytes of a date, with zeros for digits: 00-00-00. */
    private static final long DATE_FORM = 0x30302D30302D3030L;
    /** Added to what differs from that, sets the high bit of what is no digit, or no hyphen. */
    private static final long DATE_LIMIT = 0x76767F76767F7676L;

    private static final int[] FRACTION_SCALE = {1_000_000, 100_000, 10_000, 1_000, 100, 10, 1};

    private TemporalText() {}

    /** {@code yyyy-MM-dd} as days since 1970-01-01. */
    public static long parseDate(byte[] b, int from, int to) {
        if (to - from != 10) {
            return INVALID;
        }
        long rest = (long) LONGS.get(b, to - Long.BYTES) ^ DATE_FORM;
        int first = b[from] - '0';
        int second = b[from + 1] - '0';
        if (first < 0 || first > 9 || second < 0 || second > 9 || (((rest + DATE_LIMIT) | rest) & HIGH_BITS) != 0) {
            return INVALID;
        }
        int year = first * 1000 + second * 100 + (int) (rest & 0xF) * 10 + (int) (rest >>> 8 & 0xF);
        int month = (int) (rest >>> 24 & 0xF) * 10 + (int) (rest >>> 32 & 0xF);
        int day = (int) (rest >>> 48 & 0xF) * 10 + (int) (rest >>> 56);
        return epochDay(year, month, day);
    }

    /** {@code HH:mm}, {@code HH:mm:ss} or {@code HH:mm:ss.ffffff} as microseconds of the day. */
    public static long parseTime(byte[] b, int from, int to) {
        int length = to - from;
        if (length < 5 || b[from + 2] != ':') {
            return INVALID;
        }
        int hour = number(b, from, from + 2);
        int minute = number(b, from + 3, from + 5);
        int second = 0;
        long fraction = 0;
        if (length > 5) {
            if (length < 8 || b[from + 5] != ':') {
                return INVALID;
            }
            second = number(b, from + 6, from + 8);
            if (length > 8) {
                int digits = length - 9;
                if (b[from + 8] != '.' || digits < 1 || digits > 6) {
                    return INVALID;
                }
                fraction = number(b, from + 9, to);
                if (fraction < 0) {
                    return INVALID;
                }
                fraction *= FRACTION_SCALE[digits];
            }
        }
        return microsOfDay(hour, minute, second, fraction);
    }

    /** A date, {@code T} or a blank, and a time, as microseconds since 1970-01-01T00:00. */
    public static long parseDateTime(byte[] b, int from, int to) {
        if (to - from < 16 || (b[from + 10] != 'T' && b[from + 10] != ' ')) {
            return INVALID;
        }
        long day = parseDate(b, from, from + 10);
        long micros = day == INVALID ? INVALID : parseTime(b, from + 11, to);
        return micros == INVALID ? INVALID : day * MICROS_PER_DAY + micros;
    }

    /**
     * A date and time with {@code Z}, {@code UTC}, {@code GMT}, {@code ±HH:mm}, {@code ±HHmm} or {@code ±HH}, perhaps after a
     * blank, as microseconds since the epoch.
     */
    public static long parseInstant(byte[] b, int from, int to) {
        if (to - from < 17) {
            return INVALID;
        }
        if (b[to - 1] == 'Z') {
            return parseDateTime(b, from, b[to - 2] == ' ' ? to - 2 : to - 1);
        }
        if (isName(b, to, 'U', 'T', 'C') || isName(b, to, 'G', 'M', 'T')) {
            return parseDateTime(b, from, b[to - 4] == ' ' ? to - 4 : to - 3);
        }
        int sign = -1;
        for (int i = to - 3; i >= to - 6 && i >= from + 16; i--) {
            if (b[i] == '+' || b[i] == '-') {
                sign = i;
                break;
            }
        }
        if (sign < 0) {
            return INVALID;
        }
        int length = to - sign - 1;
        int hours = number(b, sign + 1, sign + 3);
        int minutes = 0;
        if (length == 5 && b[sign + 3] == ':') {
            minutes = number(b, sign + 4, to);
        } else if (length == 4) {
            minutes = number(b, sign + 3, to);
        } else if (length != 2) {
            return INVALID;
        }
        if (hours < 0 || hours > 18 || minutes < 0 || minutes > 59) {
            return INVALID;
        }
        long local = parseDateTime(b, from, b[sign - 1] == ' ' ? sign - 1 : sign);
        long offset = (hours * 60L + minutes) * 60_000_000L;
        return local == INVALID ? INVALID : b[sign] == '-' ? local + offset : local - offset;
    }

    private static boolean isName(byte[] b, int to, char first, char second, char third) {
        return b[to - 3] == first && b[to - 2] == second && b[to - 1] == third;
    }

    /** Digits as a number, or -1; at most nine of them. */
    static int number(byte[] b, int from, int to) {
        int value = 0;
        for (int i = from; i < to; i++) {
            int digit = b[i] - '0';
            if (digit < 0 || digit > 9) {
                return -1;
            }
            value = value * 10 + digit;
        }
        return value;
    }

    static long microsOfDay(int hour, int minute, int second, long fraction) {
        if (hour < 0 || hour > 23 || minute < 0 || minute > 59 || second < 0 || second > 59) {
            return INVALID;
        }
        return ((hour * 60L + minute) * 60 + second) * 1_000_000L + fraction;
    }

    /** Days since 1970-01-01 in the proleptic ISO calendar, or invalid if there is no such day or the year is not 0 to 9999. */
    static long epochDay(int year, int month, int day) {
        if (year < 0 || month < 1 || month > 12 || day < 1 || (day > 28 && day > lengthOfMonth(year, month))) {
            return INVALID;
        }
        int y = month <= 2 ? year - 1 : year;
        int era = Math.floorDiv(y, 400);
        int yearOfEra = y - era * 400;
        int dayOfYear = (153 * (month + (month > 2 ? -3 : 9)) + 2) / 5 + day - 1;
        int dayOfEra = yearOfEra * 365 + yearOfEra / 4 - yearOfEra / 100 + dayOfYear;
        return era * 146_097L + dayOfEra - 719_468L;
    }

    private static int lengthOfMonth(int year, int month) {
        return switch (month) {
            case 2 -> year % 4 == 0 && (year % 100 != 0 || year % 400 == 0) ? 29 : 28;
            case 4, 6, 9, 11 -> 30;
            default -> 31;
        };
    }
}
