package io.github.leat.dynamodb.internal;

import io.github.leat.core.Excerpt;
import io.github.leat.core.record.RecordCursor;
import io.github.leat.core.record.RejectCode;
import io.github.leat.core.schema.Column;
import java.math.BigDecimal;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;
import java.util.Locale;

/**
 * Fields as the texts of attributes: numbers within what DynamoDB keeps, days and times as ISO 8601 has them, so that their order
 * as texts is their order in time.
 */
final class Values {
    /** Magnitudes of numbers: 1E-130 to below 1E126 (developer guide, "Supported data types", read 2026-11). */
    private static final int SMALLEST_EXPONENT = -130;

    private static final int LARGEST_EXPONENT = 125;
    private static final int MOST_DIGITS = 38;
    private static final DateTimeFormatter TIME = DateTimeFormatter.ofPattern("HH:mm:ss.SSSSSS", Locale.ROOT);
    private static final DateTimeFormatter SECOND = DateTimeFormatter.ofPattern("HH:mm:ss", Locale.ROOT);

    private Values() {}

    static boolean isNumber(Column column) {
        return column.type().isNumeric();
    }

    /** The text of a field that is not NULL. */
    static String text(Column column, RecordCursor record, int index) throws Unfit {
        return switch (column.type().kind()) {
            case TEXT -> record.getString(index);
            case BOOLEAN -> String.valueOf(record.getBoolean(index));
            case LONG -> Long.toString(record.getLong(index));
            case DECIMAL -> number(column, record.getDecimal(index));
            case DOUBLE -> real(column, record.getDouble(index));
            case DATE -> record.getDate(index).toString();
            case TIME -> time(record.getTime(index));
            case TIMESTAMP -> {
                var at = record.getDateTime(index);
                yield at.toLocalDate() + "T" + time(at.toLocalTime());
            }
            case TIMESTAMP_TZ -> {
                var at = record.getTimestamp(index).atOffset(ZoneOffset.UTC);
                yield at.toLocalDate() + "T" + time(at.toLocalTime()) + "Z";
            }
        };
    }

    private static String time(java.time.LocalTime time) {
        boolean whole = time.toNanoOfDay() % 1_000_000_000L == 0;
        return (whole ? SECOND : TIME).format(time);
    }

    private static String real(Column column, double value) throws Unfit {
        if (Double.isNaN(value) || Double.isInfinite(value)) {
            throw new Unfit(
                    column.name(),
                    RejectCode.VALUE_TOO_LARGE,
                    value + " is not a number that DynamoDB keeps. Declare the column as TEXT to keep it.");
        }
        return number(column, BigDecimal.valueOf(value));
    }

    private static String number(Column column, BigDecimal value) throws Unfit {
        if (value.signum() == 0) {
            return "0";
        }
        BigDecimal plain = value.stripTrailingZeros();
        int exponent = plain.precision() - plain.scale() - 1;
        if (plain.precision() > MOST_DIGITS || exponent < SMALLEST_EXPONENT || exponent > LARGEST_EXPONENT) {
            throw new Unfit(
                    column.name(),
                    RejectCode.VALUE_TOO_LARGE,
                    "\"" + Excerpt.of(value.toString())
                            + "\" is beyond DynamoDB's numbers: 38 digits, 1E-130 to 9.9E125."
                            + " Declare the column as TEXT to keep it.");
        }
        return Math.abs(exponent) < MOST_DIGITS ? plain.toPlainString() : plain.toString();
    }

    /** Whole seconds since 1970 of a field, for an expiry. */
    static String epochSecond(Column column, RecordCursor record, int index) {
        return switch (column.type().kind()) {
            case DATE -> Long.toString(record.getEpochDay(index) * 86_400);
            case TIMESTAMP, TIMESTAMP_TZ -> Long.toString(Math.floorDiv(record.getMicros(index), 1_000_000L));
            default -> Long.toString(record.getLong(index));
        };
    }
}
