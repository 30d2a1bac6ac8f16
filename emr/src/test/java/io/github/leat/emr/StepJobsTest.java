package io.github.leat.emr;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.github.leat.aws.Patience;
import io.github.leat.emr.EmrException.Reason;
import io.github.leat.testkit.control.ControlFault;
import java.io.IOException;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/** Steps of a cluster, through the SDK's client, against a stub of the service and a server of S3. */
class StepJobsTest {
    @TempDir
    private Path directory = Path.of("");

    @SuppressWarnings("NullAway.Init")
    private EmrAccount account;

    @BeforeEach
    void open() throws IOException {
        account = new EmrAccount();
    }

    @AfterEach
    void close() {
        account.close();
    }

    private EmrJob started() throws IOException, InterruptedException {
        return account.cluster
                .submit(account.submission(EmrAccount.jar(directory, "one")))
                .run();
    }

    @Test
    void aStepRunsSparkSubmitAndIsFollowed() throws Exception {
        EmrJob job = started();
        List<String> arguments = account.server.jobs().get(0).arguments();
        assertThat(arguments)
                .startsWith("spark-submit", "--deploy-mode", "cluster", "--class", EmrSubmission.MAIN_CLASS)
                .endsWith("s3://data/events/*.csv", "--into", "dynamodb:events", "--key", "id")
                .contains("spark.executor.cores=4");
        assertThat(account.server.jobs().get(0).name()).matches("events \\[leat [0-9a-f-]{36}]");
        List<EmrState> seen = new ArrayList<>();
        EmrJob done = account.cluster.await(
                job.id(), Patience.upTo(Duration.ofHours(1)), (now, elapsed) -> seen.add(now.state()));
        assertThat(seen).containsExactly(EmrState.WAITING, EmrState.RUNNING, EmrState.SUCCEEDED);
        assertThat(done.name()).isEqualTo("events");
        assertThat(done.report()).isEqualTo(job.report());
    }

    @ParameterizedTest
    @EnumSource(
            value = ControlFault.class,
            names = {"THROTTLED", "ANSWER_LOST", "CUT", "BROKEN"})
    void whateverBecomesOfTheAnswerTheStepIsAddedOnce(ControlFault fault) throws Exception {
        started();
        started();
        account.server.pageSize(1);
        account.server.fault("AddJobFlowSteps", fault);
        EmrJob job = started();
        assertThat(account.server.jobs()).hasSize(3);
        assertThat(account.server.jobs().get(2).id()).isEqualTo(job.id());
        assertThat(account.server.calls("AddJobFlowSteps")).hasSize(fault == ControlFault.ANSWER_LOST ? 3 : 4);
    }

    @Test
    void whatIsNotThereIsNotFound() {
        assertThatThrownBy(() -> account.cluster.status("s-NONE"))
                .isInstanceOfSatisfying(
                        EmrException.class, e -> assertThat(e.reason()).isEqualTo(Reason.NOT_FOUND))
                .hasMessageContaining("Step id 's-NONE' is not valid");
        try (EmrJobs elsewhere = account.jobs(new EmrPlace.Cluster("j-GONE"))) {
            assertThatThrownBy(() -> elsewhere.cancel("s-NONE").run())
                    .hasMessageContaining("Cluster id 'j-GONE' is not valid");
        }
    }

    @Test
    void aStepIsCancelledAndOneThatEndedIsNot() throws Exception {
        EmrJob job = started();
        assertThat(account.cluster.cancel(job.id()).run()).isTrue();
        assertThat(account.cluster.status(job.id()).state()).isEqualTo(EmrState.CANCELLED);
        assertThat(account.cluster.cancel(job.id()).run()).isFalse();
        assertThat(account.server.calls("CancelSteps")).hasSize(1);
    }

    @Test
    void aFailedStepSaysWhy() throws Exception {
        EmrJob job = started();
        account.server.becomes(job.id(), "FAILED", "Exception in thread main");
        assertThat(account.cluster.status(job.id()).details()).contains("Exception in thread main");
    }

    @Test
    void theDriversLogIsThatOfItsContainerAndElseTheSteps() throws Exception {
        EmrJob job = started();
        String step = "cluster-logs/j-CRISIS/steps/" + job.id() + "/";
        account.putCompressed(step + "stderr.gz", "Submitted application application_170_0007\n");
        assertThat(EmrAccount.text(account.cluster.log(job.id(), LogStream.STDERR)))
                .startsWith("Submitted application");
        assertThatThrownBy(() -> account.cluster.log(job.id(), LogStream.STDOUT))
                .hasMessageContaining(step + "stdout.gz yet");
        String containers = "cluster-logs/j-CRISIS/containers/application_170_0007/container_170_0007_01_00000";
        account.putCompressed(containers + "2/stdout.gz", "an executor\n");
        account.putCompressed(containers + "1/stdout.gz", "the driver\n");
        EmrLog log = account.cluster.log(job.id(), LogStream.STDOUT);
        assertThat(EmrAccount.text(log)).isEqualTo("the driver\n");
        assertThat(log.location()).isEqualTo("s3://" + account.bucket + "/" + containers + "1/stdout.gz");
    }

    @Test
    void aClusterWithoutLogsSaysSo() throws Exception {
        try (EmrJobs silent = account.jobs(new EmrPlace.Cluster("j-SILENT"))) {
            EmrJob job = silent.submit(account.submission(EmrAccount.jar(directory, "one")))
                    .run();
            assertThatThrownBy(() -> silent.log(job.id(), LogStream.STDERR))
                    .isInstanceOfSatisfying(
                            EmrException.class, e -> assertThat(e.reason()).isEqualTo(Reason.NO_LOGS))
                    .hasMessageContaining("LogUri");
        }
    }
}
