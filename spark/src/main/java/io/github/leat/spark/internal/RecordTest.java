package io.github.leat.spark.internal;

import io.github.leat.core.record.ByteSlice;
import io.github.leat.core.record.RecordCursor;
import io.github.leat.core.schema.Column;
import io.github.leat.core.schema.ColumnType;
import io.github.leat.core.schema.Schema;
import java.math.BigDecimal;
import java.nio.charset.StandardCharsets;
import java.sql.Date;
import java.sql.Timestamp;
import java.time.Instant;
import java.time.LocalDate;
import java.time.LocalDateTime;
import java.time.ZoneOffset;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.function.IntPredicate;
import org.apache.spark.sql.sources.And;
import org.apache.spark.sql.sources.EqualTo;
import org.apache.spark.sql.sources.Filter;
import org.apache.spark.sql.sources.GreaterThan;
import org.apache.spark.sql.sources.GreaterThanOrEqual;
import org.apache.spark.sql.sources.In;
import org.apache.spark.sql.sources.IsNotNull;
import org.apache.spark.sql.sources.IsNull;
import org.apache.spark.sql.sources.LessThan;
import org.apache.spark.sql.sources.LessThanOrEqual;
import org.apache.spark.sql.sources.Not;
import org.apache.spark.sql.sources.Or;
import org.apache.spark.sql.sources.StringStartsWith;

/**
 * A filter of Spark's that Leat evaluates on decoded values, without making a row. True only where the filter is true: unknown
 * (a NULL) is false, which is why a NOT is taken of a comparison for equality only.
 */
@FunctionalInterface
interface RecordTest {
    /** Whether the filter is true for the record. */
    boolean passes(RecordCursor record);

    /** All of them at once. */
    static RecordTest all(List<Filter> filters, Schema schema) {
        RecordTest[] tests =
                filters.stream().map(filter -> of(filter, schema).orElseThrow()).toArray(RecordTest[]::new);
        return record -> {
            for (RecordTest test : tests) {
                if (!test.passes(record)) {
                    return false;
                }
            }
            return true;
        };
    }

    /** The index of a column by its field's name. */
    static OptionalInt indexOf(String name, Schema schema) {
        for (int c = 0; c < schema.size(); c++) {
            if (schema.column(c).sqlName().equals(name)) {
                return OptionalInt.of(c);
            }
        }
        return OptionalInt.empty();
    }

    /** The test, if Leat evaluates such a filter; else it is left to Spark. */
    static Optional<RecordTest> of(Filter filter, Schema schema) {
        if (filter instanceof And and) {
            return of(and.left(), schema)
                    .flatMap(a -> of(and.right(), schema).map(b -> r -> a.passes(r) && b.passes(r)));
        }
        if (filter instanceof Or or) {
            return of(or.left(), schema).flatMap(a -> of(or.right(), schema).map(b -> r -> a.passes(r) || b.passes(r)));
        }
        if (filter instanceof IsNull test) {
            return index(test.attribute(), schema).map(c -> r -> r.isNull(c));
        }
        if (filter instanceof IsNotNull test) {
            return index(test.attribute(), schema).map(c -> r -> !r.isNull(c));
        }
        if (filter instanceof EqualTo test) {
            return compare(test.attribute(), test.value(), schema, sign -> sign == 0);
        }
        if (filter instanceof Not not && not.child() instanceof EqualTo test) {
            return compare(test.attribute(), test.value(), schema, sign -> sign != 0);
        }
        if (filter instanceof GreaterThan test) {
            return compare(test.attribute(), test.value(), schema, sign -> sign > 0);
        }
        if (filter instanceof GreaterThanOrEqual test) {
            return compare(test.attribute(), test.value(), schema, sign -> sign >= 0);
        }
        if (filter instanceof LessThan test) {
            return compare(test.attribute(), test.value(), schema, sign -> sign < 0);
        }
        if (filter instanceof LessThanOrEqual test) {
            return compare(test.attribute(), test.value(), schema, sign -> sign <= 0);
        }
        if (filter instanceof In test) {
            return in(test, schema);
        }
        if (filter instanceof StringStartsWith test) {
            return startsWith(test, schema);
        }
        return Optional.empty();
    }

    private static Optional<Integer> index(String name, Schema schema) {
        OptionalInt index = indexOf(name, schema);
        return index.isPresent() ? Optional.of(index.getAsInt()) : Optional.empty();
    }

    private static Optional<RecordTest> in(In test, Schema schema) {
        List<RecordTest> any = new ArrayList<>();
        for (Object value : test.values()) {
            if (value != null) {
                Optional<RecordTest> one = compare(test.attribute(), value, schema, sign -> sign == 0);
                if (one.isEmpty()) {
                    return one;
                }
                any.add(one.get());
            }
        }
        return Optional.of(record -> {
            for (RecordTest one : any) {
                if (one.passes(record)) {
                    return true;
                }
            }
            return false;
        });
    }

    private static Optional<RecordTest> startsWith(StringStartsWith test, Schema schema) {
        byte[] wanted = test.value().getBytes(StandardCharsets.UTF_8);
        return index(test.attribute(), schema).map(c -> record -> {
            if (record.isNull(c)) {
                return false;
            }
            ByteSlice text = record.getSlice(c);
            return text.length() >= wanted.length
                    && Arrays.equals(
                            text.array(), text.offset(), text.offset() + wanted.length, wanted, 0, wanted.length);
        });
    }

    /** The order of a column's value and a wanted one. */
    @FunctionalInterface
    interface Order {
        int of(RecordCursor record);
    }

    private static Optional<RecordTest> compare(
            String attribute, @org.jspecify.annotations.Nullable Object value, Schema schema, IntPredicate wanted) {
        if (value == null) {
            return Optional.empty();
        }
        return index(attribute, schema)
                .flatMap(c -> order(schema.column(c), c, value)
                        .map(order -> record -> !record.isNull(c) && wanted.test(order.of(record))));
    }

    private static Optional<Order> order(Column column, int c, Object value) {
        ColumnType type = column.type();
        return Optional.ofNullable(
                switch (type.kind()) {
                    case BOOLEAN -> value instanceof Boolean b ? r -> Boolean.compare(r.getBoolean(c), b) : null;
                    case LONG -> value instanceof Long l ? r -> Long.compare(r.getLong(c), l) : null;
                    // +0.0 makes one zero of two; NaN equals itself and is the largest, for Spark too
                    case DOUBLE ->
                        value instanceof Double d ? r -> Double.compare(r.getDouble(c) + 0.0, d + 0.0) : null;
                    case DECIMAL ->
                        value instanceof BigDecimal d ? r -> r.getDecimal(c).compareTo(d) : null;
                    case DATE -> {
                        Optional<Long> day = day(value);
                        yield day.isPresent() ? r -> Long.compare(r.getEpochDay(c), day.get()) : null;
                    }
                    case TIMESTAMP, TIMESTAMP_TZ -> {
                        Optional<Long> micros = micros(type, value);
                        yield micros.isPresent() ? r -> Long.compare(r.getMicros(c), micros.get()) : null;
                    }
                    case TIME, TEXT -> value instanceof String text ? textOrder(c, text) : null;
                });
    }

    private static Order textOrder(int c, String text) {
        byte[] wanted = text.getBytes(StandardCharsets.UTF_8);
        return record -> {
            ByteSlice own = record.getSlice(c);
            return Arrays.compareUnsigned(
                    own.array(), own.offset(), own.offset() + own.length(), wanted, 0, wanted.length);
        };
    }

    private static Optional<Long> day(Object value) {
        if (value instanceof LocalDate date) {
            return Optional.of(date.toEpochDay());
        }
        return value instanceof Date date ? Optional.of(date.toLocalDate().toEpochDay()) : Optional.empty();
    }

    private static Optional<Long> micros(ColumnType type, Object value) {
        if (type.kind() == ColumnType.Kind.TIMESTAMP) {
            return value instanceof LocalDateTime time
                    ? Optional.of(ChronoUnit.MICROS.between(Instant.EPOCH, time.toInstant(ZoneOffset.UTC)))
                    : Optional.empty();
        }
        if (value instanceof Instant instant) {
            return Optional.of(ChronoUnit.MICROS.between(Instant.EPOCH, instant));
        }
        return value instanceof Timestamp time
                ? Optional.of(ChronoUnit.MICROS.between(Instant.EPOCH, time.toInstant()))
                : Optional.empty();
    }
}
