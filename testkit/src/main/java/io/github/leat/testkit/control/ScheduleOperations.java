package io.github.leat.testkit.control;

import java.util.List;
import java.util.Map;
import java.util.Optional;

/** Snapshot schedules of clusters. */
record ScheduleOperations(StubState state) {
    Map<String, Object> run(String operation, Params params) {
        return switch (operation) {
            case "CreateSnapshotSchedule" -> create(params);
            case "ModifySnapshotSchedule" -> modify(params);
            case "DeleteSnapshotSchedule" -> delete(params);
            case "DescribeSnapshotSchedules" -> describe(params);
            case "ModifyClusterSnapshotSchedule" -> associate(params);
            default -> throw new ServiceError(400, "InvalidAction", "No operation " + operation);
        };
    }

    private Map<String, Object> create(Params params) {
        String name = params.get("ScheduleIdentifier");
        if (state.schedules.containsKey(name)) {
            throw new ServiceError(400, "SnapshotScheduleAlreadyExists", "The schedule " + name + " already exists.");
        }
        StubSchedule schedule = new StubSchedule(name, definitions(params));
        state.schedules.put(name, schedule);
        return schedule.shape();
    }

    private static List<String> definitions(Params params) {
        List<String> when = params.list("ScheduleDefinitions.ScheduleDefinition");
        for (String one : when) {
            if (!one.matches("rate\\(\\d+ hours?\\)|cron\\(\\S+ \\S+ \\S+\\)")) {
                throw new ServiceError(400, "InvalidSchedule", "The definition " + one + " is not valid.");
            }
        }
        return when;
    }

    private Map<String, Object> modify(Params params) {
        StubSchedule schedule = schedule(params.get("ScheduleIdentifier"));
        schedule.when = definitions(params);
        return schedule.shape();
    }

    private Map<String, Object> delete(Params params) {
        StubSchedule schedule = schedule(params.get("ScheduleIdentifier"));
        if (!schedule.clusters.isEmpty()) {
            throw new ServiceError(
                    400,
                    "InvalidClusterSnapshotScheduleState",
                    "The schedule is associated with clusters and cannot be deleted.");
        }
        state.schedules.remove(schedule.name);
        return Map.of();
    }

    private Map<String, Object> describe(Params params) {
        Optional<String> one = params.find("ScheduleIdentifier");
        List<StubSchedule> all = state.schedules.values().stream()
                .filter(schedule -> one.isEmpty() || schedule.name.equals(one.get()))
                .toList();
        StubState.Page<StubSchedule> page = state.page(all, params.get("Marker"));
        Map<String, Object> answer =
                ClusterOperations.listed("SnapshotSchedules", "SnapshotSchedule", page, StubSchedule::shape);
        page.items().forEach(schedule -> schedule.clusters.replaceAll((cluster, was) -> "ACTIVE"));
        return answer;
    }

    private Map<String, Object> associate(Params params) {
        String cluster = params.get("ClusterIdentifier");
        if (!state.clusters.containsKey(cluster)) {
            throw new ServiceError(404, "ClusterNotFound", "Cluster " + cluster + " not found.");
        }
        StubSchedule schedule = schedule(params.get("ScheduleIdentifier"));
        if (params.flag("DisassociateSchedule")) {
            schedule.clusters.remove(cluster);
        } else {
            state.schedules.values().forEach(other -> other.clusters.remove(cluster));
            schedule.clusters.put(cluster, "MODIFYING");
        }
        return Map.of();
    }

    private StubSchedule schedule(String name) {
        StubSchedule schedule = state.schedules.get(name);
        if (schedule == null) {
            throw new ServiceError(400, "SnapshotScheduleNotFound", "We could not find the schedule " + name + ".");
        }
        return schedule;
    }
}
