package io.github.leat.testkit.dynamodb;

import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/** What a meter needs of a table's description. */
record TableShape(String name, List<String> keys, double writeUnits, boolean onDemand, List<Index> indexes) {
    /** Write units a second that a table or index on demand takes by default: developer guide, "Quotas", read 2026-11-26. */
    static final double ON_DEMAND_UNITS = 40_000;

    /** A secondary index and what it takes; a local one takes it from its table. */
    record Index(MeteredIndex metered, double writeUnits, boolean isLocal) {}

    /** Reads a description as DescribeTable answers it. */
    static TableShape of(Map<String, Object> description) {
        boolean onDemand = Json.object(description, "BillingModeSummary")
                .map(summary -> "PAY_PER_REQUEST".equals(summary.get("BillingMode")))
                .orElse(false);
        List<String> keys = keys(description);
        List<Index> indexes = new ArrayList<>();
        for (Map<String, Object> index : Json.objects(description, "GlobalSecondaryIndexes")) {
            indexes.add(new Index(metered(index, keys), units(index, onDemand), false));
        }
        for (Map<String, Object> index : Json.objects(description, "LocalSecondaryIndexes")) {
            indexes.add(new Index(metered(index, keys), 0, true));
        }
        return new TableShape(
                Json.text(description, "TableName"), keys, units(description, onDemand), onDemand, indexes);
    }

    private static MeteredIndex metered(Map<String, Object> index, List<String> tableKeys) {
        Map<String, Object> projection = Json.object(index, "Projection").orElse(Map.of());
        return new MeteredIndex(Json.text(index, "IndexName"), keys(index), tableKeys, included(projection));
    }

    private static double units(Map<String, Object> of, boolean onDemand) {
        if (!onDemand) {
            return Json.object(of, "ProvisionedThroughput")
                    .map(throughput -> Json.number(throughput, "WriteCapacityUnits"))
                    .orElse(0.0);
        }
        double most = Json.object(of, "OnDemandThroughput")
                .map(throughput -> Json.number(throughput, "MaxWriteRequestUnits"))
                .orElse(-1.0);
        return most > 0 ? most : ON_DEMAND_UNITS;
    }

    private static List<String> keys(Map<String, Object> of) {
        List<String> keys = new ArrayList<>();
        for (Map<String, Object> element : Json.objects(of, "KeySchema")) {
            String name = Json.text(element, "AttributeName");
            if ("HASH".equals(element.get("KeyType"))) {
                keys.add(0, name);
            } else {
                keys.add(name);
            }
        }
        return keys;
    }

    private static @Nullable Set<String> included(Map<String, Object> projection) {
        if ("ALL".equals(projection.get("ProjectionType"))) {
            return null;
        }
        Set<String> names = new HashSet<>();
        if (projection.get("NonKeyAttributes") instanceof List<?> list) {
            list.forEach(name -> names.add(String.valueOf(name)));
        }
        return names;
    }
}
