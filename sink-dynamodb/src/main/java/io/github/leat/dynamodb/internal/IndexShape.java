package io.github.leat.dynamodb.internal;

import java.util.List;
import java.util.Map;
import java.util.OptionalDouble;
import java.util.Set;
import software.amazon.awssdk.services.dynamodb.model.AttributeValue;

/**
 * An index of a table, as far as it costs something.
 *
 * @param name of the index
 * @param keys its key attributes
 * @param projected what it holds beside its own and the table's keys; ignored if it holds all
 * @param all whether it holds all attributes
 * @param local whether its writes are charged to the table
 * @param writeUnits its own write units in a second; empty where it has no bound that it tells
 */
record IndexShape(
        String name, List<String> keys, Set<String> projected, boolean all, boolean local, OptionalDouble writeUnits) {
    IndexShape {
        keys = List.copyOf(keys);
        projected = Set.copyOf(projected);
    }

    /** Units for an item that is not there yet: an item without the index's keys is not in it. */
    long units(Map<String, AttributeValue> item, Set<String> tableKeys) {
        long size = 0;
        for (String key : keys) {
            if (!item.containsKey(key)) {
                return 0;
            }
        }
        for (Map.Entry<String, AttributeValue> attribute : item.entrySet()) {
            String name = attribute.getKey();
            if (all || keys.contains(name) || tableKeys.contains(name) || projected.contains(name)) {
                size += ItemSize.of(Map.of(name, attribute.getValue()));
            }
        }
        return ItemSize.units(size);
    }
}
