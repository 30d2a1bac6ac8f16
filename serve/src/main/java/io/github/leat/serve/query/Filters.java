package io.github.leat.serve.query;

import io.github.leat.core.schema.ColumnType;
import io.github.leat.core.schema.ColumnType.Kind;
import io.github.leat.serve.catalog.CatalogColumn;
import io.github.leat.serve.catalog.CatalogTable;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;

/**
 * Conditions on columns, all of which hold: {@code country=Mali}, {@code fatalities.gte=10},
 * {@code event_date.between=2024-01-01,2024-03-31}. A NULL fulfils none but {@code null=true} and {@code ne}.
 */
public final class Filters {
    /** The words after the point, with what they mean. */
    public static final Map<String, String> OPERATORS = Map.of(
            "eq", "equal",
            "ne", "not equal, or NULL",
            "lt", "less",
            "lte", "less or equal",
            "gt", "greater",
            "gte", "greater or equal",
            "between", "from one to another, both included: a,b",
            "in", "one of several: a,b,c; a comma within one is written \\,",
            "null", "true: is NULL; false: is not");

    /** Words for texts alone. */
    public static final Map<String, String> TEXT_OPERATORS =
            Map.of("contains", "holds this text", "starts", "begins with this text");

    private Filters() {}

    /**
     * The condition of a request's filters; {@code 1 = 1} if there are none.
     *
     * @param filters names with their operators, and values, in order
     * @param most how many there may be; of the values of {@code in} ten times as many
     * @throws QueryException if one cannot be understood
     */
    public static Sql parse(
            CatalogTable table, QueryDialect dialect, List<Map.Entry<String, String>> filters, int most) {
        if (filters.size() > most) {
            throw new QueryException(
                    filters.get(most).getKey(), "A request may have " + most + " filters. Leave some out.");
        }
        List<Sql> conditions = new ArrayList<>();
        conditions.add(Sql.of("1 = 1"));
        for (Map.Entry<String, String> filter : filters) {
            Columns.Named named = Columns.withWord(table, filter.getKey(), filter.getKey());
            conditions.add(new One(dialect, filter.getKey(), named.column(), most * 10)
                    .condition(named.word().isEmpty() ? "eq" : named.word(), filter.getValue()));
        }
        return Sql.join(" AND ", conditions);
    }

    private record One(QueryDialect dialect, String part, CatalogColumn column, int mostValues) {
        Sql condition(String operator, String text) {
            String left = dialect.comparable(column.sql(), kind());
            return switch (operator) {
                case "eq" -> Sql.of(left + " = ").then(value(text));
                case "ne" ->
                    Sql.of("NOT (" + dialect.same(left, right()))
                            .then(bound(text))
                            .then(")");
                case "lt" -> Sql.of(left + " < ").then(value(text));
                case "lte" -> Sql.of(left + " <= ").then(value(text));
                case "gt" -> Sql.of(left + " > ").then(value(text));
                case "gte" -> Sql.of(left + " >= ").then(value(text));
                case "between" -> between(left, text);
                case "in" -> in(left, text);
                case "null" -> isNull(text);
                case "contains" -> new Sql(dialect.contains(textual(left), right()), List.of(parsed(text)));
                case "starts" -> new Sql(dialect.startsWith(textual(left), right()), List.of(parsed(text)));
                default ->
                    throw new QueryException(
                            part,
                            "\"" + Values.shown(operator) + "\" is no operator. Write one of "
                                    + String.join(
                                            ", ",
                                            OPERATORS.keySet().stream().sorted().toList())
                                    + ", and for texts contains or starts.");
            };
        }

        private Kind kind() {
            return column.type().kind();
        }

        private String right() {
            return dialect.parameter(column.type());
        }

        private Object parsed(String text) {
            return Values.parse(part, text, column.type());
        }

        private Sql value(String text) {
            return new Sql(right(), List.of(parsed(text)));
        }

        /** The value alone, where {@link #right} is in the text already. */
        private Sql bound(String text) {
            return new Sql("", List.of(parsed(text)));
        }

        private Sql between(String left, String text) {
            List<String> ends = CommaList.split(text);
            if (ends.size() != 2) {
                throw new QueryException(part, "between takes two values. Write from,to; a comma within one as \\,.");
            }
            return Sql.of(left + " >= ")
                    .then(value(ends.get(0)))
                    .then(" AND " + left + " <= ")
                    .then(value(ends.get(1)));
        }

        private Sql in(String left, String text) {
            List<String> texts = CommaList.split(text);
            if (texts.size() > mostValues) {
                throw new QueryException(part, "in takes " + mostValues + " values at most.");
            }
            return Sql.of(left + " IN (")
                    .then(Sql.join(", ", texts.stream().map(this::value).toList()))
                    .then(")");
        }

        private Sql isNull(String text) {
            boolean wanted = (Boolean) Values.parse(part, text, ColumnType.BOOLEAN);
            return Sql.of(column.sql() + (wanted ? " IS NULL" : " IS NOT NULL"));
        }

        private String textual(String left) {
            if (kind() != Kind.TEXT) {
                throw new QueryException(
                        part, "contains and starts are for texts, and " + column.name() + " is " + column.type() + ".");
            }
            return left;
        }
    }
}
