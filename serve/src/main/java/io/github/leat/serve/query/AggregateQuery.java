package io.github.leat.serve.query;

import io.github.leat.serve.catalog.CatalogColumn;
import io.github.leat.serve.catalog.CatalogTable;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Set;

/**
 * Figures by groups.
 *
 * <p>The statement's columns are those of the groups, then three for each measure: its value (of an average, the sum), how many
 * values it was taken of, and what it is ordered by.
 *
 * @param table the table
 * @param groups may be empty: one row then
 * @param measures at least one
 * @param condition a condition on the table {@code t}
 * @param order names of groups and measures, each with a minus before it for the largest first
 */
public record AggregateQuery(
        CatalogTable table, List<Group> groups, List<Measure> measures, Sql condition, List<String> order) {
    /** Columns of the statement for each measure. */
    public static final int COLUMNS_OF_MEASURE = 3;

    /** Copies the lists; refuses a name that is there twice and an order by what is not asked for. */
    public AggregateQuery {
        groups = List.copyOf(groups);
        measures = List.copyOf(measures);
        order = List.copyOf(order);
        Set<String> names = new HashSet<>();
        groups.forEach(group -> requireNew(names, "group", group.name()));
        measures.forEach(measure -> requireNew(names, "measures", measure.name()));
        for (String name : order) {
            if (!names.contains(name) && !(name.startsWith("-") && names.contains(name.substring(1)))) {
                throw new QueryException(
                        "sort",
                        "\"" + Values.shown(name) + "\" is not among the groups and measures. Write one of "
                                + String.join(", ", names.stream().sorted().toList()) + ", with - before it for the"
                                + " largest first.");
            }
        }
    }

    private static void requireNew(Set<String> names, String part, String name) {
        if (!names.add(name)) {
            throw new QueryException(part, name + " is there twice. Leave one out.");
        }
    }

    /** The statement. */
    public Sql sql(QueryDialect dialect, long limit) {
        List<String> selected = new ArrayList<>();
        List<String> positions = new ArrayList<>();
        for (int i = 0; i < groups.size(); i++) {
            selected.add(groups.get(i).sql(dialect) + " AS g" + i);
            positions.add(String.valueOf(i + 1));
        }
        for (int i = 0; i < measures.size(); i++) {
            Measure measure = measures.get(i);
            String value = measure.sql(dialect);
            String column = measure.column().map(CatalogColumn::sql).orElse("*");
            selected.add(value + " AS m" + i);
            selected.add("count(" + column + ") AS n" + i);
            selected.add((measure.function() == Measure.Function.AVG ? dialect.average(column) : value) + " AS o" + i);
        }
        Sql inner = Sql.of("SELECT " + String.join(", ", selected) + " FROM " + table.sql() + " t WHERE ")
                .then(condition)
                .then(groups.isEmpty() ? "" : " GROUP BY " + String.join(", ", positions));
        return Sql.of("SELECT * FROM (").then(inner).then(") a" + orderBy() + " LIMIT " + limit);
    }

    /** By what was asked, then by all groups, so that the answer is one and the same each time; NULLs last. */
    private String orderBy() {
        List<String> terms = new ArrayList<>();
        for (String name : order) {
            boolean descending = positionOf(name).isEmpty();
            String column = positionOf(descending ? name.substring(1) : name);
            terms.add(column + " IS NULL");
            terms.add(column + (descending ? " DESC" : ""));
        }
        for (int i = 0; i < groups.size(); i++) {
            terms.add("g" + i + " IS NULL");
            terms.add("g" + i);
        }
        return terms.isEmpty() ? "" : " ORDER BY " + String.join(", ", terms);
    }

    private String positionOf(String name) {
        for (int i = 0; i < groups.size(); i++) {
            if (groups.get(i).name().equals(name)) {
                return "g" + i;
            }
        }
        for (int i = 0; i < measures.size(); i++) {
            if (measures.get(i).name().equals(name)) {
                return "o" + i;
            }
        }
        return "";
    }
}
