package io.github.leat.rds.internal.mysql;

import io.github.leat.core.record.RecordCursor;
import io.github.leat.core.schema.ColumnType;
import java.math.BigDecimal;
import java.time.LocalDate;
import java.time.LocalDateTime;
import java.time.LocalTime;
import java.time.ZoneOffset;

/** Values as the server reads them in a statement. */
final class Values {
    private static final long MICROS = 1_000_000;
    private static final int NANOS_OF_MICRO = 1_000;

    private Values() {}

    /** Appends a value that is not a text and not NULL. */
    static void literal(RecordCursor cursor, int column, ColumnType type, StringBuilder out) {
        switch (type.kind()) {
            case DATE, TIME, TIMESTAMP, TIMESTAMP_TZ -> {
                out.append('\'');
                plain(cursor, column, type, out);
                out.append('\'');
            }
            default -> plain(cursor, column, type, out);
        }
    }

    /** Appends a value that is not a text and not NULL, without quotes. */
    static void plain(RecordCursor cursor, int column, ColumnType type, StringBuilder out) {
        switch (type.kind()) {
            case BOOLEAN -> out.append(cursor.getBoolean(column) ? '1' : '0');
            case LONG -> out.append(cursor.getLong(column));
            case DECIMAL -> {
                if (type.precision() <= ColumnType.MAX_LONG_PRECISION) {
                    out.append(BigDecimal.valueOf(cursor.getUnscaled(column), type.scale())
                            .toPlainString());
                } else {
                    out.append(cursor.getDecimal(column).toPlainString());
                }
            }
            case DOUBLE -> out.append(cursor.getDouble(column));
            case DATE -> day(LocalDate.ofEpochDay(cursor.getEpochDay(column)), out);
            case TIME -> time(cursor.getTime(column), out);
            case TIMESTAMP, TIMESTAMP_TZ -> {
                LocalDateTime at = dateTime(cursor.getMicros(column));
                day(at.toLocalDate(), out);
                out.append(' ');
                time(at.toLocalTime(), out);
            }
            case TEXT -> throw new IllegalArgumentException("texts are quoted");
        }
    }

    static LocalDateTime dateTime(long micros) {
        return LocalDateTime.ofEpochSecond(
                Math.floorDiv(micros, MICROS), (int) Math.floorMod(micros, MICROS) * NANOS_OF_MICRO, ZoneOffset.UTC);
    }

    private static void day(LocalDate day, StringBuilder out) {
        int year = day.getYear();
        if (year >= 0 && year < 1_000) {
            out.append(year < 10 ? "000" : year < 100 ? "00" : "0");
        }
        out.append(year).append('-');
        two(day.getMonthValue(), out);
        out.append('-');
        two(day.getDayOfMonth(), out);
    }

    private static void time(LocalTime time, StringBuilder out) {
        two(time.getHour(), out);
        out.append(':');
        two(time.getMinute(), out);
        out.append(':');
        two(time.getSecond(), out);
        int micros = time.getNano() / NANOS_OF_MICRO;
        if (micros > 0) {
            out.append('.');
            for (int digit = 100_000; digit > 0; digit /= 10) {
                out.append((char) ('0' + micros / digit % 10));
            }
        }
    }

    private static void two(int number, StringBuilder out) {
        out.append((char) ('0' + number / 10)).append((char) ('0' + number % 10));
    }

    /** A text that is not a record's, such as a comment, in quotes; it loses what no such text has, NUL characters. */
    static String literal(String text) {
        return '\'' + text.replace("\\", "\\\\").replace("'", "''").replace("\0", "") + '\'';
    }

    /** Appends a text in quotes, for a session in which the backslash escapes. */
    static void quote(String text, StringBuilder out) {
        out.append('\'');
        int from = 0;
        for (int i = 0; i < text.length(); i++) {
            char c = text.charAt(i);
            if (c == '\'' || c == '\\' || c == '\0') {
                out.append(text, from, i).append('\\').append(c == '\0' ? '0' : c);
                from = i + 1;
            }
        }
        out.append(text, from, text.length()).append('\'');
    }
}
