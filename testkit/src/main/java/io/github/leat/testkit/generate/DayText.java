package io.github.leat.testkit.generate;

import java.nio.charset.StandardCharsets;
import java.time.LocalDate;

/** The text of a day; made again only when the day changes. */
final class DayText {
    private static final String[] MONTHS = {
        "January",
        "February",
        "March",
        "April",
        "May",
        "June",
        "July",
        "August",
        "September",
        "October",
        "November",
        "December"
    };

    private long epochDay = Long.MIN_VALUE;
    private int year;
    private byte[] iso = new byte[0];
    private byte[] padded = new byte[0];
    private byte[] spoken = new byte[0];

    void set(long newEpochDay) {
        if (newEpochDay == epochDay) {
            return;
        }
        epochDay = newEpochDay;
        LocalDate date = LocalDate.ofEpochDay(newEpochDay);
        year = date.getYear();
        String day = String.valueOf(date.getDayOfMonth());
        String monthAndYear = " " + MONTHS[date.getMonthValue() - 1] + " " + year;
        iso = ascii(date.toString());
        padded = ascii((day.length() < 2 ? "0" : "") + day + monthAndYear);
        spoken = ascii(day + monthAndYear);
    }

    long epochDay() {
        return epochDay;
    }

    int year() {
        return year;
    }

    /** {@code 2020-11-07}. */
    byte[] iso() {
        return iso;
    }

    /** {@code 07 November 2020}. */
    byte[] padded() {
        return padded;
    }

    /** {@code 7 November 2020}. */
    byte[] spoken() {
        return spoken;
    }

    private static byte[] ascii(String text) {
        return text.getBytes(StandardCharsets.US_ASCII);
    }
}
