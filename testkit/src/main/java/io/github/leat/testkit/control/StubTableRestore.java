package io.github.leat.testkit.control;

import java.util.LinkedHashMap;
import java.util.Locale;
import java.util.Map;

/** A table on its way back: pending, in progress, then there. */
final class StubTableRestore {
    final String id;
    final String warehouse;
    private final Map<String, String> names;
    private final String failure;
    private int looks;

    /**
     * A new one.
     *
     * @param names the parameters of the request, by the service's names in lower camel case
     * @param failure why it fails in the end; empty if it does not
     */
    StubTableRestore(String id, String warehouse, Map<String, String> names, String failure) {
        this.id = id;
        this.warehouse = warehouse;
        this.names = names;
        this.failure = failure;
    }

    void look() {
        looks++;
    }

    boolean goesOn() {
        return status().equals("PENDING") || status().equals("IN_PROGRESS");
    }

    String status() {
        if (looks < 2) {
            return "PENDING";
        }
        if (looks < 4) {
            return "IN_PROGRESS";
        }
        return failure.isEmpty() ? "SUCCEEDED" : "FAILED";
    }

    String target() {
        return names.get("targetDatabaseName") + "." + names.get("targetSchemaName") + "." + names.get("newTableName");
    }

    Map<String, Object> shape(boolean capitals) {
        Map<String, Object> shape = new LinkedHashMap<>();
        put(shape, capitals, "tableRestoreRequestId", id);
        put(shape, capitals, "status", status());
        if (!failure.isEmpty() && status().equals("FAILED")) {
            put(shape, capitals, "message", failure);
        }
        put(shape, capitals, "progressInMegaBytes", Math.min(looks, 4) * 25L);
        put(shape, capitals, "totalDataInMegaBytes", 100L);
        names.forEach((key, value) -> put(shape, capitals, key, value));
        return shape;
    }

    private static void put(Map<String, Object> shape, boolean capitals, String key, Object value) {
        shape.put(capitals ? key.substring(0, 1).toUpperCase(Locale.ROOT) + key.substring(1) : key, value);
    }
}
