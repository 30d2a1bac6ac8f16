package io.github.leat.serve.query;

import io.github.leat.core.schema.ColumnType;
import java.math.BigDecimal;
import java.time.DateTimeException;
import java.time.Instant;
import java.time.LocalDate;
import java.time.LocalDateTime;
import java.time.LocalTime;
import java.time.OffsetDateTime;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;
import java.util.Locale;
import java.util.regex.Pattern;

/** Texts of requests as values of a column's type. */
final class Values {
    private static final Pattern INTEGER = Pattern.compile("[+-]?[0-9]{1,19}");
    /** No exponents: a short text could stand for a number that fills the memory. */
    private static final Pattern DECIMAL = Pattern.compile("[+-]?[0-9]{1,40}(\\.[0-9]{1,40})?");

    private static final Pattern DOUBLE = Pattern.compile("[+-]?[0-9]{1,40}(\\.[0-9]{1,40})?([eE][+-]?[0-9]{1,3})?");
    private static final DateTimeFormatter SECONDS =
            DateTimeFormatter.ofPattern("uuuu-MM-dd HH:mm:ss.SSSSSS", Locale.ROOT);
    private static final int SHOWN = 100;

    private Values() {}

    /**
     * The value to bind for {@link QueryDialect#parameter}.
     *
     * @param part the parameter, for the message
     * @throws QueryException if it is no value of the type
     */
    static Object parse(String part, String text, ColumnType type) {
        try {
            return switch (type.kind()) {
                case TEXT -> text(part, text);
                case BOOLEAN -> bool(part, text);
                case LONG -> Long.valueOf(matching(INTEGER, text));
                case DECIMAL -> new BigDecimal(matching(DECIMAL, text));
                case DOUBLE -> finite(Double.parseDouble(matching(DOUBLE, text)));
                case DATE -> inRange(LocalDate.parse(text)).toString();
                case TIME -> LocalTime.parse(text).toString();
                case TIMESTAMP -> SECONDS.format(dateTime(text));
                case TIMESTAMP_TZ -> SECONDS.format(instant(text)) + "Z";
            };
        } catch (NumberFormatException | DateTimeException e) {
            throw notOfType(part, text, type);
        }
    }

    private static String text(String part, String text) {
        if (text.indexOf('\0') >= 0) {
            throw new QueryException(part, "A text cannot hold the character U+0000.");
        }
        return text;
    }

    private static Boolean bool(String part, String text) {
        return switch (text) {
            case "true" -> true;
            case "false" -> false;
            default -> throw notOfType(part, text, ColumnType.BOOLEAN);
        };
    }

    private static String matching(Pattern form, String text) {
        if (!form.matcher(text).matches()) {
            throw new NumberFormatException();
        }
        return text;
    }

    private static Double finite(double value) {
        if (Double.isInfinite(value)) {
            throw new NumberFormatException();
        }
        return value;
    }

    private static LocalDateTime dateTime(String text) {
        LocalDateTime value =
                isDay(text) ? LocalDate.parse(text).atStartOfDay() : LocalDateTime.parse(text.replace(' ', 'T'));
        inRange(value.toLocalDate());
        return value;
    }

    private static LocalDateTime instant(String text) {
        Instant value = isDay(text)
                ? LocalDate.parse(text).atStartOfDay().toInstant(ZoneOffset.UTC)
                : OffsetDateTime.parse(text.replace(' ', 'T')).toInstant();
        LocalDateTime utc = LocalDateTime.ofInstant(value, ZoneOffset.UTC);
        inRange(utc.toLocalDate());
        return utc;
    }

    private static boolean isDay(String text) {
        return text.length() == 10;
    }

    /** What all three databases take. */
    private static LocalDate inRange(LocalDate day) {
        if (day.getYear() < 1 || day.getYear() > 9999) {
            throw new DateTimeException("year");
        }
        return day;
    }

    private static QueryException notOfType(String part, String text, ColumnType type) {
        return new QueryException(
                part,
                "\"" + shown(text) + "\" is not a " + type + ". "
                        + switch (type.kind()) {
                            case BOOLEAN -> "Write true or false.";
                            case LONG -> "Write a whole number such as 10.";
                            case DECIMAL, DOUBLE -> "Write a number such as 10.5.";
                            case DATE -> "Write a day such as 2024-03-31.";
                            case TIME -> "Write a time such as 13:30:00.";
                            case TIMESTAMP -> "Write a time such as 2024-03-31T13:30:00, or a day.";
                            case TIMESTAMP_TZ -> "Write an instant such as 2024-03-31T13:30:00Z, or a day.";
                            case TEXT -> "Write a text.";
                        });
    }

    static String shown(String text) {
        return text.length() <= SHOWN ? text : text.substring(0, SHOWN) + "…";
    }
}
