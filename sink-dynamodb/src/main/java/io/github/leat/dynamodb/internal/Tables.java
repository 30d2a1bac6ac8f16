package io.github.leat.dynamodb.internal;

import io.github.leat.core.SinkException;
import io.github.leat.core.TransientSinkException;
import io.github.leat.core.rate.Ticker;
import io.github.leat.dynamodb.Billing;
import io.github.leat.dynamodb.IndexSpec;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import software.amazon.awssdk.core.exception.SdkException;
import software.amazon.awssdk.services.dynamodb.DynamoDbClient;
import software.amazon.awssdk.services.dynamodb.model.AttributeDefinition;
import software.amazon.awssdk.services.dynamodb.model.BillingMode;
import software.amazon.awssdk.services.dynamodb.model.CreateTableRequest;
import software.amazon.awssdk.services.dynamodb.model.GlobalSecondaryIndex;
import software.amazon.awssdk.services.dynamodb.model.KeySchemaElement;
import software.amazon.awssdk.services.dynamodb.model.KeyType;
import software.amazon.awssdk.services.dynamodb.model.ProjectionType;
import software.amazon.awssdk.services.dynamodb.model.ProvisionedThroughput;
import software.amazon.awssdk.services.dynamodb.model.ResourceInUseException;
import software.amazon.awssdk.services.dynamodb.model.ResourceNotFoundException;
import software.amazon.awssdk.services.dynamodb.model.ScalarAttributeType;
import software.amazon.awssdk.services.dynamodb.model.TableDescription;
import software.amazon.awssdk.services.dynamodb.model.TableStatus;

/** Describes and creates tables. */
final class Tables {
    private static final Logger LOG = LoggerFactory.getLogger(Tables.class);
    private static final Duration BETWEEN_LOOKS = Duration.ofMillis(250);
    private static final int MOST_LOOKS = 4 * 120;

    private final DynamoDbClient client;
    private final Ticker ticker;

    Tables(DynamoDbClient client, Ticker ticker) {
        this.client = client;
        this.ticker = ticker;
    }

    /** @throws SinkException if the server cannot be asked */
    Optional<TableDescription> describe(String table) {
        try {
            return Optional.of(
                    client.describeTable(request -> request.tableName(table)).table());
        } catch (ResourceNotFoundException e) {
            return Optional.empty();
        } catch (SdkException e) {
            throw Failures.of(e, "dynamodb:" + table);
        }
    }

    /** The request that makes a load's table. */
    static CreateTableRequest request(Options options, ItemLayout layout) {
        Billing billing = options.billing();
        CreateTableRequest.Builder request = CreateTableRequest.builder()
                .tableName(options.table())
                .attributeDefinitions(layout.createdTypes().entrySet().stream()
                        .map(Tables::definition)
                        .toList())
                .keySchema(
                        keys(layout.keyParts().stream().map(KeyPart::attribute).toList()));
        bill(request, billing);
        List<GlobalSecondaryIndex> indexes = new ArrayList<>();
        for (IndexSpec spec : options.indexes()) {
            List<String> keys = new ArrayList<>(List.of(attribute(spec.partition(), layout)));
            spec.sort().ifPresent(name -> keys.add(attribute(name, layout)));
            GlobalSecondaryIndex.Builder index = GlobalSecondaryIndex.builder()
                    .indexName(spec.name())
                    .keySchema(keys(keys))
                    .projection(projection -> projection.projectionType(ProjectionType.ALL));
            if (!billing.isOnDemand()) {
                index.provisionedThroughput(throughput(billing));
            }
            indexes.add(index.build());
        }
        if (!indexes.isEmpty()) {
            request.globalSecondaryIndexes(indexes);
        }
        return request.build();
    }

    private static String attribute(String column, ItemLayout layout) {
        int index = ItemLayout.indexOf(column, "index column", "the index", layout.schema());
        return layout.schema().column(index).sqlName();
    }

    private static AttributeDefinition definition(Map.Entry<String, ScalarAttributeType> type) {
        return AttributeDefinition.builder()
                .attributeName(type.getKey())
                .attributeType(type.getValue())
                .build();
    }

    private static List<KeySchemaElement> keys(List<String> names) {
        List<KeySchemaElement> keys = new ArrayList<>();
        for (String name : names) {
            keys.add(KeySchemaElement.builder()
                    .attributeName(name)
                    .keyType(keys.isEmpty() ? KeyType.HASH : KeyType.RANGE)
                    .build());
        }
        return keys;
    }

    private static void bill(CreateTableRequest.Builder request, Billing billing) {
        if (billing.isOnDemand()) {
            request.billingMode(BillingMode.PAY_PER_REQUEST);
        } else {
            request.billingMode(BillingMode.PROVISIONED).provisionedThroughput(throughput(billing));
        }
    }

    private static ProvisionedThroughput throughput(Billing billing) {
        return ProvisionedThroughput.builder()
                .writeCapacityUnits(billing.writeUnits())
                .readCapacityUnits(billing.writeUnits())
                .build();
    }

    /**
     * Makes a table unless it is there, and waits until it can be written.
     *
     * @return the table
     */
    TableDescription create(CreateTableRequest request) {
        String where = "dynamodb:" + request.tableName();
        try {
            client.createTable(request);
            LOG.debug("Created {}", where);
        } catch (ResourceInUseException e) {
            LOG.debug("{} is there or being made", where);
        } catch (SdkException e) {
            throw Failures.of(e, where);
        }
        return awaitActive(request.tableName());
    }

    /** Waits until a table can be written. */
    TableDescription awaitActive(String table) {
        for (int i = 0; i < MOST_LOOKS; i++) {
            Optional<TableDescription> found = describe(table);
            if (found.isPresent()
                    && (found.get().tableStatus() == TableStatus.ACTIVE
                            || found.get().tableStatus() == TableStatus.UPDATING)) {
                return found.get();
            }
            try {
                ticker.sleep(BETWEEN_LOOKS);
            } catch (InterruptedException e) {
                Thread.currentThread().interrupt();
                throw new TransientSinkException("dynamodb:" + table + ": waiting for the table was interrupted.", e);
            }
        }
        throw new TransientSinkException("dynamodb:" + table
                + " cannot be written yet, two minutes after it was made. Run the load again later.");
    }

    /** Lets items of a new table expire by an attribute. */
    void expireBy(String table, String attribute) {
        try {
            client.updateTimeToLive(request -> request.tableName(table)
                    .timeToLiveSpecification(ttl -> ttl.enabled(true).attributeName(attribute)));
        } catch (SdkException e) {
            LOG.warn(
                    "dynamodb:{} has the expiry in {} but does not use it: {}. Switch its time to live on by hand.",
                    table,
                    attribute,
                    e.getMessage());
        }
    }
}
