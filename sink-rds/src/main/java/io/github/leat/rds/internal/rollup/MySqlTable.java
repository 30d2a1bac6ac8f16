package io.github.leat.rds.internal.rollup;

import io.github.leat.core.schema.ColumnType;
import io.github.leat.core.schema.ColumnType.Kind;
import io.github.leat.rds.internal.Dialect;
import io.github.leat.rds.internal.TargetColumn;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** Definitions of a roll-up's columns for MariaDB and MySQL, the same for the fresh groups, so that values are compared as stored. */
final class MySqlTable {
    /** Ends the comment of a column of instants, as loads write it. */
    private static final String INSTANT_MARK = "(UTC)";

    private static final Pattern DECIMAL = Pattern.compile("decimal\\((\\d+),(\\d+)\\).*");
    private static final Pattern TEXT = Pattern.compile("(tiny|medium|long)?(text|blob)\\b.*|(var)?(char|binary)\\(.*");
    private static final Pattern SHORT = Pattern.compile("(var)?(char|binary)\\(([1-9]|[1-5]\\d|6[0-4])\\).*");
    /** Characters of a text that are indexed; 8 texts of so many stay under the 3,072 bytes of an index. */
    private static final int PREFIX = 64;

    private static final int MAX_PARTS = 8;
    private static final int MAX_DIGITS = 65;
    private static final int MAX_COMMENT = 1000;
    /** What a sum and a mean have beyond the column's digits ("Aggregate Functions" of both). */
    private static final int SUM_DIGITS = 22;

    private static final int MEAN_DIGITS = 4;

    private final Dialect dialect;
    private final int maxScale;

    MySqlTable(Dialect dialect) {
        this.dialect = dialect;
        this.maxScale = dialect.product().equals("MariaDB") ? 38 : 30;
    }

    String definitions(Shape shape, boolean isFresh) {
        List<String> definitions = new ArrayList<>();
        for (Output output : shape.outputs()) {
            definitions.add(dialect.quote(output.name()) + " " + type(output) + comment(output));
        }
        if (isFresh) {
            definitions.add(dialect.quote(Engine.ROWS) + " bigint NOT NULL");
        }
        List<String> parts = new ArrayList<>();
        for (Output output : shape.groups()) {
            parts.add(part(dialect.quote(output.name()), output));
        }
        definitions.add(index(parts));
        return " (" + String.join(", ", definitions) + ")" + dialect.tableOptions();
    }

    /** An index over groups by the names that notes have. */
    String keyIndex(Shape shape, List<String> names) {
        List<String> parts = new ArrayList<>();
        for (int i = 0; i < names.size(); i++) {
            parts.add(part(names.get(i), shape.groups().get(i)));
        }
        return index(parts);
    }

    private static String index(List<String> parts) {
        return "INDEX _leat_groups (" + String.join(", ", parts.subList(0, Math.min(MAX_PARTS, parts.size()))) + ")";
    }

    private static String part(String name, Output output) {
        String type = output.source().orElseThrow().nativeType();
        boolean isLong = output.bucket().isEmpty()
                && TEXT.matcher(type).matches()
                && !SHORT.matcher(type).matches();
        return isLong ? name + "(" + PREFIX + ")" : name;
    }

    private String comment(Output output) {
        boolean isInstant = isValue(output)
                && output.source()
                        .flatMap(TargetColumn::type)
                        .filter(type -> type.kind() == Kind.TIMESTAMP_TZ)
                        .isPresent();
        String said = cut(output.comment().replace(INSTANT_MARK, "").strip());
        String comment = (said + (isInstant ? " " + INSTANT_MARK : "")).strip();
        return comment.isEmpty() ? "" : " COMMENT " + dialect.literal(comment);
    }

    static String cut(String comment) {
        return comment.length() <= MAX_COMMENT ? comment : comment.substring(0, MAX_COMMENT);
    }

    /** Whether it holds values of its column as they are. */
    private static boolean isValue(Output output) {
        return output.bucket().isEmpty()
                && output.measure()
                        .map(measure -> switch (measure.aggregate()) {
                            case MIN, MAX -> true;
                            case COUNT, SUM, AVG -> false;
                        })
                        .orElse(true);
    }

    private String type(Output output) {
        if (output.bucket().isPresent()) {
            return "date NULL";
        }
        if (isValue(output)) {
            TargetColumn column = output.source().orElseThrow();
            return column.nativeType() + (output.isGroup() && !column.nullable() ? " NOT NULL" : " NULL");
        }
        return switch (output.measure().orElseThrow().aggregate()) {
            case SUM -> number(output.source().orElseThrow(), SUM_DIGITS, 0) + " NULL";
            case AVG -> number(output.source().orElseThrow(), MEAN_DIGITS, MEAN_DIGITS) + " NULL";
            case COUNT, MIN, MAX -> "bigint NOT NULL";
        };
    }

    private String number(TargetColumn column, int moreDigits, int moreScale) {
        Matcher decimal = DECIMAL.matcher(column.nativeType());
        if (decimal.matches()) {
            int digits = Math.min(MAX_DIGITS, Integer.parseInt(decimal.group(1)) + moreDigits);
            int scale = Integer.parseInt(decimal.group(2));
            return "decimal(" + digits + "," + Math.max(scale, Math.min(maxScale, scale + moreScale)) + ")";
        }
        Optional<Kind> kind = column.type().map(ColumnType::kind);
        return kind.equals(Optional.of(Kind.DOUBLE))
                ? "double"
                : "decimal(" + (20 + moreDigits) + "," + moreScale + ")";
    }
}
