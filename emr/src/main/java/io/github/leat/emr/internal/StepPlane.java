package io.github.leat.emr.internal;

import io.github.leat.aws.Call;
import io.github.leat.aws.Caller;
import io.github.leat.aws.Plan;
import io.github.leat.aws.Planned;
import io.github.leat.emr.CostDrivers;
import io.github.leat.emr.EmrException;
import io.github.leat.emr.EmrJob;
import io.github.leat.emr.EmrPlace;
import io.github.leat.emr.EmrState;
import io.github.leat.emr.EmrSubmission;
import io.github.leat.emr.LogStream;
import io.github.leat.emr.Workers;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import software.amazon.awssdk.services.emr.EmrClient;
import software.amazon.awssdk.services.emr.model.ActionOnFailure;
import software.amazon.awssdk.services.emr.model.AddJobFlowStepsRequest;
import software.amazon.awssdk.services.emr.model.CancelStepsInfo;
import software.amazon.awssdk.services.emr.model.CancelStepsRequest;
import software.amazon.awssdk.services.emr.model.CancelStepsRequestStatus;
import software.amazon.awssdk.services.emr.model.DescribeClusterRequest;
import software.amazon.awssdk.services.emr.model.DescribeStepRequest;
import software.amazon.awssdk.services.emr.model.HadoopJarStepConfig;
import software.amazon.awssdk.services.emr.model.ListStepsRequest;
import software.amazon.awssdk.services.emr.model.ListStepsResponse;
import software.amazon.awssdk.services.emr.model.Step;
import software.amazon.awssdk.services.emr.model.StepConfig;
import software.amazon.awssdk.services.emr.model.StepSummary;

/**
 * Steps of a cluster of EMR on EC2 (API 2009-03-31). Adding steps has no token, so the step's name has one, by which it is found again
 * where the answer was lost.
 */
final class StepPlane implements JobPlane {
    /** A call that was lost on its way back may still be being done: the look comes so much later. */
    private static final Duration SETTLING = Duration.ofSeconds(5);

    private static final Pattern YARN_APPLICATION = Pattern.compile("application_\\d+_\\d+");

    private final EmrClient client;
    private final Caller caller;
    private final EmrPlace.Cluster cluster;

    StepPlane(EmrClient client, Caller caller, EmrPlace.Cluster cluster) {
        this.client = client;
        this.caller = caller;
        this.cluster = cluster;
    }

    @Override
    public Start start(EmrSubmission submission, String jar, List<String> arguments, String token) {
        List<String> command = new ArrayList<>(
                List.of("spark-submit", "--deploy-mode", "cluster", "--class", EmrSubmission.MAIN_CLASS));
        command.addAll(SparkSettings.arguments(submission.workers()));
        command.add(jar);
        command.addAll(arguments);
        String name = submission.name() + " [leat " + token + "]";
        AddJobFlowStepsRequest.Builder request = AddJobFlowStepsRequest.builder()
                .jobFlowId(cluster.id())
                .steps(StepConfig.builder()
                        .name(name)
                        .actionOnFailure(ActionOnFailure.CONTINUE)
                        .hadoopJarStep(HadoopJarStepConfig.builder()
                                .jar("command-runner.jar")
                                .args(command)
                                .build())
                        .build());
        submission.role().ifPresent(request::executionRoleArn);
        Call<AddJobFlowStepsRequest, String> call = new Call<>(
                "elasticmapreduce:AddJobFlowSteps",
                request.build(),
                sent -> client.addJobFlowSteps(sent).stepIds().get(0));
        return new Start(call.shown(), () -> caller.change(call, () -> named(name), Set.of()), "PENDING");
    }

    private Optional<String> named(String name) throws InterruptedException {
        caller.ticker().sleep(SETTLING);
        String marker = null;
        do {
            ListStepsRequest request = ListStepsRequest.builder()
                    .clusterId(cluster.id())
                    .marker(marker)
                    .build();
            ListStepsResponse page =
                    caller.repeat(new Call<>("elasticmapreduce:ListSteps", request, client::listSteps));
            Optional<StepSummary> found = page.steps().stream()
                    .filter(step -> name.equals(step.name()))
                    .findFirst();
            if (found.isPresent()) {
                return found.map(StepSummary::id);
            }
            marker = page.marker();
        } while (marker != null && !marker.isEmpty());
        return Optional.empty();
    }

    @Override
    public EmrJob look(String id) throws InterruptedException {
        DescribeStepRequest request =
                DescribeStepRequest.builder().clusterId(cluster.id()).stepId(id).build();
        Step step = caller.repeat(new Call<>("elasticmapreduce:DescribeStep", request, client::describeStep))
                .step();
        return new EmrJob(
                id,
                cluster,
                String.valueOf(step.name()).replaceFirst(" \\[leat [0-9a-f-]+]$", ""),
                EmrState.of(step.status().stateAsString()),
                step.status().stateAsString(),
                details(step),
                Optional.ofNullable(step.status().timeline()).map(line -> line.startDateTime()),
                Optional.ofNullable(step.status().timeline()).map(line -> line.endDateTime()),
                Optional.empty(),
                step.config() == null
                        ? Optional.empty()
                        : Arguments.report(step.config().args()));
    }

    private static Optional<String> details(Step step) {
        List<String> said = new ArrayList<>();
        if (step.status().failureDetails() != null) {
            said.add(step.status().failureDetails().reason());
            said.add(step.status().failureDetails().message());
        }
        if (step.status().stateChangeReason() != null) {
            said.add(step.status().stateChangeReason().message());
        }
        String text = String.join(
                ", ", said.stream().filter(one -> one != null && !one.isBlank()).toList());
        return text.isEmpty() ? Optional.empty() : Optional.of(text);
    }

    @Override
    public Planned<Boolean> cancel(String id) {
        CancelStepsRequest request =
                CancelStepsRequest.builder().clusterId(cluster.id()).stepIds(id).build();
        Call<CancelStepsRequest, List<CancelStepsInfo>> call = new Call<>(
                "elasticmapreduce:CancelSteps",
                request,
                sent -> client.cancelSteps(sent).cancelStepsInfoList());
        return Plan.of(
                () -> {
                    if (look(id).state().isEnd()) {
                        return false;
                    }
                    Optional<CancelStepsInfo> refused = caller.repeat(call).stream()
                            .filter(info -> info.status() == CancelStepsRequestStatus.FAILED)
                            .findFirst();
                    if (refused.isEmpty()) {
                        return true;
                    }
                    if (look(id).state().isEnd()) {
                        return false;
                    }
                    throw new EmrException(
                            EmrException.Reason.REFUSED,
                            "Step " + id + " cannot be cancelled ("
                                    + refused.get().reason()
                                    + "). EMR cancels running steps from release 5.28 on; on older ones end it on the cluster.");
                },
                call);
    }

    @Override
    public CostDrivers costs(Workers workers) {
        return new CostDrivers(
                workers.executors() + 1,
                workers.driverCores() + workers.executors() * workers.executorCores(),
                SparkSettings.withOverhead(workers.driverGigabytes())
                        + workers.executors() * SparkSettings.withOverhead(workers.executorGigabytes()),
                List.of(
                        "These come out of the cluster, which is paid by the hours of its instances whether the job runs or not.",
                        "Besides: requests to S3, and what the target costs."));
    }

    @Override
    public Optional<String> logRoot(String id) throws InterruptedException {
        look(id);
        DescribeClusterRequest request =
                DescribeClusterRequest.builder().clusterId(cluster.id()).build();
        String uri = caller.repeat(new Call<>("elasticmapreduce:DescribeCluster", request, client::describeCluster))
                .cluster()
                .logUri();
        return Optional.ofNullable(uri).filter(text -> !text.isBlank());
    }

    /**
     * In deploy mode "cluster" the driver is a container of YARN, the first of its application, whose id spark-submit tells on the
     * step's standard error.
     */
    @Override
    public List<String> logs(String id, LogStream stream, LogFinder finder) {
        String step = cluster.id() + "/steps/" + id + "/";
        List<String> candidates = new ArrayList<>();
        Optional<String> told = finder.text(step + LogStream.STDERR.file());
        Matcher application = YARN_APPLICATION.matcher(told.orElse(""));
        if (application.find()) {
            finder.below(cluster.id() + "/containers/" + application.group() + "/").stream()
                    .filter(path -> path.endsWith("_000001/" + stream.file()))
                    .sorted()
                    .reduce((first, second) -> second)
                    .ifPresent(candidates::add);
        }
        candidates.add(step + stream.file());
        return candidates;
    }

    @Override
    public void close() {
        client.close();
    }
}
