package io.github.leat.testkit.control;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/** What EMR on EC2 does. */
final class StepOperations {
    private final EmrState state;

    StepOperations(EmrState state) {
        this.state = state;
    }

    Map<String, Object> run(String operation, Params params) {
        String cluster = params.find("ClusterId").orElse(params.get("JobFlowId"));
        if (!state.clusters.containsKey(cluster)) {
            throw invalid("Cluster id '" + cluster + "' is not valid.");
        }
        return switch (operation) {
            case "AddJobFlowSteps" -> Map.of("StepIds", new Items("member", List.of(add(cluster, params).id)));
            case "DescribeStep" -> Map.of("Step", described(find(cluster, params.get("StepId")), true));
            case "ListSteps" -> page(cluster, params);
            case "CancelSteps" -> cancel(find(cluster, params.get("StepIds.1")));
            default -> describedCluster(cluster);
        };
    }

    private static ServiceError invalid(String message) {
        return new ServiceError(400, "InvalidRequestException", message);
    }

    private StubJob add(String cluster, Params params) {
        StubJob step = new StubJob(
                "s-" + (1000 + state.jobs.size()),
                cluster,
                params.get("Steps.1.Name"),
                params.list("Steps.1.HadoopJarStep.Args"),
                params,
                List.of("PENDING", "RUNNING", "COMPLETED"));
        state.jobs.add(step);
        return step;
    }

    private StubJob find(String cluster, String id) {
        return state.jobs.stream()
                .filter(step -> step.place.equals(cluster) && step.id.equals(id))
                .findFirst()
                .orElseThrow(() -> invalid("Step id '" + id + "' is not valid."));
    }

    private static Map<String, Object> described(StubJob step, boolean looked) {
        Map<String, Object> status = new LinkedHashMap<>();
        status.put("State", looked ? step.look() : step.word());
        if (!step.details.isEmpty()) {
            status.put("FailureDetails", Map.of("Reason", step.details));
        }
        status.put("Timeline", Map.of("CreationDateTime", EmrState.CREATED));
        Map<String, Object> described = new LinkedHashMap<>();
        described.put("Id", step.id);
        described.put("Name", step.name);
        described.put("ActionOnFailure", step.request.get("Steps.1.ActionOnFailure"));
        described.put("Config", Map.of("Jar", "command-runner.jar", "Args", new Items("member", step.arguments)));
        described.put("Status", status);
        return described;
    }

    private Map<String, Object> page(String cluster, Params params) {
        List<StubJob> newest = new ArrayList<>();
        state.jobs.stream().filter(step -> step.place.equals(cluster)).forEach(step -> newest.add(0, step));
        int from = params.find("Marker").map(Integer::parseInt).orElse(0);
        int to = Math.min(newest.size(), from + state.pageSize);
        Map<String, Object> page = new LinkedHashMap<>();
        page.put(
                "Steps",
                new Items(
                        "member",
                        newest.subList(from, to).stream()
                                .map(step -> described(step, false))
                                .toList()));
        if (to < newest.size()) {
            page.put("Marker", Integer.toString(to));
        }
        return page;
    }

    private static Map<String, Object> cancel(StubJob step) {
        boolean over = step.isOver();
        if (!over) {
            step.becomes("CANCELLED");
        }
        Map<String, Object> told = new LinkedHashMap<>();
        told.put("StepId", step.id);
        told.put("Status", over ? "FAILED" : "SUBMITTED");
        if (over) {
            told.put("Reason", "The step is " + step.word());
        }
        return Map.of("CancelStepsInfoList", new Items("member", List.of(told)));
    }

    private Map<String, Object> describedCluster(String cluster) {
        Map<String, Object> described = new LinkedHashMap<>();
        described.put("Id", cluster);
        described.put("Name", "crisis");
        String logs = state.clusters.getOrDefault(cluster, "");
        if (!logs.isEmpty()) {
            described.put("LogUri", logs);
        }
        return Map.of("Cluster", described);
    }
}
