package io.github.leat.core.record.internal;

import java.util.ArrayList;
import java.util.List;
import java.util.Locale;

/**
 * A date or time pattern such as {@code dd MMMM yyyy}, compiled to a list of steps over bytes.
 *
 * <p>Two-digit parts take exactly two digits; {@code d} and {@code M} one or two without leading zero, so that a text has one
 * reading only. Two digits of a year are 1969 to 2068. Month names are English, in any case. Thread-safe.
 */
public final class TemporalPattern {
    private static final long INVALID = NumberText.INVALID;
    private static final String[] MONTHS = {
        "january",
        "february",
        "march",
        "april",
        "may",
        "june",
        "july",
        "august",
        "september",
        "october",
        "november",
        "december"
    };

    private enum Part {
        YEAR,
        YEAR_OF_CENTURY,
        MONTH,
        MONTH_SHORT,
        MONTH_NAME,
        MONTH_ABBREVIATED,
        DAY,
        DAY_SHORT,
        HOUR,
        HOUR_SHORT,
        CLOCK_HOUR,
        CLOCK_HOUR_SHORT,
        MINUTE,
        SECOND,
        HALF_DAY,
        LITERAL
    }

    private record Step(Part part, byte literal) {}

    private final Step[] steps;

    private TemporalPattern(List<Step> steps) {
        this.steps = steps.toArray(Step[]::new);
    }

    /**
     * Compiles a pattern.
     *
     * @throws IllegalArgumentException if the pattern has a letter run that is not a part
     */
    public static TemporalPattern compile(String pattern) {
        List<Step> steps = new ArrayList<>();
        int i = 0;
        while (i < pattern.length()) {
            char c = pattern.charAt(i);
            int end = i;
            while (end < pattern.length() && pattern.charAt(end) == c) {
                end++;
            }
            if (Character.isLetter(c) && !(c == 'T' && end == i + 1)) {
                steps.add(new Step(part(pattern, pattern.substring(i, end)), (byte) 0));
                i = end;
            } else {
                steps.add(new Step(Part.LITERAL, (byte) c));
                i++;
            }
        }
        return new TemporalPattern(steps);
    }

    private static Part part(String pattern, String letters) {
        return switch (letters) {
            case "yyyy" -> Part.YEAR;
            case "yy" -> Part.YEAR_OF_CENTURY;
            case "MMMM" -> Part.MONTH_NAME;
            case "MMM" -> Part.MONTH_ABBREVIATED;
            case "MM" -> Part.MONTH;
            case "M" -> Part.MONTH_SHORT;
            case "dd" -> Part.DAY;
            case "d" -> Part.DAY_SHORT;
            case "HH" -> Part.HOUR;
            case "H" -> Part.HOUR_SHORT;
            case "hh" -> Part.CLOCK_HOUR;
            case "h" -> Part.CLOCK_HOUR_SHORT;
            case "a" -> Part.HALF_DAY;
            case "mm" -> Part.MINUTE;
            case "ss" -> Part.SECOND;
            default ->
                throw new IllegalArgumentException(
                        "\"" + letters + "\" in \"" + pattern
                                + "\" is no part of a pattern. Parts are yyyy, yy, MMMM, MMM, MM, M, dd, d, HH, H, hh, h, mm, ss and a.");
        };
    }

    /** The text as days since 1970-01-01, or invalid. */
    public long parseDate(byte[] b, int from, int to) {
        long micros = parseDateTime(b, from, to);
        return micros == INVALID ? INVALID : Math.floorDiv(micros, TemporalText.MICROS_PER_DAY);
    }

    /** The text as microseconds since 1970-01-01T00:00, or invalid; parts that the pattern lacks are midnight. */
    public long parseDateTime(byte[] b, int from, int to) {
        int year = 1970;
        int month = 1;
        int day = 1;
        int hour = 0;
        int minute = 0;
        int second = 0;
        int i = from;
        for (Step step : steps) {
            int width = width(step, b, i, to);
            if (width <= 0 || i + width > to) {
                return INVALID;
            }
            switch (step.part()) {
                case LITERAL -> {}
                case YEAR -> year = TemporalText.number(b, i, i + width);
                case YEAR_OF_CENTURY -> year = fullYear(TemporalText.number(b, i, i + width));
                case MONTH, MONTH_SHORT -> month = TemporalText.number(b, i, i + width);
                case MONTH_NAME, MONTH_ABBREVIATED -> month = monthOf(b, i, width, step.part() == Part.MONTH_NAME);
                case DAY, DAY_SHORT -> day = TemporalText.number(b, i, i + width);
                case HOUR, HOUR_SHORT -> hour = TemporalText.number(b, i, i + width);
                case CLOCK_HOUR, CLOCK_HOUR_SHORT -> hour = clockHour(TemporalText.number(b, i, i + width));
                case HALF_DAY -> hour = halfDay(hour, b, i);
                case MINUTE -> minute = TemporalText.number(b, i, i + width);
                case SECOND -> second = TemporalText.number(b, i, i + width);
            }
            i += width;
        }
        long epochDay = i == to ? TemporalText.epochDay(year, month, day) : INVALID;
        long micros = TemporalText.microsOfDay(hour, minute, second, 0);
        return epochDay == INVALID || micros == INVALID ? INVALID : epochDay * TemporalText.MICROS_PER_DAY + micros;
    }

    /** 00 to 68 are of this century, 69 to 99 of the last one, as POSIX reads two digits of a year (strptime, %y). */
    private static int fullYear(int twoDigits) {
        return twoDigits < 0 ? twoDigits : twoDigits < 69 ? 2000 + twoDigits : 1900 + twoDigits;
    }

    /** 12 is the first hour of its half; no other hour is out of 1 to 11. */
    private static int clockHour(int hour) {
        return hour == 12 ? 0 : hour < 1 || hour > 12 ? -1 : hour;
    }

    private static int halfDay(int hour, byte[] b, int i) {
        int first = b[i] | 0x20;
        boolean half = (first == 'a' || first == 'p') && (b[i + 1] | 0x20) == 'm';
        return !half || hour < 0 || hour > 11 ? -1 : first == 'p' ? hour + 12 : hour;
    }

    /** Bytes that the step takes, or 0 if it does not match. */
    private static int width(Step step, byte[] b, int i, int to) {
        return switch (step.part()) {
            case LITERAL -> i < to && b[i] == step.literal() ? 1 : 0;
            case YEAR -> 4;
            case YEAR_OF_CENTURY, MONTH, DAY, HOUR, CLOCK_HOUR, MINUTE, SECOND, HALF_DAY -> 2;
            case MONTH_ABBREVIATED -> 3;
            case MONTH_SHORT, DAY_SHORT, CLOCK_HOUR_SHORT -> i < to && b[i] == '0' ? 0 : shortWidth(b, i, to);
            case HOUR_SHORT -> shortWidth(b, i, to) == 2 && b[i] == '0' ? 0 : shortWidth(b, i, to);
            case MONTH_NAME -> {
                int end = i;
                while (end < to && (b[end] | 0x20) >= 'a' && (b[end] | 0x20) <= 'z') {
                    end++;
                }
                yield end - i;
            }
        };
    }

    private static int shortWidth(byte[] b, int i, int to) {
        return i >= to ? 0 : i + 1 < to && isDigit(b[i + 1]) ? 2 : 1;
    }

    private static boolean isDigit(byte b) {
        return b >= '0' && b <= '9';
    }

    private static int monthOf(byte[] b, int from, int width, boolean whole) {
        for (int m = 0; m < MONTHS.length; m++) {
            String name = MONTHS[m];
            if (whole ? name.length() == width : width == 3) {
                int k = 0;
                while (k < width && (b[from + k] | 0x20) == name.charAt(k)) {
                    k++;
                }
                if (k == width) {
                    return m + 1;
                }
            }
        }
        return -1;
    }

    /** Whether the pattern names a time of day. */
    public boolean hasTime() {
        for (Step step : steps) {
            if (step.part() == Part.MINUTE) {
                return true;
            }
        }
        return false;
    }

    @Override
    public String toString() {
        StringBuilder out = new StringBuilder();
        for (Step step : steps) {
            out.append(
                    step.part() == Part.LITERAL
                            ? String.valueOf((char) step.literal())
                            : step.part().name().toLowerCase(Locale.ROOT));
        }
        return out.toString();
    }
}
