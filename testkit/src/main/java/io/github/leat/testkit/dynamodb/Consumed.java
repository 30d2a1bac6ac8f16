package io.github.leat.testkit.dynamodb;

import java.util.LinkedHashMap;
import java.util.Map;

/** What one request consumed of one table: API reference, "ConsumedCapacity" (read 2026-11-26). */
record Consumed(String table, long units, Map<String, Long> globalUnits, Map<String, Long> localUnits) {
    /** The JSON of this; the sum is of the table and its indexes, as DynamoDB's is. */
    Map<String, Object> json(boolean byIndex) {
        Map<String, Object> json = new LinkedHashMap<>();
        json.put("TableName", table);
        json.put("CapacityUnits", (double) (units + sum(globalUnits) + sum(localUnits)));
        if (byIndex) {
            json.put("Table", Map.of("CapacityUnits", (double) units));
            put(json, "GlobalSecondaryIndexes", globalUnits);
            put(json, "LocalSecondaryIndexes", localUnits);
        }
        return json;
    }

    private static long sum(Map<String, Long> units) {
        return units.values().stream().mapToLong(Long::longValue).sum();
    }

    private static void put(Map<String, Object> json, String field, Map<String, Long> units) {
        if (!units.isEmpty()) {
            Map<String, Object> indexes = new LinkedHashMap<>();
            units.forEach((name, of) -> indexes.put(name, Map.of("CapacityUnits", (double) of)));
            json.put(field, indexes);
        }
    }
}
