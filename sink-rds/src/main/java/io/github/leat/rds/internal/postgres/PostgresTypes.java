package io.github.leat.rds.internal.postgres;

import io.github.leat.core.schema.Column;
import io.github.leat.core.schema.ColumnType;
import io.github.leat.core.schema.ColumnType.Kind;
import io.github.leat.core.schema.ValueFormat;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** PostgreSQL's types and ours. Names are those that {@code format_type} gives, so that they can be compared. */
final class PostgresTypes {
    private static final Pattern DATE_PART =
            Pattern.compile("yyyy|yy|MMMM|MMM|MM|M|dd|d|HH|H|hh|h|mm|ss|a|\"|'|[^a-zA-Z\"']+");
    /** The scale has eleven bits in a type modifier, the highest of which is its sign. */
    private static final int SCALE_SIGN = 1 << 10;

    private PostgresTypes() {}

    static String nameOf(ColumnType type) {
        return switch (type.kind()) {
            case BOOLEAN -> "boolean";
            case LONG -> "bigint";
            case DECIMAL -> "numeric(" + type.precision() + "," + type.scale() + ")";
            case DOUBLE -> "double precision";
            case DATE -> "date";
            case TIME -> "time without time zone";
            case TIMESTAMP -> "timestamp without time zone";
            case TIMESTAMP_TZ -> "timestamp with time zone";
            case TEXT -> "text";
        };
    }

    /** What a column's fields are read as; TEXT where the server is to read them. */
    static ColumnType typeOf(int baseType, int modifier) {
        return switch (baseType) {
            case Oid.BOOL -> ColumnType.BOOLEAN;
            case Oid.INT2, Oid.INT4, Oid.INT8 -> ColumnType.LONG;
            case Oid.NUMERIC -> numeric(modifier);
            case Oid.FLOAT4, Oid.FLOAT8 -> ColumnType.DOUBLE;
            case Oid.DATE -> ColumnType.DATE;
            case Oid.TIME -> ColumnType.TIME;
            case Oid.TIMESTAMP -> ColumnType.TIMESTAMP;
            case Oid.TIMESTAMPTZ -> ColumnType.TIMESTAMP_TZ;
            default -> ColumnType.TEXT;
        };
    }

    /** A numeric without precision, or beyond ours, takes any number: its fields stay text until they are written. */
    private static ColumnType numeric(int modifier) {
        if (modifier < 0) {
            return ColumnType.TEXT;
        }
        int precision = ((modifier - 4) >> 16) & 0xffff;
        int scale = (((modifier - 4) & (2 * SCALE_SIGN - 1)) ^ SCALE_SIGN) - SCALE_SIGN;
        boolean ours = precision <= ColumnType.MAX_PRECISION && scale >= 0 && scale <= precision;
        return ours ? ColumnType.decimal(precision, scale) : ColumnType.TEXT;
    }

    static boolean isBinary(int baseType, ColumnType from) {
        return switch (baseType) {
            case Oid.BOOL,
                    Oid.INT2,
                    Oid.INT4,
                    Oid.INT8,
                    Oid.FLOAT4,
                    Oid.FLOAT8,
                    Oid.DATE,
                    Oid.TIME,
                    Oid.TIMESTAMP,
                    Oid.TIMESTAMPTZ -> from.kind() != Kind.TEXT;
            case Oid.NUMERIC, Oid.TEXT, Oid.VARCHAR, Oid.BPCHAR, Oid.NAME, Oid.JSON, Oid.JSONB, Oid.XML, Oid.UUID ->
                true;
            default -> false;
        };
    }

    /** The text of a column's values, written as its format says. {@code column} is quoted. */
    static String textOf(String column, Column from) {
        Kind kind = from.type().kind();
        Optional<ValueFormat> format = from.format();
        if (kind == Kind.BOOLEAN && format.isPresent()) {
            return "CASE WHEN " + column + " THEN '" + escape(format.get().trueText()) + "' WHEN NOT " + column
                    + " THEN '" + escape(format.get().falseText()) + "' END";
        }
        if (kind == Kind.TIMESTAMP_TZ) {
            return "to_char(" + column + " AT TIME ZONE 'UTC', 'YYYY-MM-DD\"T\"HH24:MI:SS.US\"Z\"')";
        }
        if (format.isPresent() && (kind == Kind.DATE || kind == Kind.TIMESTAMP)) {
            return "to_char(" + column + ", '" + toChar(format.get().pattern()) + "')";
        }
        return kind == Kind.DATE ? "to_char(" + column + ", 'YYYY-MM-DD')" : "CAST(" + column + " AS text)";
    }

    private static String toChar(String pattern) {
        return DATE_PART
                .matcher(pattern)
                .replaceAll(match -> Matcher.quoteReplacement(
                        switch (match.group()) {
                            case "yyyy" -> "YYYY";
                            case "yy" -> "YY";
                            case "MMMM" -> "FMMonth";
                            case "MMM" -> "Mon";
                            case "MM" -> "MM";
                            case "M" -> "FMMM";
                            case "dd" -> "DD";
                            case "d" -> "FMDD";
                            case "HH" -> "HH24";
                            case "H" -> "FMHH24";
                            case "hh" -> "HH12";
                            case "h" -> "FMHH12";
                            case "a" -> "AM";
                            case "mm" -> "MI";
                            case "ss" -> "SS";
                            case "\"" -> "\\\"";
                            case "'" -> "\"''\"";
                            default -> "\"" + match.group().replace("\\", "\\\\") + "\"";
                        }));
    }

    private static String escape(String text) {
        return text.replace("'", "''");
    }
}
