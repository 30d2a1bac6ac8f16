package io.github.leat.serve.query;

import io.github.leat.core.schema.ColumnType;
import io.github.leat.core.schema.ColumnType.Kind;
import io.github.leat.serve.catalog.CatalogColumn;
import io.github.leat.serve.catalog.CatalogTable;
import java.util.Arrays;
import java.util.Locale;
import java.util.Optional;

/**
 * A figure of each group.
 *
 * @param function what is computed
 * @param column of what; empty for the number of rows
 */
public record Measure(Function function, Optional<CatalogColumn> column) {
    /** What can be computed. */
    public enum Function {
        /** Rows; of a column, those that are not NULL. */
        COUNT,
        /** Different values that are not NULL. */
        DISTINCT,
        /** Of numbers: exact for integers and decimals. */
        SUM,
        /** Of numbers, as a double. */
        AVG,
        /** The least value. */
        MIN,
        /** The largest value. */
        MAX;

        /** As requests name it. */
        public String text() {
            return name().toLowerCase(Locale.ROOT);
        }
    }

    /** One such as {@code count} or {@code fatalities.sum}. */
    public static Measure parse(CatalogTable table, String part, String name) {
        if (name.equals("count")) {
            return new Measure(Function.COUNT, Optional.empty());
        }
        Columns.Named named = Columns.withWord(table, part, name);
        Function function = Arrays.stream(Function.values())
                .filter(f -> f.text().equals(named.word()))
                .findFirst()
                .orElseThrow(() -> new QueryException(
                        part,
                        "\"" + Values.shown(name) + "\" is no figure. Write count, or a column with one of "
                                + String.join(
                                        ", ",
                                        Arrays.stream(Function.values())
                                                .map(f -> "." + f.text())
                                                .toList())
                                + "."));
        CatalogColumn column = named.column();
        boolean fits = switch (function) {
            case SUM, AVG -> column.isNumeric();
            case MIN, MAX -> column.type().kind() != Kind.BOOLEAN;
            case COUNT, DISTINCT -> true;
        };
        if (!fits) {
            throw new QueryException(
                    part, column.name() + " is " + column.type() + ", which has no " + function.text() + ".");
        }
        return new Measure(function, Optional.of(column));
    }

    /** As answers name it. */
    public String name() {
        return column.map(c -> c.name() + "." + function.text()).orElse("count");
    }

    /** What its values are. */
    public ColumnType type() {
        return switch (function) {
            case COUNT, DISTINCT -> ColumnType.LONG;
            case AVG -> ColumnType.DOUBLE;
            case MIN, MAX -> of().type();
            case SUM ->
                of().type().kind() == Kind.DOUBLE
                        ? ColumnType.DOUBLE
                        : ColumnType.decimal(
                                ColumnType.MAX_PRECISION, of().type().scale());
        };
    }

    private CatalogColumn of() {
        return column.orElseThrow();
    }

    /** The expression over the table {@code t}; of an average, the sum. */
    public String sql(QueryDialect dialect) {
        if (column.isEmpty()) {
            return "count(*)";
        }
        String name = of().sql();
        String comparable = dialect.comparable(name, of().type().kind());
        return switch (function) {
            case COUNT -> "count(" + name + ")";
            case DISTINCT -> "count(DISTINCT " + comparable + ")";
            case SUM, AVG -> dialect.sum(name, of().type());
            case MIN -> "min(" + comparable + ")";
            case MAX -> "max(" + comparable + ")";
        };
    }
}
