package io.github.leat.core.record.internal;

import io.github.leat.core.schema.Column;
import io.github.leat.core.schema.ColumnType;
import io.github.leat.core.schema.ValueFormat;
import java.util.Optional;

/**
 * Reads the texts of one column as one {@code long} each: the value of a LONG, 0 or 1, the bits of a double, the unscaled
 * value of a decimal of up to 18 digits, days, microseconds. Thread-safe.
 */
@FunctionalInterface
public interface ValueParser {
    /** The encoded value, or {@link NumberText#INVALID}. */
    long parse(byte[] b, int from, int to);

    /**
     * The parser of a column; for TEXT and for decimals above 18 digits it only says whether the text is valid (0).
     *
     * @throws IllegalArgumentException if the column's format is none of its type
     */
    static ValueParser of(Column column) {
        boolean canonical = column.origin() == Column.Origin.INFERRED;
        ColumnType type = column.type();
        Optional<String> pattern = column.format().map(ValueFormat::pattern);
        return switch (type.kind()) {
            case LONG, DOUBLE, DECIMAL -> {
                ValueParser digits = number(type, canonical);
                yield pattern.map(text -> NumberPattern.compile(text).parser(digits, canonical))
                        .orElse(digits);
            }
            case BOOLEAN -> new FlagText(column.format().orElse(ValueFormat.TRUE_FALSE));
            case DATE ->
                pattern.isEmpty() ? TemporalText::parseDate : TemporalPattern.compile(pattern.get())::parseDate;
            case TIMESTAMP ->
                pattern.isEmpty() ? TemporalText::parseDateTime : TemporalPattern.compile(pattern.get())::parseDateTime;
            case TIMESTAMP_TZ -> pattern.isEmpty() ? TemporalText::parseInstant : EpochText.parser(pattern.get());
            case TIME -> TemporalText::parseTime;
            case TEXT -> (b, from, to) -> 0;
        };
    }

    /** The same for one thread, quicker for texts that stand in runs, as dates do. */
    static ValueParser ofRuns(Column column) {
        ValueParser parser = of(column);
        return column.type().kind() == ColumnType.Kind.DATE ? new LastText(parser) : parser;
    }

    private static ValueParser number(ColumnType type, boolean canonical) {
        int precision = type.precision();
        int scale = type.scale();
        if (type.kind() == ColumnType.Kind.LONG) {
            return canonical
                    ? (b, from, to) -> NumberText.parseLong(b, from, to, true)
                    : (b, from, to) -> NumberText.parseLong(b, from, to, false);
        }
        if (type.kind() == ColumnType.Kind.DOUBLE) {
            return canonical
                    ? (b, from, to) -> NumberText.parseDouble(b, from, to, true)
                    : (b, from, to) -> NumberText.parseDouble(b, from, to, false);
        }
        if (precision > ColumnType.MAX_LONG_PRECISION) {
            return (b, from, to) ->
                    NumberText.isDecimal(b, from, to, precision, scale, canonical) ? 0 : NumberText.INVALID;
        }
        long[] limits = WordNumbers.limits(precision, scale);
        return (b, from, to) -> {
            long value = WordNumbers.parseUnscaled(b, from, to, scale, limits, canonical);
            return value == NumberText.INVALID
                    ? NumberText.parseUnscaled(b, from, to, precision, scale, canonical)
                    : value;
        };
    }
}
