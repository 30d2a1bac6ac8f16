package io.github.leat.testkit.dynamodb;

import java.util.LinkedHashMap;
import java.util.Map;

/** What one request consumed of one table: API reference, "ConsumedCapacity" (read 2026-11-26). */
record Consumed(String table, long units, Map<String, Long> indexUnits) {
    /** The JSON of this; the sum is of the table and its indexes, as DynamoDB's is. */
    Map<String, Object> json(boolean byIndex) {
        Map<String, Object> json = new LinkedHashMap<>();
        json.put("TableName", table);
        long sum =
                units + indexUnits.values().stream().mapToLong(Long::longValue).sum();
        json.put("CapacityUnits", (double) sum);
        if (byIndex) {
            json.put("Table", Map.of("CapacityUnits", (double) units));
            if (!indexUnits.isEmpty()) {
                Map<String, Object> indexes = new LinkedHashMap<>();
                indexUnits.forEach((name, of) -> indexes.put(name, Map.of("CapacityUnits", (double) of)));
                json.put("GlobalSecondaryIndexes", indexes);
            }
        }
        return json;
    }
}
