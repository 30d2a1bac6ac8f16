package io.github.leat.dynamodb.internal;

import java.util.List;
import java.util.OptionalDouble;
import java.util.Set;
import java.util.stream.Collectors;
import software.amazon.awssdk.services.dynamodb.model.AttributeDefinition;
import software.amazon.awssdk.services.dynamodb.model.BillingMode;
import software.amazon.awssdk.services.dynamodb.model.CreateTableRequest;
import software.amazon.awssdk.services.dynamodb.model.KeySchemaElement;

/** A table that is not there yet, for people and for estimates. */
final class CreateTableText {
    private CreateTableText() {}

    /** The request in one line. */
    static String of(CreateTableRequest request) {
        String types = request.attributeDefinitions().stream()
                .map(attribute -> attribute.attributeName() + " " + attribute.attributeType())
                .collect(Collectors.joining(", "));
        String billing = request.billingMode() == BillingMode.PAY_PER_REQUEST
                ? "billed by request"
                : request.provisionedThroughput().writeCapacityUnits() + " write units provisioned";
        String indexes = request.globalSecondaryIndexes().stream()
                .map(index -> ", index " + index.indexName() + " (" + keys(index.keySchema()) + ")")
                .collect(Collectors.joining());
        return "CreateTable " + request.tableName() + " (" + types + "; key " + keys(request.keySchema()) + indexes
                + "), " + billing;
    }

    private static String keys(List<KeySchemaElement> keys) {
        return keys.stream().map(KeySchemaElement::attributeName).collect(Collectors.joining(", "));
    }

    /** What the table will be like. */
    static TableShape shape(Options options, ItemLayout layout) {
        CreateTableRequest request = Tables.request(options, layout);
        OptionalDouble units = options.billing().isOnDemand()
                ? OptionalDouble.empty()
                : OptionalDouble.of((double) options.billing().writeUnits());
        List<IndexShape> indexes = request.globalSecondaryIndexes().stream()
                .map(index -> new IndexShape(
                        index.indexName(),
                        index.keySchema().stream()
                                .map(KeySchemaElement::attributeName)
                                .toList(),
                        Set.of(),
                        true,
                        false,
                        units))
                .toList();
        return new TableShape(
                layout.partition().attribute(),
                layout.sort().map(KeyPart::attribute),
                request.attributeDefinitions().stream()
                        .collect(Collectors.toMap(
                                AttributeDefinition::attributeName, AttributeDefinition::attributeType)),
                units,
                indexes);
    }
}
