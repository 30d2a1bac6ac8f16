package io.github.leat.dynamodb;

import static org.assertj.core.api.Assertions.assertThat;

import java.net.URI;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.concurrent.TimeUnit;
import org.jspecify.annotations.Nullable;
import software.amazon.awssdk.auth.credentials.AwsBasicCredentials;
import software.amazon.awssdk.auth.credentials.StaticCredentialsProvider;
import software.amazon.awssdk.http.urlconnection.UrlConnectionHttpClient;
import software.amazon.awssdk.regions.Region;
import software.amazon.awssdk.services.dynamodb.DynamoDbClient;
import software.amazon.awssdk.services.dynamodb.model.AttributeDefinition;
import software.amazon.awssdk.services.dynamodb.model.AttributeValue;
import software.amazon.awssdk.services.dynamodb.model.CreateTableRequest;
import software.amazon.awssdk.services.dynamodb.model.GlobalSecondaryIndex;
import software.amazon.awssdk.services.dynamodb.model.KeySchemaElement;
import software.amazon.awssdk.services.dynamodb.model.KeyType;
import software.amazon.awssdk.services.dynamodb.model.ProjectionType;
import software.amazon.awssdk.services.dynamodb.model.ResourceNotFoundException;
import software.amazon.awssdk.services.dynamodb.model.ScalarAttributeType;
import software.amazon.awssdk.services.dynamodb.model.TableStatus;

/** Reads the tables of a test's server. */
final class TableReading implements AutoCloseable {
    private final DynamoDbClient client;

    TableReading(URI endpoint) {
        client = DynamoDbClient.builder()
                .httpClientBuilder(UrlConnectionHttpClient.builder())
                .endpointOverride(endpoint)
                .region(Region.US_EAST_1)
                .credentialsProvider(StaticCredentialsProvider.create(AwsBasicCredentials.create("none", "none")))
                .build();
    }

    DynamoDbClient client() {
        return client;
    }

    /** Makes a table with the key {@code id}, a text. */
    void create(String table, long units) {
        client.createTable(provisioned(table, units, attribute("id", ScalarAttributeType.S)));
        awaitActive(table);
    }

    /** Makes a table with the key {@code id}, a text, and an index of half its capacity by {@code year}, a number. */
    void createWithIndex(String table, long units) {
        GlobalSecondaryIndex index = GlobalSecondaryIndex.builder()
                .indexName("by_year")
                .keySchema(hash("year"))
                .projection(projection -> projection.projectionType(ProjectionType.KEYS_ONLY))
                .provisionedThroughput(
                        throughput -> throughput.readCapacityUnits(5L).writeCapacityUnits(units / 2))
                .build();
        CreateTableRequest request = provisioned(
                table, units, attribute("id", ScalarAttributeType.S), attribute("year", ScalarAttributeType.N));
        client.createTable(request.toBuilder().globalSecondaryIndexes(index).build());
        awaitActive(table);
    }

    private void awaitActive(String table) {
        long end = System.nanoTime() + TimeUnit.SECONDS.toNanos(30);
        while (client.describeTable(request -> request.tableName(table)).table().tableStatus() != TableStatus.ACTIVE) {
            assertThat(System.nanoTime()).as("%s is active by", table).isLessThan(end);
        }
    }

    private static CreateTableRequest provisioned(String table, long units, AttributeDefinition... attributes) {
        return CreateTableRequest.builder()
                .tableName(table)
                .attributeDefinitions(attributes)
                .keySchema(hash("id"))
                .provisionedThroughput(
                        throughput -> throughput.readCapacityUnits(10L).writeCapacityUnits(units))
                .build();
    }

    private static KeySchemaElement hash(String name) {
        return KeySchemaElement.builder()
                .attributeName(name)
                .keyType(KeyType.HASH)
                .build();
    }

    private static AttributeDefinition attribute(String name, ScalarAttributeType type) {
        return AttributeDefinition.builder()
                .attributeName(name)
                .attributeType(type)
                .build();
    }

    /** All items; empty if there is no such table. */
    Optional<List<Map<String, AttributeValue>>> items(String table) {
        List<Map<String, AttributeValue>> items = new ArrayList<>();
        try {
            client.scanPaginator(request -> request.tableName(table).consistentRead(true))
                    .items()
                    .forEach(items::add);
        } catch (ResourceNotFoundException e) {
            return Optional.empty();
        }
        return Optional.of(items);
    }

    /** All items as texts by attribute, without our own attributes; null where an item lacks what another has. */
    Optional<List<Map<String, @Nullable String>>> rows(String table) {
        return items(table).map(TableReading::texts);
    }

    private static List<Map<String, @Nullable String>> texts(List<Map<String, AttributeValue>> items) {
        Set<String> names = new TreeSet<>();
        items.forEach(item -> names.addAll(item.keySet()));
        names.removeAll(Set.of("_leat_key", "_leat_put_by", "_leat_put_record"));
        List<Map<String, @Nullable String>> rows = new ArrayList<>();
        for (Map<String, AttributeValue> item : items) {
            Map<String, @Nullable String> row = new TreeMap<>();
            names.forEach(name -> row.put(name, text(item.get(name))));
            rows.add(row);
        }
        return rows;
    }

    private static @Nullable String text(@Nullable AttributeValue value) {
        if (value == null) {
            return null;
        }
        return switch (value.type()) {
            case S -> value.s();
            case N -> value.n();
            case BOOL -> String.valueOf(value.bool());
            default -> throw new IllegalStateException("no text for " + value);
        };
    }

    /** The item of which an attribute has this text. */
    Found item(String table, String attribute, String value) {
        return new Found(Objects.requireNonNull(itemsBy(attribute, table).get(value), value));
    }

    /** An item, whose attributes are there. */
    record Found(Map<String, AttributeValue> attributes) {
        AttributeValue get(String name) {
            return Objects.requireNonNull(attributes.get(name), name);
        }
    }

    /** Items by one attribute. */
    Map<String, Map<String, AttributeValue>> itemsBy(String attribute, String table) {
        Map<String, Map<String, AttributeValue>> byKey = new HashMap<>();
        for (Map<String, AttributeValue> item : items(table).orElseThrow()) {
            byKey.put(String.valueOf(text(item.get(attribute))), item);
        }
        return byKey;
    }

    @Override
    public void close() {
        client.close();
    }
}
