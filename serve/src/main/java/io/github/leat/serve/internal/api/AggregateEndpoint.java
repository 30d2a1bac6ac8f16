package io.github.leat.serve.internal.api;

import com.fasterxml.jackson.core.JsonGenerator;
import io.github.leat.core.schema.ColumnType;
import io.github.leat.core.schema.ColumnType.Kind;
import io.github.leat.serve.ServeLimits;
import io.github.leat.serve.catalog.CatalogTable;
import io.github.leat.serve.internal.api.Endpoint.Content;
import io.github.leat.serve.internal.format.Cells;
import io.github.leat.serve.internal.format.CsvRows;
import io.github.leat.serve.internal.format.JsonValues;
import io.github.leat.serve.query.AggregateQuery;
import io.github.leat.serve.query.CommaList;
import io.github.leat.serve.query.Group;
import io.github.leat.serve.query.Measure;
import io.github.leat.serve.query.QueryException;
import io.github.leat.serve.query.Sql;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.math.BigDecimal;
import java.math.MathContext;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** Figures by groups. */
final class AggregateEndpoint {
    private static final int LONGEST = 4_000;

    private AggregateEndpoint() {}

    static Endpoint aggregate(ServeLimits limits) {
        return new Endpoint(
                "/api/tables/{table}/aggregate",
                "aggregate",
                "Figures by groups: of rows that pass the filters. \"truncated\" says that there are more groups.",
                List.of(
                        Parameter.text(
                                "group",
                                "columns by name or HXL tag, with commas between; days and times by .year, .quarter,"
                                        + " .month, .week, .day or .hour; numbers by .perN (N steps to one) or .byN (steps"
                                        + " of N)",
                                LONGEST,
                                "country,event_date.month"),
                        Parameter.text(
                                "measures",
                                "count, or a column with .count, .distinct, .sum, .avg, .min or .max (default count)",
                                LONGEST,
                                "count,fatalities.sum"),
                        Parameter.text(
                                "sort",
                                "groups and measures, a minus before one for the largest first (default: the groups;"
                                        + " with top, the first measure)",
                                LONGEST,
                                "-count"),
                        Parameter.whole("top", "the first so many groups by the first measure", 1, limits.groups(), 10),
                        Parameter.oneOf("format", "instead of the Accept header", "json", "csv"),
                        Parameter.oneOf(
                                "numbers",
                                "text: integers and decimals as JSON texts, for readers whose numbers are doubles",
                                "plain",
                                "text")),
                true,
                List.of(Content.json("Figures"), new Content("text/csv", "Lines")),
                AggregateEndpoint::answer);
    }

    private static Answer answer(Call call) {
        CatalogTable table = call.table();
        List<Group> groups = call.parameter("group")
                .map(text -> few("group", text, call.limits().sortColumns()).stream()
                        .map(name -> Group.parse(table, "group", name))
                        .toList())
                .orElse(List.of());
        List<Measure> measures =
                few(
                                "measures",
                                call.parameter("measures").orElse("count"),
                                call.limits().measures())
                        .stream()
                        .map(name -> Measure.parse(table, "measures", name))
                        .toList();
        List<String> unsaid = call.parameter("top").isPresent()
                ? List.of("-" + measures.get(0).name())
                : List.of();
        List<String> order = call.parameter("sort")
                .map(text -> few("sort", text, call.limits().sortColumns()))
                .orElse(unsaid);
        AggregateQuery query = new AggregateQuery(table, groups, measures, call.condition(), order);
        int limit = call.number("top", call.limits().groups());
        Sql sql = query.sql(call.dialect(), limit + 1L);
        String format = call.format();
        JsonValues values = call.values();
        return call.ofTable(new Answer.Body.Kept(
                table.version() + " " + format + " " + values + " " + limit + " " + sql,
                visit -> visit.query(sql, result -> {
                    Table read = read(query, result, limit, call.cells());
                    return format.equals("csv") ? csv(query, read) : json(query, read, values);
                })));
    }

    private static List<String> few(String part, String text, int most) {
        List<String> names = CommaList.split(text);
        if (names.size() > most) {
            throw new QueryException(part, part + " takes " + most + " names at most. Leave some out.");
        }
        return names;
    }

    private record Table(List<List<@Nullable Object>> rows, boolean truncated) {}

    private static Table read(AggregateQuery query, ResultSet result, int limit, Cells cells) throws SQLException {
        List<List<@Nullable Object>> rows = new ArrayList<>();
        while (result.next()) {
            if (rows.size() == limit) {
                return new Table(rows, true);
            }
            List<@Nullable Object> row = new ArrayList<>();
            int index = 1;
            for (Group group : query.groups()) {
                row.add(cells.read(result, index++, group.type()));
            }
            for (Measure measure : query.measures()) {
                row.add(value(measure, result, index, cells));
                index += AggregateQuery.COLUMNS_OF_MEASURE;
            }
            rows.add(row);
        }
        return new Table(rows, false);
    }

    private static @Nullable Object value(Measure measure, ResultSet result, int index, Cells cells)
            throws SQLException {
        if (measure.function() != Measure.Function.AVG) {
            return cells.read(result, index, measure.type());
        }
        long count = result.getLong(index + 1);
        if (count == 0) {
            return null;
        }
        boolean inexact = measure.column().orElseThrow().type().kind() == Kind.DOUBLE;
        Object sum = cells.read(result, index, inexact ? ColumnType.DOUBLE : ColumnType.decimal(38, 0));
        // by exact division of the exact sum, so that all databases give the same average
        return sum instanceof BigDecimal exact
                ? (Object) exact.divide(BigDecimal.valueOf(count), MathContext.DECIMAL128)
                        .doubleValue()
                : sum instanceof Double about ? about / count : null;
    }

    private static List<String> names(AggregateQuery query) {
        List<String> names = new ArrayList<>();
        query.groups().forEach(group -> names.add(group.name()));
        query.measures().forEach(measure -> names.add(measure.name()));
        return names;
    }

    private static byte[] csv(AggregateQuery query, Table table) throws IOException {
        ByteArrayOutputStream out = new ByteArrayOutputStream();
        CsvRows csv = new CsvRows(out, names(query));
        csv.begin();
        for (List<@Nullable Object> row : table.rows()) {
            csv.row(row);
        }
        csv.end(Optional.empty());
        return out.toByteArray();
    }

    private static byte[] json(AggregateQuery query, Table table, JsonValues values) {
        List<String> names = names(query);
        return TablesEndpoint.json(json -> {
            json.writeStartObject();
            json.writeArrayFieldStart("groups");
            for (Group group : query.groups()) {
                column(json, group.name(), group.type());
            }
            json.writeEndArray();
            json.writeArrayFieldStart("measures");
            for (Measure measure : query.measures()) {
                column(json, measure.name(), measure.type());
            }
            json.writeEndArray();
            json.writeArrayFieldStart("rows");
            for (List<@Nullable Object> row : table.rows()) {
                json.writeStartObject();
                for (int i = 0; i < names.size(); i++) {
                    json.writeFieldName(names.get(i));
                    values.write(json, row.get(i));
                }
                json.writeEndObject();
            }
            json.writeEndArray();
            json.writeBooleanField("truncated", table.truncated());
            json.writeEndObject();
        });
    }

    private static void column(JsonGenerator json, String name, ColumnType type) throws IOException {
        json.writeStartObject();
        json.writeStringField("name", name);
        json.writeStringField("type", type.toString());
        json.writeEndObject();
    }
}
