package io.github.leat.serve.query;

import io.github.leat.rds.RowIdentity;
import io.github.leat.serve.catalog.CatalogColumn;
import io.github.leat.serve.catalog.CatalogTable;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.UUID;

/**
 * Rows of a table in a total order: by the sort's columns, NULLs last, and by what tells rows apart.
 *
 * <p>A page begins after the row of its cursor, whose values are read from the table again. Equal sort values, NULLs and rows
 * that are the same in every column are given once each.
 *
 * @param table the table
 * @param columns what is read of each row
 * @param condition a condition on the table {@code t}
 * @param sort the order; may be empty
 */
public record RowsQuery(CatalogTable table, List<CatalogColumn> columns, Sql condition, List<SortTerm> sort) {
    private static final String LAST = "_leat_last";

    /** Copies the lists. */
    public RowsQuery {
        columns = List.copyOf(columns);
        sort = List.copyOf(sort);
    }

    /** A hash of what decides which rows there are and in which order. */
    public String question() {
        StringBuilder all = new StringBuilder(table.name()).append('\n').append(condition);
        sort.forEach(term -> all.append('\n').append(term.column().name()).append(term.direction()));
        UUID hash = UUID.nameUUIDFromBytes(all.toString().getBytes(StandardCharsets.UTF_8));
        return hash.toString().replace("-", "").substring(0, 16);
    }

    /** How many rows there are, counted up to a number. */
    public Sql count(long most) {
        return Sql.of("SELECT count(*) FROM (SELECT 1 AS one FROM " + table.sql() + " t WHERE ")
                .then(condition)
                .then(" LIMIT " + most + ") counted");
    }

    /**
     * The rows; the last column is the identity as text.
     *
     * @param limit how many at most
     * @param after where the last page ended
     */
    public Sql rows(QueryDialect dialect, long limit, Optional<Cursor> after) {
        RowIdentity identity = identity();
        List<String> selected = new ArrayList<>();
        columns.forEach(column -> selected.add(column.sql()));
        selected.add(identity.asText());
        Sql sql = Sql.of("SELECT " + String.join(", ", selected) + " FROM " + table.sql() + " t");
        if (after.isPresent() && !sort.isEmpty()) {
            sql = sql.then(lastRow(dialect, after.get()));
        }
        sql = sql.then(" WHERE (").then(condition).then(")");
        if (after.isPresent()) {
            sql = sql.then(" AND (").then(beyond(dialect, after.get())).then(")");
        }
        List<String> order = new ArrayList<>();
        for (SortTerm term : sort) {
            order.add(term.column().sql() + " IS NULL");
            order.add(value(dialect, term) + term.direction());
        }
        order.add(identity.expression());
        sql = sql.then(" ORDER BY " + String.join(", ", order) + " LIMIT " + limit);
        int equal = after.map(Cursor::equal).orElse(0);
        return equal > 0 ? sql.then(" OFFSET " + equal) : sql;
    }

    private Sql lastRow(QueryDialect dialect, Cursor after) {
        List<String> values = new ArrayList<>();
        for (int i = 0; i < sort.size(); i++) {
            values.add(value(dialect, sort.get(i)) + " AS " + LAST + i);
        }
        return new Sql(
                " CROSS JOIN (SELECT " + String.join(", ", values) + " FROM " + table.sql() + " t WHERE "
                        + identity().expression() + " = " + identity().fromText() + " LIMIT 1) p",
                List.of(after.row()));
    }

    /** Beyond the last row; where rows may be equal, or at it: the ones already given are stepped over. */
    private Sql beyond(QueryDialect dialect, Cursor after) {
        List<Sql> ways = new ArrayList<>();
        StringBuilder same = new StringBuilder();
        for (int i = 0; i < sort.size(); i++) {
            SortTerm term = sort.get(i);
            String here = value(dialect, term);
            String last = "p." + LAST + i;
            ways.add(Sql.of(same + "(" + here + (term.descending() ? " < " : " > ") + last + " OR " + here
                    + " IS NULL AND " + last + " IS NOT NULL)"));
            same.append(dialect.same(here, last)).append(" AND ");
        }
        ways.add(new Sql(
                same
                        + identity().expression()
                        + (identity().isUnique() ? " > " : " >= ")
                        + identity().fromText(),
                List.of(after.row())));
        return Sql.join(" OR ", ways);
    }

    private static String value(QueryDialect dialect, SortTerm term) {
        return dialect.comparable(term.column().sql(), term.column().type().kind());
    }

    /** What tells the rows apart. */
    public RowIdentity identity() {
        return table.identity().orElseThrow(() -> new IllegalStateException("Every database here tells rows apart."));
    }
}
