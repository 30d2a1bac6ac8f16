package io.github.leat.rds.internal;

import io.github.leat.core.schema.Column;
import io.github.leat.core.schema.ColumnType;
import io.github.leat.core.schema.ColumnType.Kind;
import io.github.leat.core.schema.ValueFormat;
import java.util.Optional;
import java.util.Set;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** DuckDB's types and ours. */
final class DuckDbTypes {
    private static final Pattern DECIMAL = Pattern.compile("DECIMAL\\((\\d+),\\s*(\\d+)\\)");
    private static final Pattern DATE_PART = Pattern.compile("yyyy|yy|MMMM|MMM|MM|M|dd|d|HH|H|hh|h|mm|ss|a|%|'");
    /** Types that round, or that take texts of several forms. */
    private static final Set<String> LOOSE = Set.of("FLOAT", "UUID");

    private DuckDbTypes() {}

    static String nameOf(ColumnType type) {
        return switch (type.kind()) {
            case BOOLEAN -> "BOOLEAN";
            case LONG -> "BIGINT";
            case DECIMAL -> "DECIMAL(" + type.precision() + "," + type.scale() + ")";
            case DOUBLE -> "DOUBLE";
            case DATE -> "DATE";
            case TIME -> "TIME";
            case TIMESTAMP -> "TIMESTAMP";
            case TIMESTAMP_TZ -> "TIMESTAMP WITH TIME ZONE";
            case TEXT -> "VARCHAR";
        };
    }

    static Optional<ColumnType> typeOf(String nativeType) {
        Matcher decimal = DECIMAL.matcher(nativeType);
        if (decimal.matches()) {
            return Optional.of(
                    ColumnType.decimal(Integer.parseInt(decimal.group(1)), Integer.parseInt(decimal.group(2))));
        }
        return switch (nativeType) {
            case "BOOLEAN" -> Optional.of(ColumnType.BOOLEAN);
            case "TINYINT", "SMALLINT", "INTEGER", "BIGINT", "UTINYINT", "USMALLINT", "UINTEGER" ->
                Optional.of(ColumnType.LONG);
            case "UBIGINT" -> Optional.of(ColumnType.decimal(20, 0));
            case "HUGEINT", "UHUGEINT" -> Optional.of(ColumnType.decimal(ColumnType.MAX_PRECISION, 0));
            case "FLOAT", "DOUBLE" -> Optional.of(ColumnType.DOUBLE);
            case "DATE" -> Optional.of(ColumnType.DATE);
            case "TIME" -> Optional.of(ColumnType.TIME);
            case "TIMESTAMP", "TIMESTAMP_S", "TIMESTAMP_MS", "TIMESTAMP_NS" -> Optional.of(ColumnType.TIMESTAMP);
            case "TIMESTAMP WITH TIME ZONE" -> Optional.of(ColumnType.TIMESTAMP_TZ);
            case "VARCHAR", "UUID" -> Optional.of(ColumnType.TEXT);
            default -> nativeType.startsWith("ENUM(") ? Optional.of(ColumnType.TEXT) : Optional.empty();
        };
    }

    static boolean isLoose(String nativeType) {
        return LOOSE.contains(nativeType);
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
            // a cast would write the session's time zone
            return "strftime(make_timestamp(epoch_us(" + column + ")), '%Y-%m-%dT%H:%M:%S.%fZ')";
        }
        if (format.isPresent() && (kind == Kind.DATE || kind == Kind.TIMESTAMP)) {
            return "strftime(" + column + ", '" + strftime(format.get().pattern()) + "')";
        }
        return "CAST(" + column + " AS VARCHAR)";
    }

    private static String strftime(String pattern) {
        return DATE_PART
                .matcher(pattern)
                .replaceAll(match -> Matcher.quoteReplacement(
                        switch (match.group()) {
                            case "yyyy" -> "%Y";
                            case "yy" -> "%y";
                            case "MMMM" -> "%B";
                            case "MMM" -> "%b";
                            case "MM" -> "%m";
                            case "M" -> "%-m";
                            case "dd" -> "%d";
                            case "d" -> "%-d";
                            case "HH" -> "%H";
                            case "H" -> "%-H";
                            case "hh" -> "%I";
                            case "h" -> "%-I";
                            case "a" -> "%p";
                            case "mm" -> "%M";
                            case "ss" -> "%S";
                            case "%" -> "%%";
                            default -> "''";
                        }));
    }

    private static String escape(String text) {
        return text.replace("'", "''");
    }
}
