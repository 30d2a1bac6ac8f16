package io.github.leat.testkit.control;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import java.util.function.Function;

/** What the service of clusters does; its errors are those of the service model 2012-12-01. */
record ClusterOperations(StubState state) {
    Map<String, Object> run(String operation, Params params) {
        return switch (operation) {
            case "CreateClusterSnapshot" -> create(params);
            case "DescribeClusterSnapshots" -> describe(params);
            case "ModifyClusterSnapshot" -> modify(params);
            case "DeleteClusterSnapshot" -> delete(params);
            case "DescribeClusters" -> describeClusters(params);
            case "ModifyCluster" -> modifyCluster(params);
            case "RestoreFromClusterSnapshot" -> restore(params);
            case "RestoreTableFromClusterSnapshot" -> restoreTable(params);
            case "DescribeTableRestoreStatus" -> describeTables(params);
            case "EnableSnapshotCopy" -> enableCopy(params);
            case "DisableSnapshotCopy" -> disableCopy(params);
            default -> new ScheduleOperations(state).run(operation, params);
        };
    }

    private Map<String, Object> create(Params params) {
        StubCluster cluster = cluster(params.get("ClusterIdentifier"));
        String name = params.get("SnapshotIdentifier");
        if (state.snapshots.containsKey(name)) {
            throw new ServiceError(
                    400,
                    "ClusterSnapshotAlreadyExists",
                    "Cannot create the snapshot because a snapshot with the identifier " + name + " already exists.");
        }
        if (!cluster.status().equals("available")) {
            throw new ServiceError(
                    400, "InvalidClusterState", "Cluster " + cluster.name + " is not in available state.");
        }
        StubSnapshot snapshot = new StubSnapshot(
                name,
                cluster.name,
                "manual",
                cluster.megabytes,
                params.number("ManualSnapshotRetentionPeriod", -1),
                params.tags("Tags.Tag", "Key", "Value"),
                state.failures.containsKey(name));
        state.snapshots.put(name, snapshot);
        return Map.of("Snapshot", shape(snapshot));
    }

    private Map<String, Object> describe(Params params) {
        Optional<String> one = params.find("SnapshotIdentifier");
        one.ifPresent(this::snapshot);
        List<StubSnapshot> all = state.snapshots.values().stream()
                .filter(snapshot -> one.isEmpty() || snapshot.name.equals(one.get()))
                .filter(snapshot -> params.find("ClusterIdentifier").isEmpty()
                        || snapshot.warehouse.equals(params.get("ClusterIdentifier")))
                .toList();
        StubState.Page<StubSnapshot> page = state.page(all, params.get("Marker"));
        page.items().forEach(StubSnapshot::look);
        return listed("Snapshots", "Snapshot", page, ClusterOperations::shape);
    }

    static <T> Map<String, Object> listed(
            String name, String member, StubState.Page<T> page, Function<T, Map<String, Object>> shape) {
        Map<String, Object> answer = new LinkedHashMap<>();
        answer.put(name, new Items(member, page.items().stream().map(shape).toList()));
        if (!page.next().isEmpty()) {
            answer.put("Marker", page.next());
        }
        return answer;
    }

    private Map<String, Object> modify(Params params) {
        StubSnapshot snapshot = snapshot(params.get("SnapshotIdentifier"));
        snapshot.retention = params.number("ManualSnapshotRetentionPeriod", snapshot.retention);
        return Map.of("Snapshot", shape(snapshot));
    }

    private Map<String, Object> delete(Params params) {
        StubSnapshot snapshot = snapshot(params.get("SnapshotIdentifier"));
        if (snapshot.type.equals("automated") || snapshot.status().equals("creating")) {
            throw new ServiceError(
                    400,
                    "InvalidClusterSnapshotState",
                    "Cannot delete the snapshot " + snapshot.name + " in its state or of its type.");
        }
        state.snapshots.remove(snapshot.name);
        Map<String, Object> shape = new LinkedHashMap<>(shape(snapshot));
        shape.put("Status", "deleted");
        return Map.of("Snapshot", shape);
    }

    private Map<String, Object> describeClusters(Params params) {
        Optional<String> one = params.find("ClusterIdentifier");
        one.ifPresent(this::cluster);
        List<StubCluster> all = state.clusters.values().stream()
                .filter(cluster -> one.isEmpty() || cluster.name.equals(one.get()))
                .toList();
        StubState.Page<StubCluster> page = state.page(all, params.get("Marker"));
        page.items().forEach(StubCluster::look);
        return listed("Clusters", "Cluster", page, StubCluster::shape);
    }

    private Map<String, Object> modifyCluster(Params params) {
        StubCluster cluster = cluster(params.get("ClusterIdentifier"));
        cluster.automatedDays = params.number("AutomatedSnapshotRetentionPeriod", cluster.automatedDays);
        return Map.of("Cluster", cluster.shape());
    }

    private Map<String, Object> restore(Params params) {
        String name = params.get("ClusterIdentifier");
        String arn = params.get("SnapshotArn");
        StubSnapshot snapshot =
                snapshot(arn.isEmpty() ? params.get("SnapshotIdentifier") : arn.substring(arn.lastIndexOf('/') + 1));
        if (state.clusters.containsKey(name)) {
            throw new ServiceError(400, "ClusterAlreadyExists", "Cluster already exists");
        }
        if (!snapshot.status().equals("available")) {
            throw new ServiceError(
                    400, "InvalidClusterSnapshotState", "The snapshot is in status " + snapshot.status());
        }
        StubCluster cluster = new StubCluster(name, snapshot.megabytes, true, state.failures.containsKey(name));
        state.clusters.put(name, cluster);
        return Map.of("Cluster", cluster.shape());
    }

    private Map<String, Object> restoreTable(Params params) {
        StubCluster cluster = cluster(params.get("ClusterIdentifier"));
        StubSnapshot snapshot = snapshot(params.get("SnapshotIdentifier"));
        if (!snapshot.warehouse.equals(cluster.name)) {
            throw new ServiceError(400, "InvalidTableRestoreArgument", "The snapshot is of another cluster.");
        }
        if (state.tableRestores.stream().anyMatch(one -> one.warehouse.equals(cluster.name) && one.goesOn())) {
            throw new ServiceError(
                    400,
                    "InProgressTableRestoreQuotaExceededFault",
                    "You have exceeded the allowed number of table restore requests.");
        }
        Map<String, String> names = new TreeMap<>(Map.of("sourceSchemaName", "public"));
        params.values()
                .forEach((key, value) -> names.put(Character.toLowerCase(key.charAt(0)) + key.substring(1), value));
        return Map.of(
                "TableRestoreStatus", state.restoreTable(cluster.name, names).shape(true));
    }

    private Map<String, Object> describeTables(Params params) {
        List<StubTableRestore> all = new ArrayList<>(state.tableRestores);
        all.removeIf(one -> !one.warehouse.equals(params.get("ClusterIdentifier")));
        StubState.Page<StubTableRestore> page = state.page(all, params.get("Marker"));
        page.items().forEach(state::look);
        return listed("TableRestoreStatusDetails", "TableRestoreStatus", page, one -> one.shape(true));
    }

    private Map<String, Object> enableCopy(Params params) {
        StubCluster cluster = cluster(params.get("ClusterIdentifier"));
        if (!cluster.copy.isEmpty()) {
            throw new ServiceError(400, "SnapshotCopyAlreadyEnabledFault", "Cross-region copy is enabled already.");
        }
        Map<String, Object> copy = new LinkedHashMap<>();
        copy.put("DestinationRegion", params.get("DestinationRegion"));
        copy.put("RetentionPeriod", params.number("RetentionPeriod", 7));
        copy.put("ManualSnapshotRetentionPeriod", params.number("ManualSnapshotRetentionPeriod", -1));
        params.find("SnapshotCopyGrantName").ifPresent(grant -> copy.put("SnapshotCopyGrantName", grant));
        cluster.copy = copy;
        return Map.of("Cluster", cluster.shape());
    }

    private Map<String, Object> disableCopy(Params params) {
        StubCluster cluster = cluster(params.get("ClusterIdentifier"));
        if (cluster.copy.isEmpty()) {
            throw new ServiceError(400, "SnapshotCopyAlreadyDisabledFault", "Cross-region copy is not enabled.");
        }
        cluster.copy = Map.of();
        return Map.of("Cluster", cluster.shape());
    }

    private StubCluster cluster(String name) {
        StubCluster cluster = state.clusters.get(name);
        if (cluster == null) {
            throw new ServiceError(404, "ClusterNotFound", "Cluster " + name + " not found.");
        }
        return cluster;
    }

    private StubSnapshot snapshot(String name) {
        StubSnapshot snapshot = state.snapshots.get(name);
        if (snapshot == null) {
            throw new ServiceError(404, "ClusterSnapshotNotFound", "Snapshot " + name + " not found.");
        }
        return snapshot;
    }

    private static Map<String, Object> shape(StubSnapshot from) {
        Map<String, Object> shape = new LinkedHashMap<>();
        shape.put("SnapshotIdentifier", from.name);
        shape.put("ClusterIdentifier", from.warehouse);
        shape.put("SnapshotCreateTime", from.created);
        shape.put("Status", from.status());
        shape.put("SnapshotType", from.type);
        shape.put("Encrypted", true);
        shape.put("TotalBackupSizeInMegaBytes", (double) from.megabytes);
        shape.put("ActualIncrementalBackupSizeInMegaBytes", (double) from.megabytes);
        shape.put("BackupProgressInMegaBytes", from.done());
        shape.put("CurrentBackupRateInMegaBytesPerSecond", from.rate());
        shape.put("EstimatedSecondsToCompletion", from.remaining());
        shape.put("ManualSnapshotRetentionPeriod", from.retention);
        if (from.retention > 0) {
            shape.put("ManualSnapshotRemainingDays", from.retention);
        }
        shape.put(
                "Tags",
                new Items(
                        "Tag",
                        from.tags.entrySet().stream()
                                .map(tag -> Map.of("Key", tag.getKey(), "Value", tag.getValue()))
                                .toList()));
        shape.put(
                "SnapshotArn",
                "arn:aws:redshift:eu-central-1:123456789012:snapshot:" + from.warehouse + "/" + from.name);
        return shape;
    }
}
