package io.github.leat.testkit.dynamodb;

import com.fasterxml.jackson.core.JsonParser;
import com.fasterxml.jackson.core.JsonToken;
import io.github.leat.core.rate.Ticker;
import java.io.IOException;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ConcurrentHashMap;
import org.jspecify.annotations.Nullable;

/** The meters of the tables, each made from the table's description and items when it is first written to. Thread-safe. */
final class TableMeters {
    private final ProxySetup setup;
    private final Ticker ticker;
    private final CapacityRecords records;
    private final Map<String, TableMeter> meters = new ConcurrentHashMap<>();

    /** What a description says other than the store's: the store knows no maximum of tables on demand. */
    private final Map<String, Map<String, Object>> overlays = new ConcurrentHashMap<>();

    TableMeters(ProxySetup setup, Ticker ticker, CapacityRecords records) {
        this.setup = setup;
        this.ticker = ticker;
        this.records = records;
    }

    /** The meter of a table; null if the store has no such table. */
    @Nullable
    TableMeter of(String table, StoreConnection store) throws IOException {
        TableMeter meter = meters.get(table);
        return meter != null ? meter : make(table, store);
    }

    private synchronized @Nullable TableMeter make(String table, StoreConnection store) throws IOException {
        TableMeter known = meters.get(table);
        if (known != null) {
            return known;
        }
        Optional<Map<String, Object>> description = describe(table, store);
        if (description.isEmpty()) {
            return null;
        }
        TableMeter meter = new TableMeter(TableShape.of(description.get()), setup, ticker, records);
        scan(table, store, meter);
        meters.put(table, meter);
        return meter;
    }

    /** A table's description, with what the store does not know of it. */
    Optional<Map<String, Object>> describe(String table, StoreConnection store) throws IOException {
        WireReply reply = store.call("DescribeTable", Json.write(Map.of("TableName", table)));
        return reply.isOk() ? Json.object(Json.read(reply.body()), "Table").map(this::complete) : Optional.empty();
    }

    /** Adds to a description what the store does not know. */
    Map<String, Object> complete(Map<String, Object> description) {
        description.putAll(overlays.getOrDefault(Json.text(description, "TableName"), Map.of()));
        return description;
    }

    /** Has a table's description state these fields from now on. */
    void overlay(String table, Map<String, Object> fields) {
        overlays.merge(table, fields, (old, fresh) -> {
            Map<String, Object> both = new LinkedHashMap<>(old);
            both.putAll(fresh);
            return both;
        });
    }

    /** Has a table's description state this field as the store does again. */
    void uncover(String table, String field) {
        overlays.computeIfPresent(table, (name, old) -> {
            Map<String, Object> rest = new LinkedHashMap<>(old);
            rest.remove(field);
            return rest;
        });
    }

    /** The table was made, changed or dropped: its meter takes what it has now, or is made anew where indexes changed. */
    synchronized void changed(String table, StoreConnection store) throws IOException {
        TableMeter meter = meters.get(table);
        if (meter == null) {
            return;
        }
        Optional<TableShape> shape = describe(table, store).map(TableShape::of);
        if (shape.isPresent()
                && names(shape.get()).equals(names(meter.shape()))
                && shape.get().onDemand() == meter.shape().onDemand()) {
            meter.provision(shape.get());
        } else {
            meters.remove(table);
        }
    }

    synchronized void dropped(String table) {
        meters.remove(table);
        overlays.remove(table);
    }

    private static String names(TableShape shape) {
        StringBuilder names = new StringBuilder();
        shape.indexes().forEach(index -> names.append(index.metered().name()).append(' '));
        return names.toString();
    }

    private static void scan(String table, StoreConnection store, TableMeter meter) throws IOException {
        Map<String, Object> request = new LinkedHashMap<>();
        request.put("TableName", table);
        Optional<Map<String, Object>> last;
        do {
            WireReply reply = store.call("Scan", Json.write(request));
            try (JsonParser parser = Json.FACTORY.createParser(reply.body())) {
                parser.nextToken();
                while (parser.nextToken() != JsonToken.END_OBJECT) {
                    boolean items = "Items".equals(parser.currentName());
                    parser.nextToken();
                    if (items) {
                        while (parser.nextToken() != JsonToken.END_ARRAY) {
                            meter.known(ParsedItem.read(parser));
                        }
                    } else {
                        parser.skipChildren();
                    }
                }
            }
            last = Json.object(Json.read(reply.body()), "LastEvaluatedKey");
            last.ifPresent(key -> request.put("ExclusiveStartKey", key));
        } while (last.isPresent());
    }
}
