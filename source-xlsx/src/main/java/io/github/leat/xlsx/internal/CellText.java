package io.github.leat.xlsx.internal;

import io.github.leat.xlsx.internal.NumberFormats.Format;
import java.math.BigDecimal;
import java.math.MathContext;
import java.math.RoundingMode;
import java.time.LocalDate;
import java.time.LocalTime;

/** Numbers of cells as texts: as a person sees them in the sheet, but without rounding for display, signs and currencies. */
final class CellText {
    /** Excel keeps and shows so many digits of a number (its specification, read 2026-11). */
    private static final MathContext DIGITS = new MathContext(15, RoundingMode.HALF_EVEN);

    private static final BigDecimal PLAIN_FROM = new BigDecimal("1E-15");
    private static final BigDecimal PLAIN_BELOW = new BigDecimal("1E+21");
    private static final BigDecimal MILLIS_PER_DAY = new BigDecimal(86_400_000);
    private static final long DAY = 86_400_000L;
    private static final int LEAP_DAY_1900 = 60;
    private static final int DAYS_1904 = 1462;
    /** 9999-12-31. */
    private static final int LAST_DAY = 2_958_465;

    private CellText() {}

    /**
     * A number as its format says.
     *
     * @param raw as the file has it
     * @param from1904 whether days are counted from 1904
     */
    static String of(String raw, Format format, boolean from1904) {
        BigDecimal value;
        try {
            value = new BigDecimal(raw.strip());
        } catch (NumberFormatException e) {
            return raw;
        }
        return switch (format.kind()) {
            case NUMBER -> number(raw.strip(), value, format.digits());
            case DURATION -> duration(value);
            case DATE, DATE_TIME, TIME -> moment(raw.strip(), value, format, from1904);
        };
    }

    private static String number(String raw, BigDecimal value, int digits) {
        if (raw.matches("-?\\d{1,30}")) {
            return raw.startsWith("-") || raw.length() >= digits ? raw : "0".repeat(digits - raw.length()) + raw;
        }
        BigDecimal shown = value.round(DIGITS);
        if (shown.signum() == 0) {
            return "0".repeat(Math.max(1, digits));
        }
        BigDecimal size = shown.abs();
        if (size.compareTo(PLAIN_FROM) < 0 || size.compareTo(PLAIN_BELOW) >= 0) {
            return shown.stripTrailingZeros().toString();
        }
        String text = shown.stripTrailingZeros().toPlainString();
        boolean pad = digits > text.length() && text.matches("\\d+");
        return pad ? "0".repeat(digits - text.length()) + text : text;
    }

    private static String duration(BigDecimal value) {
        long millis = millis(value.abs());
        long hours = millis / 3_600_000;
        return (value.signum() < 0 && millis > 0 ? "-" : "")
                + (hours < 10 ? "0" + hours : String.valueOf(hours))
                + String.format(":%02d:%02d", millis / 60_000 % 60, millis / 1000 % 60);
    }

    private static long millis(BigDecimal days) {
        return days.multiply(MILLIS_PER_DAY).setScale(0, RoundingMode.HALF_UP).longValue();
    }

    /** A day without the time of day is a date, whatever else the format shows; a time of day that is there is never dropped. */
    private static String moment(String raw, BigDecimal value, Format format, boolean from1904) {
        if (value.signum() < 0 || value.compareTo(BigDecimal.valueOf(LAST_DAY + 1L)) >= 0) {
            return number(raw, value, 0);
        }
        long millis = millis(value);
        long day = millis / DAY;
        long inDay = millis % DAY;
        // fractions of a second that the arithmetic of doubles leaves
        if (inDay % 1000 != 0 && (inDay % 1000 < 5 || inDay % 1000 > 994)) {
            inDay = (inDay + 500) / 1000 * 1000;
            day += inDay / DAY;
            inDay %= DAY;
        }
        boolean timeOnly = format.kind() == NumberFormats.Kind.TIME && day == 0;
        String clock = clock(inDay);
        if (timeOnly) {
            return clock;
        }
        String date = date(day, from1904).toString();
        return format.kind() == NumberFormats.Kind.DATE && inDay == 0 ? date : date + "T" + clock;
    }

    private static String clock(long millisOfDay) {
        LocalTime time = LocalTime.ofNanoOfDay(millisOfDay * 1_000_000);
        String text = String.format("%02d:%02d:%02d", time.getHour(), time.getMinute(), time.getSecond());
        long millis = millisOfDay % 1000;
        return millis == 0 ? text : text + String.format(".%03d", millis);
    }

    /** Day 60 of the years from 1900 is a 29 February that there never was; the days before it are one less far on. */
    private static LocalDate date(long day, boolean from1904) {
        long days = from1904 ? day + DAYS_1904 : day < LEAP_DAY_1900 ? day + 1 : day;
        return LocalDate.of(1899, 12, 30).plusDays(days);
    }
}
