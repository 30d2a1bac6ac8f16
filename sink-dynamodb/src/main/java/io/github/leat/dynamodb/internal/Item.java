package io.github.leat.dynamodb.internal;

import java.util.List;
import java.util.Map;
import software.amazon.awssdk.services.dynamodb.model.AttributeValue;

/**
 * A record as an item.
 *
 * @param index of the record in its batch
 * @param attributes the item
 * @param partition its partition key, as a text
 * @param key its whole key, as a text
 * @param record number of the record in the source; 0 where nobody asks
 * @param units of the table and of each index
 */
record Item(
        int index,
        Map<String, AttributeValue> attributes,
        String partition,
        String key,
        long record,
        List<Long> units) {}
