package io.github.leat.core.transform.internal;

import io.github.leat.core.record.ByteSlice;
import io.github.leat.core.record.RecordCursor;
import io.github.leat.core.schema.ColumnType;
import java.math.BigDecimal;
import java.nio.charset.StandardCharsets;
import java.time.DateTimeException;
import java.time.Instant;
import java.time.LocalDate;
import java.time.LocalDateTime;
import java.time.LocalTime;
import java.time.OffsetDateTime;
import java.time.ZoneOffset;
import java.time.temporal.ChronoUnit;
import java.util.Arrays;
import java.util.function.LongSupplier;

/** The order of a record's value, which is not NULL, and a literal: below 0, 0 or above 0. */
@FunctionalInterface
interface Order {
    int of(RecordCursor cursor);

    /**
     * The order of a column's values and a literal.
     *
     * @throws IllegalArgumentException if the literal is not of the column's kind; the message says what to write
     */
    static Order of(int column, ColumnType.Kind kind, Token literal) {
        String text = literal.text();
        return switch (kind) {
            case LONG -> wholeNumber(column, number(literal));
            case DECIMAL -> {
                BigDecimal value = number(literal);
                yield cursor -> cursor.getDecimal(column).compareTo(value);
            }
            case DOUBLE -> {
                double value = number(literal).doubleValue();
                yield cursor -> Double.compare(cursor.getDouble(column) + 0.0, value);
            }
            case BOOLEAN -> {
                if (!literal.is("true") && !literal.is("false")) {
                    throw new IllegalArgumentException("write true or false");
                }
                boolean value = literal.is("true");
                yield cursor -> Boolean.compare(cursor.getBoolean(column), value);
            }
            case TEXT -> {
                requireText(literal);
                yield text(column, text.getBytes(StandardCharsets.UTF_8));
            }
            case DATE -> {
                long value = temporal(
                        literal, "'2024-01-31'", () -> LocalDate.parse(text).toEpochDay());
                yield cursor -> Long.compare(cursor.getEpochDay(column), value);
            }
            case TIME -> {
                long value = temporal(
                        literal, "'13:45:00'", () -> LocalTime.parse(text).toNanoOfDay() / 1000);
                yield cursor -> Long.compare(cursor.getMicros(column), value);
            }
            case TIMESTAMP -> {
                long value = temporal(
                        literal,
                        "'2024-01-31T13:45:00'",
                        () -> micros(LocalDateTime.parse(text.replace(' ', 'T')).toInstant(ZoneOffset.UTC)));
                yield cursor -> Long.compare(cursor.getMicros(column), value);
            }
            case TIMESTAMP_TZ -> {
                long value = temporal(
                        literal,
                        "'2024-01-31T13:45:00Z'",
                        () -> micros(
                                OffsetDateTime.parse(text.replace(' ', 'T')).toInstant()));
                yield cursor -> Long.compare(cursor.getMicros(column), value);
            }
        };
    }

    private static Order wholeNumber(int column, BigDecimal value) {
        try {
            long exact = value.longValueExact();
            return cursor -> Long.compare(cursor.getLong(column), exact);
        } catch (ArithmeticException notALong) {
            return cursor -> cursor.getDecimal(column).compareTo(value);
        }
    }

    private static Order text(int column, byte[] value) {
        return cursor -> {
            ByteSlice found = cursor.getSlice(column);
            return Arrays.compareUnsigned(
                    found.array(), found.offset(), found.offset() + found.length(), value, 0, value.length);
        };
    }

    private static BigDecimal number(Token literal) {
        if (literal.kind() != Token.Kind.NUMBER) {
            throw new IllegalArgumentException("write a number without quotes");
        }
        try {
            return new BigDecimal(literal.text());
        } catch (NumberFormatException e) {
            throw new IllegalArgumentException("that is no number", e);
        }
    }

    private static void requireText(Token literal) {
        if (literal.kind() != Token.Kind.TEXT) {
            throw new IllegalArgumentException("write a text in single quotes");
        }
    }

    private static long micros(Instant instant) {
        return ChronoUnit.MICROS.between(Instant.EPOCH, instant);
    }

    private static long temporal(Token literal, String example, LongSupplier parse) {
        requireText(literal);
        try {
            return parse.getAsLong();
        } catch (DateTimeException e) {
            throw new IllegalArgumentException("write it like " + example, e);
        }
    }
}
