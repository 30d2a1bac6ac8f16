package io.github.leat.serve.internal.api;

import io.github.leat.core.schema.ColumnType;
import io.github.leat.serve.ServeLimits;
import io.github.leat.serve.catalog.CatalogColumn;
import io.github.leat.serve.catalog.CatalogTable;
import io.github.leat.serve.internal.api.Endpoint.Content;
import io.github.leat.serve.internal.database.Visit;
import io.github.leat.serve.internal.format.CsvRows;
import io.github.leat.serve.internal.format.GeoJsonRows;
import io.github.leat.serve.internal.format.JsonRows;
import io.github.leat.serve.internal.format.NdjsonRows;
import io.github.leat.serve.internal.format.RowWriter;
import io.github.leat.serve.query.Cursor;
import io.github.leat.serve.query.QueryException;
import io.github.leat.serve.query.RowsQuery;
import io.github.leat.serve.query.SortTerm;
import java.io.IOException;
import java.io.OutputStream;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/** Rows of a table: pages of JSON and GeoJSON, whole answers in CSV and NDJSON. */
final class RowsEndpoint {
    private static final int DEFAULT_PAGE = 100;
    private static final int LONGEST = 4_000;

    private RowsEndpoint() {}

    static Endpoint rows(ServeLimits limits) {
        return new Endpoint(
                "/api/tables/{table}/rows",
                "rows",
                "Rows, filtered and sorted. JSON and GeoJSON in pages: \"next\" is the cursor of the next one, null on"
                        + " the last. CSV and NDJSON at once.",
                List.of(
                        Parameter.text(
                                "columns",
                                "columns by name or HXL tag, with commas between",
                                LONGEST,
                                "country,#geo+lat"),
                        Parameter.text(
                                "sort",
                                "columns to sort by, a minus before one for the largest first; NULLs come last",
                                LONGEST,
                                "-fatalities"),
                        Parameter.whole(
                                "limit",
                                "rows at most: of a page " + DEFAULT_PAGE + " unless said, " + limits.pageRows()
                                        + " at most",
                                1,
                                limits.streamRows(),
                                10),
                        Parameter.text("cursor", "\"next\" of the page before", 500, ""),
                        Parameter.oneOf("format", "instead of the Accept header", "json", "ndjson", "csv", "geojson"),
                        Parameter.oneOf(
                                "numbers",
                                "text: integers and decimals as JSON texts, for readers whose numbers are doubles",
                                "plain",
                                "text")),
                true,
                List.of(
                        Content.json("Rows"),
                        new Content("application/x-ndjson", "Lines"),
                        new Content("text/csv", "Lines"),
                        new Content("application/geo+json", "Features")),
                RowsEndpoint::answer);
    }

    private static Answer answer(Call call) {
        CatalogTable table = call.table();
        String format = call.format();
        boolean paged = format.equals("json") || format.equals("geojson");
        List<CatalogColumn> columns = call.parameter("columns")
                .map(text -> SortTerm.parse(
                                table, "columns", text, table.columns().size())
                        .stream()
                        .map(SortTerm::column)
                        .toList())
                .orElse(table.columns());
        List<SortTerm> sort = call.parameter("sort")
                .map(text -> SortTerm.parse(table, "sort", text, call.limits().sortColumns()))
                .orElse(List.of());
        List<CatalogColumn> read = new ArrayList<>(columns);
        if (format.equals("geojson")) {
            CatalogTable.Coordinates coordinates = table.coordinates()
                    .orElseThrow(() -> new QueryException(
                            "format",
                            "This table has no coordinates: columns tagged #geo+lat and #geo+lon, or named latitude and"
                                    + " longitude. Ask for another format."));
            read.add(coordinates.latitude());
            read.add(coordinates.longitude());
        }
        RowsQuery query = new RowsQuery(table, read, call.condition(), sort);
        Optional<Cursor> after = call.parameter("cursor").map(text -> cursor(query, text, paged));
        int limit = call.number("limit", paged ? DEFAULT_PAGE : call.limits().streamRows());
        if (paged && limit > call.limits().pageRows()) {
            throw new QueryException(
                    "limit",
                    "A page has " + call.limits().pageRows()
                            + " rows at most. Take CSV or NDJSON, or follow \"next\".");
        }
        boolean isWhole = !paged && call.parameter("limit").isEmpty();
        return call.ofTable(new Answer.Body.Streamed((visit, out) -> {
            if (isWhole) {
                requireFew(call, query, visit);
            }
            RowWriter writer = writer(format, columns, call, out);
            visit.query(query.rows(call.dialect(), paged ? limit + 1L : limit, after), result -> {
                new Page(call, query, writer, paged ? limit : Integer.MAX_VALUE, after).write(result, visit);
                return limit;
            });
        }));
    }

    private static Cursor cursor(RowsQuery query, String text, boolean paged) {
        if (!paged) {
            throw new QueryException("cursor", "CSV and NDJSON come at once, without pages. Leave the cursor out.");
        }
        Cursor cursor = Cursor.parse(text);
        if (!cursor.question().equals(query.question())
                || !cursor.row().matches(query.identity().form())) {
            throw Cursor.notOne();
        }
        if (!cursor.version().equals(query.table().version())) {
            throw new ProblemException(new Problem(
                    409,
                    "Table changed",
                    "The table was loaded since the last page, so pages before and after it would not be one answer."
                            + " Begin again without the cursor.",
                    Optional.of("cursor")));
        }
        return cursor;
    }

    /** An answer without its end would look whole; so it is refused before its beginning. */
    private static void requireFew(Call call, RowsQuery query, Visit visit) throws SQLException {
        int most = call.limits().streamRows();
        long rows = visit.query(query.count(most + 1L), result -> result.next() ? result.getLong(1) : 0L);
        if (rows > most) {
            throw new ProblemException(Problem.of(
                    422,
                    "Too many rows",
                    "More than " + most + " rows. Filter them, say a limit, or take pages of JSON."));
        }
    }

    private static RowWriter writer(String format, List<CatalogColumn> columns, Call call, OutputStream out)
            throws IOException {
        List<String> names = columns.stream().map(CatalogColumn::name).toList();
        return switch (format) {
            case "csv" -> new CsvRows(out, names);
            case "ndjson" -> new NdjsonRows(out, names, call.values());
            case "geojson" -> new GeoJsonRows(out, names, call.values());
            default -> new JsonRows(out, names, call.values());
        };
    }

    /** The types of what is read. */
    static List<ColumnType> types(List<CatalogColumn> columns) {
        return columns.stream().map(CatalogColumn::type).toList();
    }
}
