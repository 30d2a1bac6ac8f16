package io.github.leat.dynamodb.internal;

import io.github.leat.core.PermanentSinkException;
import io.github.leat.core.Position;
import io.github.leat.core.rate.Ticker;
import io.github.leat.core.sink.Checkpoint;
import io.github.leat.core.sink.KnownLoad;
import io.github.leat.core.sink.LedgerEntry;
import io.github.leat.core.sink.LedgerListing;
import io.github.leat.core.sink.LedgerScope;
import io.github.leat.core.sink.LoadId;
import io.github.leat.core.sink.RecordCounts;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.HexFormat;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import software.amazon.awssdk.core.exception.SdkException;
import software.amazon.awssdk.services.dynamodb.DynamoDbClient;
import software.amazon.awssdk.services.dynamodb.model.AttributeDefinition;
import software.amazon.awssdk.services.dynamodb.model.AttributeValue;
import software.amazon.awssdk.services.dynamodb.model.BillingMode;
import software.amazon.awssdk.services.dynamodb.model.CreateTableRequest;
import software.amazon.awssdk.services.dynamodb.model.KeySchemaElement;
import software.amazon.awssdk.services.dynamodb.model.KeyType;
import software.amazon.awssdk.services.dynamodb.model.ResourceNotFoundException;
import software.amazon.awssdk.services.dynamodb.model.ScalarAttributeType;

/**
 * Which object versions were loaded into a table and how far: one item for each table and source, in a table of its own, so that it
 * takes nothing of the capacity, the indexes and the streams of the data.
 */
final class Ledger {
    private static final String ID = "id";
    private static final String UPDATED_AT = "updated_at";

    private final DynamoDbClient client;
    private final String ledgerTable;
    private final String dataTable;

    Ledger(DynamoDbClient client, String ledgerTable, String dataTable) {
        this.client = client;
        this.ledgerTable = ledgerTable;
        this.dataTable = dataTable;
    }

    /** Makes the ledger's table, billed by request: a commit writes one small item. */
    void prepare(Ticker ticker) {
        Tables tables = new Tables(client, ticker);
        if (tables.describe(ledgerTable).isEmpty()) {
            tables.create(CreateTableRequest.builder()
                    .tableName(ledgerTable)
                    .billingMode(BillingMode.PAY_PER_REQUEST)
                    .attributeDefinitions(AttributeDefinition.builder()
                            .attributeName(ID)
                            .attributeType(ScalarAttributeType.S)
                            .build())
                    .keySchema(KeySchemaElement.builder()
                            .attributeName(ID)
                            .keyType(KeyType.HASH)
                            .build())
                    .build());
        } else {
            tables.awaitActive(ledgerTable);
        }
    }

    /**
     * What is known of an object.
     *
     * @param mode how it was written
     */
    record Row(LedgerEntry entry, String mode) {}

    /** What is known of an object. */
    Optional<Row> find(LoadId load) {
        Map<String, AttributeValue> item;
        try {
            item = client.getItem(request -> request.tableName(ledgerTable)
                            .consistentRead(true)
                            .key(Map.of(ID, AttributeValue.fromS(id(load)))))
                    .item();
        } catch (ResourceNotFoundException e) {
            return Optional.empty();
        } catch (SdkException e) {
            throw Failures.of(e, "dynamodb:" + ledgerTable);
        }
        return item.isEmpty() ? Optional.empty() : Optional.of(row(item));
    }

    private Row row(Map<String, AttributeValue> item) {
        Position position = new Position(
                text(item, "position_source"), number(item, "byte"), number(item, "line"), number(item, "record"));
        RecordCounts counts = new RecordCounts(
                number(item, "records_read"),
                number(item, "records_written"),
                number(item, "records_deduplicated"),
                number(item, "records_rejected"),
                number(item, "records_skipped"));
        AttributeValue completed = item.get("completed");
        LedgerEntry entry = new LedgerEntry(
                text(item, "load_id"),
                Optional.ofNullable(item.get("version")).map(AttributeValue::s),
                completed != null && Boolean.TRUE.equals(completed.bool()),
                new Checkpoint(position, counts, number(item, "dead_letter_bytes")));
        return new Row(entry, text(item, "mode"));
    }

    /** All loads by table and source; reads the whole ledger. */
    LedgerListing list(LedgerScope scope) {
        List<KnownLoad> loads = new ArrayList<>();
        try {
            client.scanPaginator(request -> request.tableName(ledgerTable).consistentRead(true))
                    .items()
                    .forEach(item -> {
                        boolean isLoad = item.containsKey("load_id"); // leases are items beside them
                        if (isLoad
                                && (scope == LedgerScope.ALL_TABLES
                                        || text(item, "target").equals(dataTable))) {
                            loads.add(known(item));
                        }
                    });
        } catch (ResourceNotFoundException e) {
            return LedgerListing.missing(ledgerTable);
        } catch (SdkException e) {
            throw Failures.of(e, "dynamodb:" + ledgerTable);
        }
        loads.sort(Comparator.comparing(KnownLoad::table).thenComparing(KnownLoad::source));
        return new LedgerListing(ledgerTable, true, loads);
    }

    private KnownLoad known(Map<String, AttributeValue> item) {
        Row row = row(item);
        return new KnownLoad(
                text(item, "source"),
                text(item, "target"),
                row.mode(),
                row.entry(),
                Optional.empty(),
                Optional.ofNullable(item.get(UPDATED_AT)).map(AttributeValue::s).map(Instant::parse));
    }

    /** Writes what is known of an object. */
    void write(LoadId load, String mode, boolean completed, Checkpoint checkpoint) {
        Map<String, AttributeValue> item = new HashMap<>();
        item.put(ID, AttributeValue.fromS(id(load)));
        item.put("target", AttributeValue.fromS(dataTable));
        item.put("source", AttributeValue.fromS(load.source()));
        item.put("load_id", AttributeValue.fromS(load.id()));
        load.version().ifPresent(version -> item.put("version", AttributeValue.fromS(version)));
        item.put("mode", AttributeValue.fromS(mode));
        item.put("completed", AttributeValue.fromBool(completed));
        item.put(UPDATED_AT, AttributeValue.fromS(Instant.now().toString()));
        Position position = checkpoint.position();
        item.put("position_source", AttributeValue.fromS(position.source()));
        put(item, "byte", position.byteOffset());
        put(item, "line", position.line());
        put(item, "record", position.record());
        RecordCounts counts = checkpoint.counts();
        put(item, "records_read", counts.read());
        put(item, "records_written", counts.written());
        put(item, "records_deduplicated", counts.deduplicated());
        put(item, "records_rejected", counts.rejected());
        put(item, "records_skipped", counts.skipped());
        put(item, "dead_letter_bytes", checkpoint.deadLetterBytes());
        try {
            client.putItem(request -> request.tableName(ledgerTable).item(item));
        } catch (SdkException e) {
            throw Failures.of(e, "dynamodb:" + ledgerTable);
        }
    }

    private static void put(Map<String, AttributeValue> item, String name, long value) {
        item.put(name, AttributeValue.fromN(Long.toString(value)));
    }

    private String text(Map<String, AttributeValue> item, String name) {
        AttributeValue value = item.get(name);
        if (value == null || value.s() == null) {
            throw broken(name);
        }
        return value.s();
    }

    private long number(Map<String, AttributeValue> item, String name) {
        AttributeValue value = item.get(name);
        if (value == null || value.n() == null) {
            throw broken(name);
        }
        return Long.parseLong(value.n());
    }

    private PermanentSinkException broken(String name) {
        return new PermanentSinkException("dynamodb:" + ledgerTable + " has an item without " + name
                + ", so it is no ledger of Leat's. Name another table for the ledger.");
    }

    private String id(LoadId load) {
        return hash(dataTable + '\0' + load.source());
    }

    /** 256 bits of a text, since names of sources may be longer than a key. */
    static String hash(String text) {
        try {
            return HexFormat.of()
                    .formatHex(MessageDigest.getInstance("SHA-256").digest(text.getBytes(StandardCharsets.UTF_8)));
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException("Every Java has SHA-256", e);
        }
    }
}
