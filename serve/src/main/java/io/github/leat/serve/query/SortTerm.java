package io.github.leat.serve.query;

import io.github.leat.serve.catalog.CatalogColumn;
import io.github.leat.serve.catalog.CatalogTable;
import java.util.ArrayList;
import java.util.List;

/**
 * A column that rows are sorted by; NULLs come last either way.
 *
 * @param column the column
 * @param descending from the largest
 */
public record SortTerm(CatalogColumn column, boolean descending) {
    /**
     * The columns of {@code -fatalities,event_date}.
     *
     * @param most how many there may be
     */
    public static List<SortTerm> parse(CatalogTable table, String part, String text, int most) {
        List<SortTerm> terms = new ArrayList<>();
        for (String name : CommaList.split(text)) {
            boolean descending =
                    name.startsWith("-") && table.columnsNamed(name).isEmpty();
            CatalogColumn column = Columns.find(table, part, descending ? name.substring(1) : name);
            if (terms.stream().anyMatch(term -> term.column().equals(column))) {
                throw new QueryException(part, column.name() + " is there twice. Leave one out.");
            }
            terms.add(new SortTerm(column, descending));
        }
        if (terms.size() > most) {
            throw new QueryException(part, "Rows can be sorted by " + most + " columns. Leave some out.");
        }
        return terms;
    }

    String direction() {
        return descending ? " DESC" : "";
    }
}
