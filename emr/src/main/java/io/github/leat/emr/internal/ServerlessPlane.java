package io.github.leat.emr.internal;

import io.github.leat.aws.Call;
import io.github.leat.aws.Caller;
import io.github.leat.aws.Plan;
import io.github.leat.aws.Planned;
import io.github.leat.emr.Billed;
import io.github.leat.emr.CostDrivers;
import io.github.leat.emr.EmrException;
import io.github.leat.emr.EmrJob;
import io.github.leat.emr.EmrPlace;
import io.github.leat.emr.EmrState;
import io.github.leat.emr.EmrSubmission;
import io.github.leat.emr.LogStream;
import io.github.leat.emr.Workers;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import software.amazon.awssdk.services.emrserverless.EmrServerlessClient;
import software.amazon.awssdk.services.emrserverless.model.CancelJobRunRequest;
import software.amazon.awssdk.services.emrserverless.model.ConfigurationOverrides;
import software.amazon.awssdk.services.emrserverless.model.GetJobRunRequest;
import software.amazon.awssdk.services.emrserverless.model.JobDriver;
import software.amazon.awssdk.services.emrserverless.model.JobRun;
import software.amazon.awssdk.services.emrserverless.model.MonitoringConfiguration;
import software.amazon.awssdk.services.emrserverless.model.ResourceUtilization;
import software.amazon.awssdk.services.emrserverless.model.S3MonitoringConfiguration;
import software.amazon.awssdk.services.emrserverless.model.SparkSubmit;
import software.amazon.awssdk.services.emrserverless.model.StartJobRunRequest;

/** Job runs of an application of EMR Serverless (API 2021-07-13). A client token makes that a start whose answer is lost is one. */
final class ServerlessPlane implements JobPlane {
    private final EmrServerlessClient client;
    private final Caller caller;
    private final EmrPlace.Application application;

    ServerlessPlane(EmrServerlessClient client, Caller caller, EmrPlace.Application application) {
        this.client = client;
        this.caller = caller;
        this.application = application;
    }

    @Override
    public Start start(EmrSubmission submission, String jar, List<String> arguments, String token) {
        String role = submission
                .role()
                .orElseThrow(
                        () -> new IllegalArgumentException("A job of EMR Serverless runs in a role, and none is named."
                                + " Name it with --role arn:aws:iam::ACCOUNT:role/NAME."));
        List<String> parameters = new ArrayList<>(List.of("--class", EmrSubmission.MAIN_CLASS));
        parameters.addAll(SparkSettings.arguments(submission.workers()));
        StartJobRunRequest request = StartJobRunRequest.builder()
                .applicationId(application.id())
                .clientToken(token)
                .executionRoleArn(role)
                .name(submission.name())
                .jobDriver(JobDriver.builder()
                        .sparkSubmit(SparkSubmit.builder()
                                .entryPoint(jar)
                                .entryPointArguments(arguments)
                                .sparkSubmitParameters(String.join(" ", parameters))
                                .build())
                        .build())
                .configurationOverrides(ConfigurationOverrides.builder()
                        .monitoringConfiguration(MonitoringConfiguration.builder()
                                .s3MonitoringConfiguration(S3MonitoringConfiguration.builder()
                                        .logUri(submission
                                                .upload()
                                                .withKey(submission.upload().key() + "logs/")
                                                .name())
                                        .build())
                                .build())
                        .build())
                .build();
        Call<StartJobRunRequest, String> call = new Call<>(
                "emr-serverless:StartJobRun",
                request,
                sent -> client.startJobRun(sent).jobRunId());
        return new Start(call.shown(), () -> caller.repeat(call), "SUBMITTED");
    }

    private JobRun run(String id) throws InterruptedException {
        GetJobRunRequest request = GetJobRunRequest.builder()
                .applicationId(application.id())
                .jobRunId(id)
                .build();
        return caller.repeat(new Call<>("emr-serverless:GetJobRun", request, client::getJobRun))
                .jobRun();
    }

    @Override
    public EmrJob look(String id) throws InterruptedException {
        JobRun run = run(id);
        SparkSubmit submit = run.jobDriver() == null ? null : run.jobDriver().sparkSubmit();
        return new EmrJob(
                id,
                application,
                String.valueOf(run.name()),
                EmrState.of(run.stateAsString()),
                run.stateAsString(),
                Optional.ofNullable(run.stateDetails()).filter(text -> !text.isBlank()),
                Optional.ofNullable(run.startedAt()),
                Optional.ofNullable(run.endedAt()),
                Optional.ofNullable(run.billedResourceUtilization()).flatMap(ServerlessPlane::billed),
                submit == null ? Optional.empty() : Arguments.report(submit.entryPointArguments()));
    }

    private static Optional<Billed> billed(ResourceUtilization used) {
        if (used.vcpuHour() == null || used.memoryGBHour() == null) {
            return Optional.empty();
        }
        double storage = used.storageGBHour() == null ? 0 : used.storageGBHour();
        return Optional.of(new Billed(used.vcpuHour(), used.memoryGBHour(), storage));
    }

    @Override
    public Planned<Boolean> cancel(String id) {
        CancelJobRunRequest request = CancelJobRunRequest.builder()
                .applicationId(application.id())
                .jobRunId(id)
                .build();
        Call<CancelJobRunRequest, Boolean> call = new Call<>(
                "emr-serverless:CancelJobRun",
                request,
                sent -> client.cancelJobRun(sent).jobRunId().equals(id));
        return Plan.of(
                () -> {
                    if (look(id).state().isEnd()) {
                        return false;
                    }
                    try {
                        return caller.repeat(call);
                    } catch (EmrException e) {
                        // it may have ended between the look and the call
                        if (e.reason() == EmrException.Reason.REFUSED
                                && look(id).state().isEnd()) {
                            return false;
                        }
                        throw e;
                    }
                },
                call);
    }

    @Override
    public CostDrivers costs(Workers workers) {
        int driver = WorkerSizes.gigabytes("driver", workers.driverCores(), workers.driverGigabytes());
        int executor = WorkerSizes.gigabytes("executor", workers.executorCores(), workers.executorGigabytes());
        return new CostDrivers(
                workers.executors() + 1,
                workers.driverCores() + workers.executors() * workers.executorCores(),
                driver + workers.executors() * executor,
                List.of(
                        "Workers are paid from when they start to when they stop; the application's, if it keeps some ready, also without a job.",
                        "Besides: requests to S3, logs on S3, and what the target costs."));
    }

    @Override
    public Optional<String> logRoot(String id) throws InterruptedException {
        ConfigurationOverrides overrides = run(id).configurationOverrides();
        if (overrides == null
                || overrides.monitoringConfiguration() == null
                || overrides.monitoringConfiguration().s3MonitoringConfiguration() == null) {
            return Optional.empty();
        }
        return Optional.ofNullable(
                overrides.monitoringConfiguration().s3MonitoringConfiguration().logUri());
    }

    /** User guide, "Rotating logs" (read 2026-11-27): refreshed every 15 seconds, older parts beside it in {@code archived/}. */
    @Override
    public List<String> logs(String id, LogStream stream, LogFinder finder) {
        return List.of("applications/" + application.id() + "/jobs/" + id + "/SPARK_DRIVER/" + stream.file());
    }

    @Override
    public void close() {
        client.close();
    }
}
