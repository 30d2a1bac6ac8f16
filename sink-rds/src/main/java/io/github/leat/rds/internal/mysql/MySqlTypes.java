package io.github.leat.rds.internal.mysql;

import io.github.leat.core.schema.Column;
import io.github.leat.core.schema.ColumnType;
import io.github.leat.core.schema.ColumnType.Kind;
import io.github.leat.core.schema.ValueFormat;
import java.util.Locale;
import java.util.Optional;
import java.util.Set;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * MySQL's and MariaDB's types and ours. Names are those of {@code information_schema.columns.column_type}, without the display
 * widths that MySQL has dropped and MariaDB still shows, and with the collation of texts.
 */
final class MySqlTypes {
    /** Texts are compared byte by byte, so that a key tells {@code a} from {@code A}. */
    static final String TEXT = "longtext COLLATE utf8mb4_bin";

    /** Ends the comment of a column of instants, which are kept as a date and time of UTC. */
    static final String INSTANT_MARK = "(UTC)";

    /** Digits after the point that MySQL 8.4 stores; MariaDB stores 38 (both: "DECIMAL"). */
    private static final int MYSQL_SCALE = 30;

    private static final Pattern WIDTH = Pattern.compile("^(tinyint|smallint|mediumint|int|bigint)\\(\\d+\\)");
    private static final Pattern DECIMAL = Pattern.compile("^decimal\\((\\d+),(\\d+)\\).*");
    private static final Pattern DATE_PART = Pattern.compile("yyyy|MMMM|MMM|MM|M|dd|d|HH|mm|ss|%");
    /** What the server reads from text, and gives back as text. */
    private static final Set<String> READ_BY_SERVER = Set.of(
            "char",
            "varchar",
            "tinytext",
            "text",
            "mediumtext",
            "longtext",
            "enum",
            "set",
            "json",
            "uuid",
            "inet4",
            "inet6",
            "decimal");

    private MySqlTypes() {}

    static String nameOf(ColumnType type, boolean isMariaDb) {
        return switch (type.kind()) {
            case BOOLEAN -> "tinyint(1)";
            case LONG -> "bigint";
            case DECIMAL ->
                isMariaDb || type.scale() <= MYSQL_SCALE
                        ? "decimal(" + type.precision() + "," + type.scale() + ")"
                        : TEXT;
            case DOUBLE -> "double";
            case DATE -> "date";
            case TIME -> "time(6)";
            case TIMESTAMP, TIMESTAMP_TZ -> "datetime(6)";
            case TEXT -> TEXT;
        };
    }

    static String normal(String columnType, String collation) {
        String type = columnType.toLowerCase(Locale.ROOT);
        if (type.startsWith("enum") || type.startsWith("set")) {
            type = columnType;
        }
        String name = type.equals("tinyint(1)") ? type : WIDTH.matcher(type).replaceFirst("$1");
        return collation.isEmpty() ? name : name + " COLLATE " + collation;
    }

    /** What a column's fields are read as; TEXT where the server is to read them; empty where it holds no text. */
    static Optional<ColumnType> typeOf(String dataType, String nativeType, String comment) {
        Matcher decimal = DECIMAL.matcher(nativeType);
        if (decimal.matches() && Integer.parseInt(decimal.group(1)) <= ColumnType.MAX_PRECISION) {
            return Optional.of(
                    ColumnType.decimal(Integer.parseInt(decimal.group(1)), Integer.parseInt(decimal.group(2))));
        }
        if (nativeType.equals("tinyint(1)") || nativeType.equals("bit(1)")) {
            return Optional.of(ColumnType.BOOLEAN);
        }
        return switch (dataType) {
            case "tinyint", "smallint", "mediumint", "int", "year" -> Optional.of(ColumnType.LONG);
            case "bigint" -> Optional.of(nativeType.contains("unsigned") ? ColumnType.decimal(20, 0) : ColumnType.LONG);
            case "float", "double" -> Optional.of(ColumnType.DOUBLE);
            case "date" -> Optional.of(ColumnType.DATE);
            case "time" -> Optional.of(ColumnType.TIME);
            case "datetime" ->
                Optional.of(comment.endsWith(INSTANT_MARK) ? ColumnType.TIMESTAMP_TZ : ColumnType.TIMESTAMP);
            case "timestamp" -> Optional.of(ColumnType.TIMESTAMP_TZ);
            default -> READ_BY_SERVER.contains(dataType) ? Optional.of(ColumnType.TEXT) : Optional.empty();
        };
    }

    /** A column's comment without what marks it as one of instants. */
    static String withoutMark(String comment) {
        return comment.endsWith(INSTANT_MARK)
                ? comment.substring(0, comment.length() - INSTANT_MARK.length()).strip()
                : comment;
    }

    /**
     * What makes the text that the server wrote for a value into the text of its column's format; empty where it is that.
     *
     * @param column quoted
     */
    static Optional<String> textOf(String column, Column from) {
        Kind kind = from.type().kind();
        Optional<ValueFormat> format = from.format();
        if (kind == Kind.BOOLEAN) {
            ValueFormat texts = format.orElse(ValueFormat.TRUE_FALSE);
            return Optional.of("IF(" + column + " = '0', '" + escape(texts.falseText()) + "', '"
                    + escape(texts.trueText()) + "')");
        }
        if (kind == Kind.TIMESTAMP_TZ) {
            return Optional.of("CONCAT(REPLACE(" + column + ", ' ', 'T'), 'Z')");
        }
        if (format.isPresent() && (kind == Kind.DATE || kind == Kind.TIMESTAMP)) {
            return Optional.of(
                    "DATE_FORMAT(" + column + ", '" + dateFormat(format.get().pattern()) + "')");
        }
        return kind == Kind.TIME || kind == Kind.TIMESTAMP
                ? Optional.of("TRIM(TRAILING '.' FROM TRIM(TRAILING '0' FROM " + column + "))")
                : Optional.empty();
    }

    private static String dateFormat(String pattern) {
        return escape(DATE_PART
                .matcher(pattern)
                .replaceAll(match -> Matcher.quoteReplacement(
                        switch (match.group()) {
                            case "yyyy" -> "%Y";
                            case "MMMM" -> "%M";
                            case "MMM" -> "%b";
                            case "MM" -> "%m";
                            case "M" -> "%c";
                            case "dd" -> "%d";
                            case "d" -> "%e";
                            case "HH" -> "%H";
                            case "mm" -> "%i";
                            case "ss" -> "%s";
                            default -> "%%";
                        })));
    }

    private static String escape(String text) {
        return text.replace("\\", "\\\\").replace("'", "''");
    }
}
