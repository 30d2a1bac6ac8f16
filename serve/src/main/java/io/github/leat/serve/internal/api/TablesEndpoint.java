package io.github.leat.serve.internal.api;

import com.fasterxml.jackson.core.JsonGenerator;
import io.github.leat.rds.LedgerRow;
import io.github.leat.rds.RollUpRow;
import io.github.leat.serve.catalog.CatalogColumn;
import io.github.leat.serve.catalog.CatalogTable;
import io.github.leat.serve.internal.api.Endpoint.Content;
import io.github.leat.serve.internal.format.JsonValues;
import io.github.leat.serve.query.Sql;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.sql.SQLException;
import java.util.Comparator;
import java.util.List;
import java.util.Locale;
import java.util.OptionalLong;
import java.util.stream.Stream;

/** What there is: tables, one table, loads. */
final class TablesEndpoint {
    private static final int LOADS = 100;
    private static final int MOST_LOADS = 10_000;

    private TablesEndpoint() {}

    static Endpoint tables() {
        return new Endpoint(
                "/api/tables",
                "tables",
                "The tables that Leat has loaded, and their roll-ups. \"ledger\" says whether that could be told: readable, or"
                        + " missing where nothing was loaded, or denied to the database's user. \"rowsAbout\" is the"
                        + " database's estimate; the table itself has the count.",
                List.of(),
                false,
                List.of(Content.json("Tables")),
                call -> call.ofCatalog(json(json -> {
                    json.writeStartObject();
                    json.writeStringField(
                            "ledger", call.catalog().ledger().name().toLowerCase(Locale.ROOT));
                    json.writeArrayFieldStart("tables");
                    for (CatalogTable table : call.catalog().tables()) {
                        json.writeStartObject();
                        json.writeStringField("name", table.name());
                        json.writeNumberField("columns", table.columns().size());
                        hxl(json, table);
                        json.writeFieldName("rowsAbout");
                        number(json, table.estimatedRows());
                        summary(json, table);
                        json.writeEndObject();
                    }
                    json.writeEndArray();
                    json.writeEndObject();
                })));
    }

    static Endpoint table() {
        return new Endpoint(
                "/api/tables/{table}",
                "table",
                "One table: its columns with types and HXL tags, its rows, its newest loads.",
                List.of(),
                false,
                List.of(Content.json("Table")),
                call -> {
                    CatalogTable table = call.table();
                    return call.ofTable(new Answer.Body.Kept("table " + table.name() + " " + table.version(), visit -> {
                        long rows = visit.query(Sql.of("SELECT count(*) FROM " + table.sql()), result -> {
                            if (!result.next()) {
                                throw new SQLException("a count has a row");
                            }
                            return result.getLong(1);
                        });
                        return json(json -> describe(json, table, rows, call));
                    }));
                });
    }

    static Endpoint loads() {
        return new Endpoint(
                "/api/loads",
                "loads",
                "The newest load of each object into each table, the last committed first.",
                List.of(
                        Parameter.text("table", "loads of this table only", 500, "events"),
                        Parameter.whole("limit", "how many at most (default 100)", 1, MOST_LOADS, 20)),
                false,
                List.of(Content.json("Loads")),
                call -> {
                    Stream<LedgerRow> loads = call.catalog().tables().stream()
                            .filter(table -> call.parameter("table")
                                    .map(table.name()::equals)
                                    .orElse(true))
                            .flatMap(table -> table.loads().stream());
                    List<LedgerRow> newest = newest(loads, call.number("limit", LOADS));
                    return call.ofCatalog(json(json -> {
                        json.writeStartObject();
                        loads(json, newest, call);
                        json.writeEndObject();
                    }));
                });
    }

    private static List<LedgerRow> newest(Stream<LedgerRow> loads, int limit) {
        return loads.sorted(Comparator.comparing(LedgerRow::updatedAt)
                        .reversed()
                        .thenComparing(LedgerRow::table)
                        .thenComparing(LedgerRow::source))
                .limit(limit)
                .toList();
    }

    private static void describe(JsonGenerator json, CatalogTable table, long rows, Call call) throws IOException {
        json.writeStartObject();
        json.writeStringField("name", table.name());
        json.writeNumberField("rows", rows);
        summary(json, table);
        json.writeArrayFieldStart("columns");
        for (CatalogColumn column : table.columns()) {
            json.writeStartObject();
            json.writeStringField("name", column.name());
            json.writeStringField("originalName", column.originalName());
            JsonValues values = new JsonValues(false);
            json.writeFieldName("hxl");
            values.write(json, column.hxl().orElse(null));
            json.writeStringField("type", column.type().toString());
            json.writeBooleanField("nullable", column.nullable());
            json.writeEndObject();
        }
        json.writeEndArray();
        json.writeFieldName("coordinates");
        if (table.coordinates().isPresent()) {
            CatalogTable.Coordinates coordinates = table.coordinates().get();
            json.writeStartObject();
            json.writeStringField("latitude", coordinates.latitude().name());
            json.writeStringField("longitude", coordinates.longitude().name());
            json.writeEndObject();
        } else {
            json.writeNull();
        }
        loads(json, newest(table.loads().stream(), LOADS), call);
        json.writeEndObject();
    }

    /** The tags of the columns that have one, in order. */
    private static void hxl(JsonGenerator json, CatalogTable table) throws IOException {
        json.writeArrayFieldStart("hxl");
        for (CatalogColumn column : table.columns()) {
            if (column.hxl().isPresent()) {
                json.writeString(column.hxl().get());
            }
        }
        json.writeEndArray();
    }

    private static void number(JsonGenerator json, OptionalLong number) throws IOException {
        if (number.isPresent()) {
            json.writeNumber(number.getAsLong());
        } else {
            json.writeNull();
        }
    }

    private static void summary(JsonGenerator json, CatalogTable table) throws IOException {
        json.writeFieldName("rollUpOf");
        new JsonValues(false).write(json, table.rollUp().map(RollUpRow::table).orElse(null));
        json.writeStringField("version", table.version());
        json.writeStringField("updatedAt", table.updatedAt().toString());
        json.writeNumberField("loadCount", table.loads().size());
        json.writeBooleanField("loading", table.loads().stream().anyMatch(load -> !load.completed()));
        json.writeNumberField(
                "recordsWritten",
                table.loads().stream().mapToLong(LedgerRow::written).sum());
        json.writeNumberField(
                "recordsRejected",
                table.loads().stream().mapToLong(LedgerRow::rejected).sum());
    }

    private static void loads(JsonGenerator json, List<LedgerRow> loads, Call call) throws IOException {
        json.writeArrayFieldStart("loads");
        for (LedgerRow load : loads) {
            json.writeStartObject();
            json.writeStringField("table", load.table());
            json.writeStringField("source", call.sources().shown(load.source()));
            json.writeFieldName("version");
            new JsonValues(false).write(json, load.version().orElse(null));
            json.writeStringField("loadId", load.loadId());
            json.writeStringField("mode", load.mode());
            json.writeBooleanField("completed", load.completed());
            json.writeNumberField("recordsRead", load.read());
            json.writeNumberField("recordsWritten", load.written());
            json.writeNumberField("recordsDeduplicated", load.deduplicated());
            json.writeNumberField("recordsRejected", load.rejected());
            json.writeNumberField("recordsSkipped", load.skipped());
            json.writeStringField("startedAt", load.startedAt().toString());
            json.writeStringField("updatedAt", load.updatedAt().toString());
            json.writeEndObject();
        }
        json.writeEndArray();
    }

    /** What writes a document. */
    @FunctionalInterface
    interface Document {
        void write(JsonGenerator json) throws IOException;
    }

    static byte[] json(Document document) {
        ByteArrayOutputStream out = new ByteArrayOutputStream();
        try (JsonGenerator json = JsonValues.generator(out)) {
            document.write(json);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        return out.toByteArray();
    }
}
