package io.github.leat.dynamodb.internal;

import io.github.leat.core.schema.Schema;
import io.github.leat.core.sink.Duplicates;
import io.github.leat.core.sink.WriteMode;
import java.util.HashMap;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import software.amazon.awssdk.services.dynamodb.model.AttributeValue;
import software.amazon.awssdk.services.dynamodb.model.PutItemRequest;
import software.amazon.awssdk.services.dynamodb.model.ReturnConsumedCapacity;

/**
 * Puts that respect what is there. Each condition holds again when the very same record is put again, so that a lost answer or a
 * killed load changes nothing.
 */
final class Conditions {
    private final Options options;
    private final String partition;
    private final Optional<String> version;
    private final Optional<String> largest;

    Conditions(Options options, ItemLayout layout, String where) {
        this.options = options;
        this.partition = layout.partition().attribute();
        this.version = options.versionBy().map(name -> attribute(name, layout.schema(), where));
        this.largest = options.duplicates().column().map(name -> attribute(name, layout.schema(), where));
    }

    private static String attribute(String column, Schema schema, String where) {
        return schema.column(ItemLayout.indexOf(column, "column", where, schema))
                .sqlName();
    }

    PutItemRequest put(Item item) {
        Map<String, String> names = new HashMap<>(Map.of("#p", partition, "#l", ItemMapper.LOAD));
        Map<String, AttributeValue> values = new HashMap<>();
        AttributeValue load = item.attributes().get(ItemMapper.LOAD);
        if (load != null) {
            values.put(":l", load);
        }
        String own = ofThisLoad(item, names, values);
        String condition = options.mode() == WriteMode.INSERT_NEW
                ? "attribute_not_exists(#p) OR (#l = :l AND (" + own + "))"
                : "attribute_not_exists(#p) OR attribute_not_exists(#l) OR #l <> :l OR " + own;
        if (version.isPresent()) {
            names.put("#v", version.get());
            AttributeValue wanted = item.attributes().get(version.get());
            String newer = atMost("#v", ":v", wanted, values);
            condition = "attribute_not_exists(#p) OR ((" + condition + ") AND (" + newer + "))";
        }
        return PutItemRequest.builder()
                .tableName(options.table())
                .item(item.attributes())
                .conditionExpression(condition)
                .expressionAttributeNames(names)
                .expressionAttributeValues(values)
                .returnConsumedCapacity(ReturnConsumedCapacity.INDEXES)
                .build();
    }

    /** What must hold of an item that this load wrote, for this record to be written over it. */
    private String ofThisLoad(Item item, Map<String, String> names, Map<String, AttributeValue> values) {
        Duplicates.Order order = options.duplicates().order();
        if (order == Duplicates.Order.MAX && largest.isPresent()) {
            names.put("#m", largest.get());
            return atMost("#m", ":m", item.attributes().get(largest.get()), values);
        }
        names.put("#r", ItemMapper.RECORD);
        values.put(":r", AttributeValue.fromN(Long.toString(item.record())));
        return order == Duplicates.Order.FIRST ? "#r = :r" : "#r <= :r";
    }

    private static String atMost(
            String name, String place, @Nullable AttributeValue value, Map<String, AttributeValue> values) {
        if (value == null || Boolean.TRUE.equals(value.nul())) {
            return "attribute_not_exists(" + name + ")";
        }
        values.put(place, value);
        return "attribute_not_exists(" + name + ") OR " + name + " <= " + place;
    }
}
