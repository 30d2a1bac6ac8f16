package io.github.leat.dynamodb.internal;

import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalDouble;
import java.util.Set;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;
import software.amazon.awssdk.services.dynamodb.model.AttributeDefinition;
import software.amazon.awssdk.services.dynamodb.model.BillingMode;
import software.amazon.awssdk.services.dynamodb.model.KeySchemaElement;
import software.amazon.awssdk.services.dynamodb.model.KeyType;
import software.amazon.awssdk.services.dynamodb.model.OnDemandThroughput;
import software.amazon.awssdk.services.dynamodb.model.Projection;
import software.amazon.awssdk.services.dynamodb.model.ProjectionType;
import software.amazon.awssdk.services.dynamodb.model.ProvisionedThroughputDescription;
import software.amazon.awssdk.services.dynamodb.model.ScalarAttributeType;
import software.amazon.awssdk.services.dynamodb.model.TableDescription;

/**
 * A table as DescribeTable tells of it.
 *
 * @param partition attribute of the partition key
 * @param sort attribute of the sort key
 * @param types of all key attributes, those of indexes included
 * @param writeUnits provisioned, or the maximum of a table billed by request; empty if it has none
 * @param indexes local and global ones
 */
record TableShape(
        String partition,
        Optional<String> sort,
        Map<String, ScalarAttributeType> types,
        OptionalDouble writeUnits,
        List<IndexShape> indexes) {
    TableShape {
        types = Map.copyOf(types);
        indexes = List.copyOf(indexes);
    }

    static TableShape of(TableDescription table) {
        boolean onDemand = table.billingModeSummary() != null
                && table.billingModeSummary().billingMode() == BillingMode.PAY_PER_REQUEST;
        List<IndexShape> indexes = new ArrayList<>();
        table.localSecondaryIndexes()
                .forEach(index -> indexes.add(
                        index(index.indexName(), index.keySchema(), index.projection(), true, OptionalDouble.empty())));
        table.globalSecondaryIndexes()
                .forEach(index -> indexes.add(index(
                        index.indexName(),
                        index.keySchema(),
                        index.projection(),
                        false,
                        units(onDemand, index.provisionedThroughput(), index.onDemandThroughput()))));
        return new TableShape(
                key(table.keySchema(), KeyType.HASH).orElseThrow(),
                key(table.keySchema(), KeyType.RANGE),
                table.attributeDefinitions().stream()
                        .collect(Collectors.toMap(
                                AttributeDefinition::attributeName, AttributeDefinition::attributeType)),
                units(onDemand, table.provisionedThroughput(), table.onDemandThroughput()),
                indexes);
    }

    private static Optional<String> key(List<KeySchemaElement> keys, KeyType type) {
        return keys.stream()
                .filter(key -> key.keyType() == type)
                .map(KeySchemaElement::attributeName)
                .findFirst();
    }

    private static IndexShape index(
            String name, List<KeySchemaElement> keys, Projection projection, boolean local, OptionalDouble units) {
        return new IndexShape(
                name,
                keys.stream().map(KeySchemaElement::attributeName).toList(),
                Set.copyOf(projection.nonKeyAttributes()),
                projection.projectionType() == ProjectionType.ALL,
                local,
                units);
    }

    private static OptionalDouble units(
            boolean onDemand,
            @Nullable ProvisionedThroughputDescription provisioned,
            @Nullable OnDemandThroughput bound) {
        if (onDemand) {
            return bound != null && bound.maxWriteRequestUnits() != null && bound.maxWriteRequestUnits() > 0
                    ? OptionalDouble.of(bound.maxWriteRequestUnits())
                    : OptionalDouble.empty();
        }
        return provisioned != null && provisioned.writeCapacityUnits() != null && provisioned.writeCapacityUnits() > 0
                ? OptionalDouble.of(provisioned.writeCapacityUnits())
                : OptionalDouble.empty();
    }

    /** The key attributes of the table. */
    Set<String> keys() {
        Set<String> keys = new HashSet<>();
        keys.add(partition);
        sort.ifPresent(keys::add);
        return keys;
    }
}
