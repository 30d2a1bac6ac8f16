package io.github.leat.core.schema;

import java.util.Locale;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * The type of a column: what its texts are read as, and what a target stores.
 *
 * <p>{@link #toString()} and {@link #parse} are inverse: {@code LONG}, {@code DECIMAL(10,2)}. Immutable.
 *
 * @param kind the family
 * @param precision for DECIMAL the number of digits, 1 to 38; else 0
 * @param scale for DECIMAL the digits after the point, 0 to {@code precision}; else 0
 */
public record ColumnType(Kind kind, int precision, int scale) {
    /** The families of types. */
    public enum Kind {
        /** True or false. */
        BOOLEAN,
        /** A signed integer of 64 bits. */
        LONG,
        /** An exact number of fixed precision and scale. */
        DECIMAL,
        /** An IEEE 754 number of 64 bits. */
        DOUBLE,
        /** A day of the ISO calendar. */
        DATE,
        /** A time of day without zone, in microseconds. */
        TIME,
        /** A date and time without zone, in microseconds. */
        TIMESTAMP,
        /** An instant, read from a text with zone or offset, in microseconds. */
        TIMESTAMP_TZ,
        /** Text, kept byte for byte. */
        TEXT
    }

    /** Largest precision of a DECIMAL: what PostgreSQL, DuckDB, Redshift and DynamoDB all store (38 digits). */
    public static final int MAX_PRECISION = 38;

    /** Largest precision whose unscaled value always fits a {@code long}. */
    public static final int MAX_LONG_PRECISION = 18;

    /** See {@link Kind#BOOLEAN}. */
    public static final ColumnType BOOLEAN = new ColumnType(Kind.BOOLEAN, 0, 0);
    /** See {@link Kind#LONG}. */
    public static final ColumnType LONG = new ColumnType(Kind.LONG, 0, 0);
    /** See {@link Kind#DOUBLE}. */
    public static final ColumnType DOUBLE = new ColumnType(Kind.DOUBLE, 0, 0);
    /** See {@link Kind#DATE}. */
    public static final ColumnType DATE = new ColumnType(Kind.DATE, 0, 0);
    /** See {@link Kind#TIME}. */
    public static final ColumnType TIME = new ColumnType(Kind.TIME, 0, 0);
    /** See {@link Kind#TIMESTAMP}. */
    public static final ColumnType TIMESTAMP = new ColumnType(Kind.TIMESTAMP, 0, 0);
    /** See {@link Kind#TIMESTAMP_TZ}. */
    public static final ColumnType TIMESTAMP_TZ = new ColumnType(Kind.TIMESTAMP_TZ, 0, 0);
    /** See {@link Kind#TEXT}. */
    public static final ColumnType TEXT = new ColumnType(Kind.TEXT, 0, 0);

    private static final Pattern DECIMAL_TEXT =
            Pattern.compile("DECIMAL\\s*\\(\\s*(\\d{1,3})\\s*(?:,\\s*(\\d{1,3})\\s*)?\\)");

    /** @throws IllegalArgumentException if precision or scale are out of range, or set for a kind that has none */
    public ColumnType {
        if (kind == Kind.DECIMAL) {
            if (precision < 1 || precision > MAX_PRECISION || scale < 0 || scale > precision) {
                throw new IllegalArgumentException("DECIMAL needs a precision of 1 to " + MAX_PRECISION
                        + " and a scale of 0 to the precision, got (" + precision + "," + scale + ")");
            }
        } else if (precision != 0 || scale != 0) {
            throw new IllegalArgumentException(kind + " has no precision or scale");
        }
    }

    /** An exact number; see the canonical constructor for the ranges. */
    public static ColumnType decimal(int precision, int scale) {
        return new ColumnType(Kind.DECIMAL, precision, scale);
    }

    /**
     * Reads a type as {@link #toString()} writes it, in any case; {@code DECIMAL(p)} has scale 0.
     *
     * @throws IllegalArgumentException if there is no such type; the message lists the types
     */
    public static ColumnType parse(String text) {
        String upper = text.strip().toUpperCase(Locale.ROOT);
        Matcher decimal = DECIMAL_TEXT.matcher(upper);
        if (decimal.matches()) {
            String scale = decimal.group(2);
            return decimal(Integer.parseInt(decimal.group(1)), scale == null ? 0 : Integer.parseInt(scale));
        }
        for (Kind kind : Kind.values()) {
            if (kind != Kind.DECIMAL && kind.name().equals(upper)) {
                return new ColumnType(kind, 0, 0);
            }
        }
        throw new IllegalArgumentException(
                "There is no type \"" + text + "\". Types are BOOLEAN, LONG, DECIMAL(p,s), DOUBLE,"
                        + " DATE, TIME, TIMESTAMP, TIMESTAMP_TZ and TEXT.");
    }

    /** Whether the values are numbers. */
    public boolean isNumeric() {
        return kind == Kind.LONG || kind == Kind.DECIMAL || kind == Kind.DOUBLE;
    }

    @Override
    public String toString() {
        return kind == Kind.DECIMAL ? "DECIMAL(" + precision + "," + scale + ")" : kind.name();
    }
}
