package io.github.leat.testkit.control;

import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/** A snapshot schedule of clusters. */
final class StubSchedule {
    final String name;
    List<String> when;

    /** Clusters and the state of their association. */
    final Map<String, String> clusters = new LinkedHashMap<>();

    StubSchedule(String name, List<String> when) {
        this.name = name;
        this.when = when;
    }

    Map<String, Object> shape() {
        Map<String, Object> shape = new LinkedHashMap<>();
        shape.put("ScheduleDefinitions", new Items("ScheduleDefinition", when));
        shape.put("ScheduleIdentifier", name);
        if (!clusters.isEmpty()) {
            shape.put("NextInvocations", new Items("SnapshotTime", List.of("2030-01-01T12:30:00Z")));
        }
        shape.put("AssociatedClusterCount", clusters.size());
        shape.put(
                "AssociatedClusters",
                new Items(
                        "ClusterAssociatedToSchedule",
                        clusters.entrySet().stream()
                                .map(one -> Map.of(
                                        "ClusterIdentifier", one.getKey(), "ScheduleAssociationState", one.getValue()))
                                .toList()));
        return shape;
    }
}
