package io.github.leat.testkit.control;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/** Scheduled actions and snapshot copies of namespaces. */
record ActionOperations(StubState state) {
    Map<String, Object> run(String operation, Params params) {
        return switch (operation) {
            case "CreateScheduledAction" -> create(params);
            case "UpdateScheduledAction" -> update(params);
            case "DeleteScheduledAction" -> delete(params);
            case "GetScheduledAction" -> Map.of("scheduledAction", action(params));
            case "ListScheduledActions" -> list(params);
            case "CreateSnapshotCopyConfiguration" -> createCopy(params);
            case "ListSnapshotCopyConfigurations" -> listCopies(params);
            case "DeleteSnapshotCopyConfiguration" -> deleteCopy(params);
            default -> throw new ServiceError(400, "UnknownOperationException", "No operation " + operation);
        };
    }

    private Map<String, Object> create(Params params) {
        String name = params.get("scheduledActionName");
        if (state.actions.containsKey(name)) {
            throw NamespaceOperations.conflict("Scheduled action " + name + " already exists.");
        }
        Map<String, Object> action = new LinkedHashMap<>();
        action.put("scheduledActionName", name);
        action.put("namespaceName", params.get("namespaceName"));
        action.put("state", "ACTIVE");
        action.put("roleArn", params.get("roleArn"));
        state.actions.put(name, action);
        change(action, params);
        return Map.of("scheduledAction", action);
    }

    private Map<String, Object> update(Params params) {
        Map<String, Object> action = action(params);
        change(action, params);
        return Map.of("scheduledAction", action);
    }

    private static void change(Map<String, Object> action, Params params) {
        params.find("schedule.cron").ifPresent(cron -> {
            if (!cron.matches("\\((?:\\S+ ){5}\\S+\\)")) {
                throw new ServiceError(400, "ValidationException", "Invalid cron expression " + cron);
            }
            action.put("schedule", Map.of("cron", cron));
        });
        params.find("enabled").ifPresent(on -> action.put("state", on.equals("true") ? "ACTIVE" : "DISABLED"));
        params.find("targetAction.createSnapshot.snapshotNamePrefix").ifPresent(prefix -> {
            Map<String, Object> snapshot = new LinkedHashMap<>();
            snapshot.put("namespaceName", params.get("targetAction.createSnapshot.namespaceName"));
            snapshot.put("snapshotNamePrefix", prefix);
            snapshot.put("retentionPeriod", params.number("targetAction.createSnapshot.retentionPeriod", -1));
            action.put("targetAction", Map.of("createSnapshot", snapshot));
        });
        action.put("nextInvocations", new Items("", List.of(1_893_501_000L)));
    }

    private Map<String, Object> delete(Params params) {
        Map<String, Object> action = action(params);
        state.actions.remove(params.get("scheduledActionName"));
        return Map.of("scheduledAction", action);
    }

    private Map<String, Object> action(Params params) {
        Map<String, Object> action = state.actions.get(params.get("scheduledActionName"));
        if (action == null) {
            throw NamespaceOperations.notFound("Scheduled action not found.");
        }
        return action;
    }

    private Map<String, Object> list(Params params) {
        List<Map<String, Object>> all = new ArrayList<>(state.actions.values());
        all.removeIf(one -> !params.get("namespaceName").equals(one.get("namespaceName")));
        return NamespaceOperations.listed(
                "scheduledActions",
                state.page(all, params.get("nextToken")),
                one -> Map.of(
                        "scheduledActionName",
                        text(one, "scheduledActionName"),
                        "namespaceName",
                        text(one, "namespaceName")));
    }

    private static String text(Map<String, Object> shape, String key) {
        return String.valueOf(shape.get(key));
    }

    private Map<String, Object> createCopy(Params params) {
        StubNamespace namespace = namespace(params);
        String region = params.get("destinationRegion");
        if (namespace.copies.stream().anyMatch(one -> region.equals(one.get("destinationRegion")))) {
            throw NamespaceOperations.conflict("Snapshots are copied to " + region + " already.");
        }
        Map<String, Object> copy = new LinkedHashMap<>();
        copy.put("snapshotCopyConfigurationId", state.nextId());
        copy.put("namespaceName", namespace.name);
        copy.put("destinationRegion", region);
        copy.put("snapshotRetentionPeriod", params.number("snapshotRetentionPeriod", -1));
        params.find("destinationKmsKeyId").ifPresent(key -> copy.put("destinationKmsKeyId", key));
        namespace.copies.add(copy);
        return Map.of("snapshotCopyConfiguration", copy);
    }

    private Map<String, Object> listCopies(Params params) {
        return NamespaceOperations.listed(
                "snapshotCopyConfigurations",
                state.page(namespace(params).copies, params.get("nextToken")),
                one -> one);
    }

    private Map<String, Object> deleteCopy(Params params) {
        String id = params.get("snapshotCopyConfigurationId");
        for (StubNamespace namespace : state.namespaces.values()) {
            for (Map<String, Object> copy : namespace.copies) {
                if (id.equals(copy.get("snapshotCopyConfigurationId"))) {
                    namespace.copies.remove(copy);
                    return Map.of("snapshotCopyConfiguration", copy);
                }
            }
        }
        throw NamespaceOperations.notFound("Snapshot copy configuration not found.");
    }

    private StubNamespace namespace(Params params) {
        StubNamespace namespace = state.namespaces.get(params.get("namespaceName"));
        if (namespace == null) {
            throw NamespaceOperations.notFound("Namespace not found.");
        }
        return namespace;
    }
}
