package io.github.leat.redshift.internal;

import io.github.leat.core.SchemaException;
import io.github.leat.core.schema.Column;
import io.github.leat.core.schema.ColumnType;
import io.github.leat.core.schema.ColumnType.Kind;
import io.github.leat.core.schema.ValueFormat;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** Redshift's types and ours. Names are those that {@code format_type} gives, so that they can be compared. */
final class Types {
    private static final Pattern NUMERIC = Pattern.compile("numeric\\((\\d+),(\\d+)\\)");
    private static final Pattern TEXT = Pattern.compile("(?:character varying|character)\\((\\d+)\\)");
    private static final Pattern DATE_PART =
            Pattern.compile("yyyy|yy|MMMM|MMM|MM|M|dd|d|HH|H|hh|h|mm|ss|a|\"|'|[^a-zA-Z\"']+");

    /** Redshift's type of JSON values; a load's TEXT. */
    static final String SUPER = "super";

    /** Most digits after the point (database developer guide, "Numeric types", "DECIMAL or NUMERIC type", scale, read 2026-11-27). */
    private static final int MAX_SCALE = 37;

    private Types() {}

    /** @throws SchemaException if Redshift has no such type */
    static String nameOf(ColumnType type, int textBytes) {
        if (type.scale() > MAX_SCALE) {
            throw new SchemaException("Redshift's DECIMAL has " + MAX_SCALE + " digits after the point at most, not "
                    + type.scale() + ". Declare the column TEXT or DOUBLE.");
        }
        return switch (type.kind()) {
            case BOOLEAN -> "boolean";
            case LONG -> "bigint";
            case DECIMAL -> "numeric(" + type.precision() + "," + type.scale() + ")";
            case DOUBLE -> "double precision";
            case DATE -> "date";
            case TIME -> "time without time zone";
            case TIMESTAMP -> "timestamp without time zone";
            case TIMESTAMP_TZ -> "timestamp with time zone";
            case TEXT -> "character varying(" + textBytes + ")";
        };
    }

    /** What a column's fields are read as; empty where no text of CSV is. */
    static Optional<ColumnType> typeOf(String nativeType) {
        Matcher numeric = NUMERIC.matcher(nativeType);
        if (numeric.matches()) {
            return Optional.of(
                    ColumnType.decimal(Integer.parseInt(numeric.group(1)), Integer.parseInt(numeric.group(2))));
        }
        if (TEXT.matcher(nativeType).matches() || nativeType.equals(SUPER)) {
            return Optional.of(ColumnType.TEXT);
        }
        return switch (nativeType) {
            case "boolean" -> Optional.of(ColumnType.BOOLEAN);
            case "smallint", "integer", "bigint" -> Optional.of(ColumnType.LONG);
            case "real", "double precision" -> Optional.of(ColumnType.DOUBLE);
            case "date" -> Optional.of(ColumnType.DATE);
            case "time without time zone" -> Optional.of(ColumnType.TIME);
            case "timestamp without time zone" -> Optional.of(ColumnType.TIMESTAMP);
            case "timestamp with time zone" -> Optional.of(ColumnType.TIMESTAMP_TZ);
            default -> Optional.empty();
        };
    }

    /** Most bytes of a value, where the type has such a limit. */
    static OptionalInt bytesOf(String nativeType) {
        Matcher text = TEXT.matcher(nativeType);
        return text.matches() ? OptionalInt.of(Integer.parseInt(text.group(1))) : OptionalInt.empty();
    }

    /** The text of a column's values, written as its format says. {@code column} is quoted. */
    static String textOf(String column, Column from) {
        Kind kind = from.type().kind();
        Optional<ValueFormat> format = from.format();
        if (kind == Kind.BOOLEAN) {
            ValueFormat texts = format.orElse(ValueFormat.TRUE_FALSE);
            return "CASE WHEN " + column + " THEN " + Literals.plain(texts.trueText()) + " WHEN NOT " + column
                    + " THEN " + Literals.plain(texts.falseText()) + " END";
        }
        if (kind == Kind.TIMESTAMP_TZ) {
            return "to_char(" + column + " AT TIME ZONE 'UTC', 'YYYY-MM-DD\"T\"HH24:MI:SS.US\"Z\"')";
        }
        if (format.isPresent() && (kind == Kind.DATE || kind == Kind.TIMESTAMP)) {
            return "to_char(" + column + ", '" + toChar(format.get().pattern()) + "')";
        }
        return kind == Kind.DATE
                ? "to_char(" + column + ", 'YYYY-MM-DD')"
                : "CAST(" + column + " AS character varying)";
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
                            case "'" -> "\"''\"";
                            default -> "\"" + match.group().replace("\"", "") + "\"";
                        }));
    }
}
