package io.github.leat.serve.query;

import io.github.leat.serve.catalog.CatalogColumn;
import io.github.leat.serve.catalog.CatalogTable;
import java.util.List;
import java.util.Optional;

/** Names in requests: a column's name or HXL tag, with a word after the last point where one is asked for. */
public final class Columns {
    private Columns() {}

    /**
     * A name with the word after its point.
     *
     * @param column what the name means
     * @param word after the point; empty if there is none
     */
    record Named(CatalogColumn column, String word) {}

    /** @throws QueryException if the table has no such column, or several */
    static CatalogColumn find(CatalogTable table, String part, String name) {
        return lookUp(table, part, name).orElseThrow(() -> unknown(table, part, name));
    }

    /** A column's own name may hold points, so the whole is tried first. */
    static Named withWord(CatalogTable table, String part, String name) {
        Optional<CatalogColumn> whole = lookUp(table, part, name);
        if (whole.isPresent()) {
            return new Named(whole.get(), "");
        }
        int point = name.lastIndexOf('.');
        if (point < 1) {
            throw unknown(table, part, name);
        }
        return new Named(find(table, part, name.substring(0, point)), name.substring(point + 1));
    }

    private static Optional<CatalogColumn> lookUp(CatalogTable table, String part, String name) {
        List<CatalogColumn> found = table.columnsNamed(name);
        if (found.size() > 1) {
            throw new QueryException(
                    part,
                    "\"" + Values.shown(name) + "\" is " + found.size() + " columns of this table. Write one of "
                            + String.join(
                                    ", ",
                                    found.stream().map(CatalogColumn::name).toList()) + ".");
        }
        return found.stream().findFirst();
    }

    private static QueryException unknown(CatalogTable table, String part, String name) {
        return new QueryException(
                part,
                "\"" + Values.shown(name)
                        + "\" is no column of this table. GET /api/tables/{table} lists its columns and"
                        + " HXL tags; it has " + table.columns().size() + ".");
    }
}
