package io.github.leat.dynamodb.internal;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import software.amazon.awssdk.services.dynamodb.model.AttributeValue;
import software.amazon.awssdk.services.dynamodb.model.Capacity;
import software.amazon.awssdk.services.dynamodb.model.ConsumedCapacity;

/**
 * Units of writes in units of the table: those of the table and its local indexes, or those of a global index times what the table
 * has for each unit of the index, whichever is more. So one bound, the table's, keeps all of them.
 */
final class Charges {
    private final TableShape table;
    private final Set<String> keys;

    Charges(TableShape table) {
        this.table = table;
        this.keys = table.keys();
    }

    /** Units of one item: the table's first, then one for each index. */
    List<Long> of(Map<String, AttributeValue> item) {
        long own = ItemSize.units(ItemSize.of(item));
        if (table.indexes().isEmpty()) {
            return List.of(own);
        }
        List<Long> units = new ArrayList<>(List.of(own));
        table.indexes().forEach(index -> units.add(index.units(item, keys)));
        return units;
    }

    /** The sum of some items, as one number. */
    long total(Iterable<List<Long>> items) {
        double[] sums = new double[table.indexes().size() + 1];
        for (List<Long> units : items) {
            for (int i = 0; i < sums.length; i++) {
                sums[i] += units.get(i);
            }
        }
        double most = 0;
        double local = sums[0];
        for (int i = 1; i < sums.length; i++) {
            IndexShape index = table.indexes().get(i - 1);
            if (index.local()) {
                local += sums[i];
            } else {
                most = Math.max(most, sums[i] * weight(index));
            }
        }
        return (long) Math.ceil(Math.max(local, most));
    }

    private double weight(IndexShape index) {
        return table.writeUnits().isPresent() && index.writeUnits().isPresent()
                ? table.writeUnits().getAsDouble() / index.writeUnits().getAsDouble()
                : 1;
    }

    /** What the target says it charged, as one number; 0 for no answer. */
    long consumed(@Nullable ConsumedCapacity consumed) {
        if (consumed == null) {
            return 0;
        }
        Capacity own = consumed.table();
        double local = own == null ? units(consumed.capacityUnits()) : units(own.capacityUnits());
        if (consumed.hasLocalSecondaryIndexes()) {
            for (Capacity index : consumed.localSecondaryIndexes().values()) {
                local += units(index.capacityUnits());
            }
        }
        double most = 0;
        if (consumed.hasGlobalSecondaryIndexes()) {
            for (IndexShape index : table.indexes()) {
                Capacity charged = consumed.globalSecondaryIndexes().get(index.name());
                if (charged != null) {
                    most = Math.max(most, units(charged.capacityUnits()) * weight(index));
                }
            }
        }
        return (long) Math.ceil(Math.max(local, most));
    }

    private static double units(@Nullable Double units) {
        return units == null ? 0 : units;
    }
}
