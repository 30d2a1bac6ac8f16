package io.github.leat.testkit.control;

import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** What EMR Serverless does. */
final class JobRunOperations {
    private static final String ARGUMENTS = "jobDriver.sparkSubmit.entryPointArguments";

    private final EmrState state;

    JobRunOperations(EmrState state) {
        this.state = state;
    }

    Map<String, Object> run(String operation, Params params) {
        String application = params.get("applicationId");
        if (!state.applications.contains(application)) {
            throw new ServiceError(404, "ResourceNotFoundException", "Application " + application + " does not exist");
        }
        if (operation.equals("StartJobRun")) {
            StubJob job = started(application, params);
            return Map.of("applicationId", application, "jobRunId", job.id, "arn", arn(job));
        }
        StubJob job = state.jobs.stream()
                .filter(one -> one.place.equals(application) && one.id.equals(params.get("jobRunId")))
                .findFirst()
                .orElseThrow(() -> new ServiceError(
                        404, "ResourceNotFoundException", "JobRun " + params.get("jobRunId") + " does not exist"));
        if (operation.equals("CancelJobRun")) {
            if (job.isOver()) {
                throw new ServiceError(409, "ConflictException", "JobRun " + job.id + " is in state " + job.word());
            }
            job.becomes("CANCELLING", "CANCELLED");
            return Map.of("applicationId", application, "jobRunId", job.id);
        }
        return Map.of("jobRun", described(job));
    }

    private StubJob started(String application, Params params) {
        Optional<StubJob> before = state.jobs.stream()
                .filter(job -> job.request.get("clientToken").equals(params.get("clientToken")))
                .findFirst();
        if (before.isPresent()) {
            if (!before.get().request.equals(params)) {
                throw new ServiceError(409, "ConflictException", "The client token was used with other parameters");
            }
            return before.get();
        }
        StubJob job = new StubJob(
                "00job" + (state.jobs.size() + 1),
                application,
                params.get("name"),
                params.list(ARGUMENTS),
                params,
                List.of("SUBMITTED", "SCHEDULED", "RUNNING", "SUCCESS"));
        state.jobs.add(job);
        return job;
    }

    private static String arn(StubJob job) {
        return "arn:aws:emr-serverless:eu-central-1:123456789012:/applications/" + job.place + "/jobruns/" + job.id;
    }

    private static Map<String, Object> described(StubJob job) {
        Params request = job.request;
        Map<String, Object> run = new LinkedHashMap<>();
        run.put("applicationId", job.place);
        run.put("jobRunId", job.id);
        run.put("name", job.name);
        run.put("arn", arn(job));
        run.put("createdBy", "arn:aws:iam::123456789012:user/ops");
        run.put("createdAt", EmrState.CREATED);
        run.put("updatedAt", EmrState.CREATED + 60);
        run.put("executionRole", request.get("executionRoleArn"));
        run.put("releaseLabel", "emr-spark-8.0.0");
        String word = job.look();
        run.put("state", word);
        run.put("stateDetails", job.details);
        run.put(
                "jobDriver",
                Map.of(
                        "sparkSubmit",
                        Map.of(
                                "entryPoint",
                                request.get("jobDriver.sparkSubmit.entryPoint"),
                                "entryPointArguments",
                                new Items("member", job.arguments),
                                "sparkSubmitParameters",
                                request.get("jobDriver.sparkSubmit.sparkSubmitParameters"))));
        String logs = "configurationOverrides.monitoringConfiguration.s3MonitoringConfiguration.logUri";
        request.find(logs)
                .ifPresent(uri -> run.put(
                        "configurationOverrides",
                        Map.of("monitoringConfiguration", Map.of("s3MonitoringConfiguration", Map.of("logUri", uri)))));
        if (word.equals("SUCCESS")) {
            run.put("startedAt", EmrState.CREATED + 30);
            run.put("endedAt", EmrState.CREATED + 90);
            run.put("billedResourceUtilization", Map.of("vCPUHour", 0.3, "memoryGBHour", 0.75, "storageGBHour", 0.0));
        }
        return run;
    }
}
