package io.github.leat.testkit.control;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.TreeMap;
import java.util.function.Function;

/** What the service of namespaces does; its errors are those of the service model 2021-04-21. */
record NamespaceOperations(StubState state) {
    Map<String, Object> run(String operation, Params params) {
        return switch (operation) {
            case "CreateSnapshot" -> create(params);
            case "GetSnapshot" -> get(params);
            case "ListSnapshots" -> list(params);
            case "UpdateSnapshot" -> update(params);
            case "DeleteSnapshot" -> delete(params);
            case "CreateNamespace" -> createNamespace(params);
            case "GetNamespace" -> getNamespace(params);
            case "CreateWorkgroup" -> createWorkgroup(params);
            case "GetWorkgroup" -> getWorkgroup(params);
            case "RestoreFromSnapshot" -> restore(params);
            case "RestoreTableFromSnapshot" -> restoreTable(params);
            case "GetTableRestoreStatus" -> getTable(params);
            case "ListTableRestoreStatus" -> listTables(params);
            default -> new ActionOperations(state).run(operation, params);
        };
    }

    private Map<String, Object> create(Params params) {
        StubNamespace namespace = namespace(params.get("namespaceName"));
        String name = params.get("snapshotName");
        if (state.namespaceSnapshots.containsKey(name)) {
            throw conflict("A snapshot named " + name + " already exists.");
        }
        StubSnapshot snapshot = new StubSnapshot(
                name,
                namespace.name,
                "manual",
                namespace.megabytes,
                params.number("retentionPeriod", -1),
                params.tags("tags", "key", "value"),
                state.failures.containsKey(name));
        state.namespaceSnapshots.put(name, snapshot);
        return Map.of("snapshot", shape(snapshot));
    }

    private Map<String, Object> get(Params params) {
        StubSnapshot snapshot = snapshot(params.get("snapshotName"));
        snapshot.look();
        return Map.of("snapshot", shape(snapshot));
    }

    private Map<String, Object> list(Params params) {
        List<StubSnapshot> all = state.namespaceSnapshots.values().stream()
                .filter(one -> one.warehouse.equals(params.get("namespaceName")))
                .toList();
        StubState.Page<StubSnapshot> page = state.page(all, params.get("nextToken"));
        page.items().forEach(StubSnapshot::look);
        return listed("snapshots", page, NamespaceOperations::shape);
    }

    static <T> Map<String, Object> listed(String name, StubState.Page<T> page, Function<T, Map<String, Object>> shape) {
        Map<String, Object> answer = new LinkedHashMap<>();
        answer.put(name, new Items("", page.items().stream().map(shape).toList()));
        if (!page.next().isEmpty()) {
            answer.put("nextToken", page.next());
        }
        return answer;
    }

    private Map<String, Object> update(Params params) {
        StubSnapshot snapshot = snapshot(params.get("snapshotName"));
        snapshot.retention = params.number("retentionPeriod", snapshot.retention);
        return Map.of("snapshot", shape(snapshot));
    }

    private Map<String, Object> delete(Params params) {
        StubSnapshot snapshot = snapshot(params.get("snapshotName"));
        state.namespaceSnapshots.remove(snapshot.name);
        Map<String, Object> shape = new LinkedHashMap<>(shape(snapshot));
        shape.put("status", "DELETED");
        return Map.of("snapshot", shape);
    }

    private Map<String, Object> createNamespace(Params params) {
        String name = params.get("namespaceName");
        if (state.namespaces.containsKey(name)) {
            throw conflict("Namespace " + name + " already exists.");
        }
        StubNamespace namespace = new StubNamespace(name, 0);
        state.namespaces.put(name, namespace);
        return Map.of("namespace", namespace.shape());
    }

    private Map<String, Object> getNamespace(Params params) {
        StubNamespace namespace = namespace(params.get("namespaceName"));
        namespace.look();
        return Map.of("namespace", namespace.shape());
    }

    private Map<String, Object> createWorkgroup(Params params) {
        StubNamespace namespace = namespace(params.get("namespaceName"));
        String workgroup = params.get("workgroupName");
        if (state.namespaces.values().stream().anyMatch(one -> one.has(workgroup))) {
            throw conflict("Workgroup " + workgroup + " already exists.");
        }
        namespace.workgroup(workgroup, false);
        return Map.of("workgroup", namespace.shapeOf(workgroup));
    }

    private Map<String, Object> getWorkgroup(Params params) {
        String workgroup = params.get("workgroupName");
        StubNamespace namespace = state.namespaces.values().stream()
                .filter(one -> one.has(workgroup))
                .findFirst()
                .orElseThrow(() -> notFound("Workgroup " + workgroup + " not found."));
        namespace.lookAt(workgroup);
        return Map.of("workgroup", namespace.shapeOf(workgroup));
    }

    private Map<String, Object> restore(Params params) {
        StubNamespace namespace = namespace(params.get("namespaceName"));
        String arn = params.get("snapshotArn");
        StubSnapshot snapshot = arn.contains(":redshift:")
                ? state.snapshots.get(arn.substring(arn.lastIndexOf('/') + 1))
                : snapshot(params.get("snapshotName"));
        if (snapshot == null) {
            throw notFound("Snapshot " + arn + " not found.");
        }
        String workgroup = params.get("workgroupName");
        if (!namespace.has(workgroup)
                || !namespace.status(workgroup).equals("AVAILABLE")
                || !namespace.status().equals("AVAILABLE")) {
            throw conflict("Namespace or workgroup is not in available state.");
        }
        namespace.fill(snapshot.name);
        Map<String, Object> answer = new LinkedHashMap<>();
        answer.put("namespace", namespace.shape());
        answer.put("snapshotName", snapshot.name);
        return answer;
    }

    private Map<String, Object> restoreTable(Params params) {
        StubNamespace namespace = namespace(params.get("namespaceName"));
        snapshot(params.get("snapshotName"));
        Map<String, String> names = new TreeMap<>(Map.of("sourceSchemaName", "public"));
        names.putAll(params.values());
        return Map.of(
                "tableRestoreStatus", state.restoreTable(namespace.name, names).shape(false));
    }

    private Map<String, Object> getTable(Params params) {
        StubTableRestore restore = state.tableRestores.stream()
                .filter(one -> one.id.equals(params.get("tableRestoreRequestId")))
                .findFirst()
                .orElseThrow(() -> notFound("Table restore request not found."));
        state.look(restore);
        return Map.of("tableRestoreStatus", restore.shape(false));
    }

    private Map<String, Object> listTables(Params params) {
        List<StubTableRestore> all = new ArrayList<>(state.tableRestores);
        all.removeIf(one -> !one.warehouse.equals(params.get("namespaceName")));
        return listed("tableRestoreStatuses", state.page(all, params.get("nextToken")), one -> one.shape(false));
    }

    private StubNamespace namespace(String name) {
        StubNamespace namespace = state.namespaces.get(name);
        if (namespace == null) {
            throw notFound("Namespace " + name + " not found.");
        }
        return namespace;
    }

    private StubSnapshot snapshot(String name) {
        StubSnapshot snapshot = state.namespaceSnapshots.get(name);
        if (snapshot == null) {
            throw notFound("Snapshot " + name + " not found.");
        }
        return snapshot;
    }

    static ServiceError notFound(String message) {
        return new ServiceError(400, "ResourceNotFoundException", message);
    }

    static ServiceError conflict(String message) {
        return new ServiceError(400, "ConflictException", message);
    }

    private static Map<String, Object> shape(StubSnapshot from) {
        Map<String, Object> shape = new LinkedHashMap<>();
        shape.put("snapshotName", from.name);
        shape.put("namespaceName", from.warehouse);
        shape.put("snapshotCreateTime", from.created);
        shape.put("status", from.status().toUpperCase(Locale.ROOT));
        shape.put("totalBackupSizeInMegaBytes", (double) from.megabytes);
        shape.put("actualIncrementalBackupSizeInMegaBytes", (double) from.megabytes);
        shape.put("backupProgressInMegaBytes", from.done());
        shape.put("currentBackupRateInMegaBytesPerSecond", from.rate());
        shape.put("estimatedSecondsToCompletion", from.remaining());
        shape.put("snapshotRetentionPeriod", from.retention);
        if (from.retention > 0) {
            shape.put("snapshotRemainingDays", from.retention);
        }
        shape.put("snapshotArn", "arn:aws:redshift-serverless:eu-central-1:123456789012:snapshot/" + from.name);
        return shape;
    }
}
