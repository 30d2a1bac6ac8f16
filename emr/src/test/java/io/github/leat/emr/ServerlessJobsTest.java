package io.github.leat.emr;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.github.leat.aws.Patience;
import io.github.leat.aws.Planned;
import io.github.leat.emr.EmrException.Reason;
import io.github.leat.testkit.control.ControlFault;
import java.io.IOException;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/** Jobs of EMR Serverless, through the SDK's client, against a stub of the service and a server of S3. */
class ServerlessJobsTest {
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

    private EmrSubmission submission() throws IOException {
        return account.submission(EmrAccount.jar(directory, "one"));
    }

    private EmrJob started() throws IOException, InterruptedException {
        return account.serverless.submit(submission()).run();
    }

    @Test
    void aPlanShowsTheVeryRequestsAndSendsNothing() throws Exception {
        EmrPlan plan = account.serverless.submit(submission());
        assertThat(account.server.calls()).isEmpty();
        assertThat(account.versions()).isEmpty();
        Map<String, String> put = plan.calls().get(0).parameters();
        assertThat(put).containsEntry("Bucket", account.bucket).containsEntry("IfNoneMatch", "*");
        assertThat(put.get("Key")).matches("leat/leat-spark-app-[0-9a-f]{64}\\.jar");
        Map<String, String> start = plan.calls().get(1).parameters();
        assertThat(plan.calls().get(1).action()).isEqualTo("emr-serverless:StartJobRun");
        assertThat(start)
                .containsEntry("jobDriver.sparkSubmit.entryPoint", "s3://" + account.bucket + "/" + put.get("Key"))
                .containsEntry("jobDriver.sparkSubmit.entryPointArguments.1", "--report")
                .containsEntry("jobDriver.sparkSubmit.entryPointArguments.3", "s3://data/events/*.csv")
                .containsEntry(
                        "configurationOverrides.monitoringConfiguration.s3MonitoringConfiguration.logUri",
                        "s3://" + account.bucket + "/leat/logs/")
                .containsEntry("executionRoleArn", EmrAccount.ROLE);
        assertThat(start.get("jobDriver.sparkSubmit.sparkSubmitParameters"))
                .startsWith("--class io.github.leat.spark.app.SparkLoadMain --conf spark.executor.instances=4 ")
                .contains("spark.executor.memory=8g", "spark.dynamicAllocation.enabled=false");
        // 8 GiB and a tenth are 9 of 4 cores each, 4 and a tenth are 5
        assertThat(plan.costs().vcpus()).isEqualTo(18);
        assertThat(plan.costs().gigabytes()).isEqualTo(41);
        assertThat(plan.costs().workers()).isEqualTo(5);

        plan.run();
        assertThat(account.server.calls("StartJobRun").get(0).parameters()).isEqualTo(start);
    }

    @Test
    void theSameJarIsUploadedOnceAndAnotherBesideIt() throws Exception {
        started();
        started();
        account.serverless
                .submit(account.submission(EmrAccount.jar(directory, "two")))
                .run();
        assertThat(account.versions()).hasSize(2).doesNotHaveDuplicates();
        assertThat(account.server.jobs()).hasSize(3);
    }

    @Test
    void aJobIsFollowedToItsEndAndItsReportRead() throws Exception {
        EmrJob job = started();
        assertThat(job.state()).isEqualTo(EmrState.WAITING);
        List<String> seen = new ArrayList<>();
        EmrJob done = account.serverless.await(
                job.id(),
                Patience.upTo(Duration.ofHours(1)),
                (now, elapsed) -> seen.add(now.status() + " " + elapsed.toSeconds()));
        assertThat(seen).containsExactly("SUBMITTED 0", "SCHEDULED 15", "RUNNING 30", "SUCCESS 45");
        assertThat(done.state()).isEqualTo(EmrState.SUCCEEDED);
        assertThat(done.name()).isEqualTo("events");
        assertThat(done.billed()).contains(new Billed(0.3, 0.75, 0));
        assertThat(done.report()).isEqualTo(job.report());
        assertThat(account.serverless.report(done)).isEmpty();
        String key = done.report().orElseThrow().substring(("s3://" + account.bucket + "/").length());
        account.put(
                key,
                "{\"outcome\":\"COMPLETED_WITH_REJECTS\",\"read\":10,\"written\":8,\"deduplicated\":0,\"rejected\":2,"
                        + "\"skipped\":0,\"files\":[{\"name\":\"x\",\"read\":10}]}");
        assertThat(account.serverless.report(done)).contains(new JobReport("COMPLETED_WITH_REJECTS", 10, 8, 0, 2, 0));
    }

    @Test
    void whatFailsSaysWhyAndADeadlineEndsTheWaitOnly() throws Exception {
        EmrJob job = started();
        account.server.becomes(job.id(), "RUNNING", "");
        assertThatThrownBy(() ->
                        account.serverless.await(job.id(), Patience.upTo(Duration.ofSeconds(40)), (now, elapsed) -> {}))
                .isInstanceOf(EmrException.class)
                .hasMessageContaining("has not ended after 40 s: its status is RUNNING")
                .hasMessageContaining("leat emr cancel");
        account.server.becomes(job.id(), "FAILED", "Job failed, please check complete logs");
        EmrJob failed = account.serverless.await(job.id(), Patience.upTo(Duration.ofHours(1)), (now, elapsed) -> {});
        assertThat(failed.state()).isEqualTo(EmrState.FAILED);
        assertThat(failed.details()).contains("Job failed, please check complete logs");
    }

    @ParameterizedTest
    @EnumSource(
            value = ControlFault.class,
            names = {"THROTTLED", "ANSWER_LOST", "CUT", "BROKEN"})
    void whateverBecomesOfTheAnswerTheJobIsStartedOnce(ControlFault fault) throws Exception {
        account.server.fault("StartJobRun", fault, fault);
        EmrJob job = started();
        assertThat(account.server.calls("StartJobRun")).hasSize(3);
        assertThat(account.server.jobs()).hasSize(1);
        assertThat(account.server.jobs().get(0).id()).isEqualTo(job.id());
    }

    @Test
    void whatIsThrottledAtEveryTryOrDeniedIsSaid() {
        for (int i = 0; i < 6; i++) {
            account.server.fault("StartJobRun", ControlFault.THROTTLED);
        }
        assertThatThrownBy(this::started).hasMessageContaining("emr-serverless:StartJobRun was throttled at every try");
        account.server.fault("StartJobRun", ControlFault.DENIED);
        assertThatThrownBy(this::started)
                .isInstanceOfSatisfying(
                        EmrException.class, e -> assertThat(e.reason()).isEqualTo(Reason.DENIED))
                .hasMessageContaining("Allow the IAM action emr-serverless:StartJobRun");
    }

    @Test
    void whatIsNotThereIsNotFound() {
        assertThatThrownBy(() -> account.serverless.status("00none"))
                .isInstanceOfSatisfying(
                        EmrException.class, e -> assertThat(e.reason()).isEqualTo(Reason.NOT_FOUND))
                .hasMessageContaining("JobRun 00none does not exist");
        try (EmrJobs elsewhere = account.jobs(new EmrPlace.Application("00other"))) {
            assertThatThrownBy(() -> elsewhere.status("00none")).hasMessageContaining("Application 00other");
        }
    }

    @Test
    void aJobIsCancelledAndOneThatEndedIsNot() throws Exception {
        EmrJob job = started();
        Planned<Boolean> cancel = account.serverless.cancel(job.id());
        assertThat(cancel.calls().get(0).action()).isEqualTo("emr-serverless:CancelJobRun");
        assertThat(cancel.run()).isTrue();
        assertThat(account.serverless.status(job.id()).state()).isEqualTo(EmrState.CANCELLING);
        assertThat(account.serverless.status(job.id()).state()).isEqualTo(EmrState.CANCELLED);
        assertThat(cancel.run()).isFalse();
        assertThat(account.server.calls("CancelJobRun")).hasSize(1);
    }

    @Test
    void logsAreReadWhenTheyAreThere() throws Exception {
        EmrJob job = started();
        assertThatThrownBy(() -> account.serverless.log(job.id(), LogStream.STDERR))
                .isInstanceOfSatisfying(
                        EmrException.class, e -> assertThat(e.reason()).isEqualTo(Reason.NOT_YET))
                .hasMessageContaining("/jobs/" + job.id() + "/SPARK_DRIVER/stderr.gz yet");
        account.putCompressed(
                "leat/logs/applications/00app1/jobs/" + job.id() + "/SPARK_DRIVER/stderr.gz", "all is well\n");
        assertThat(EmrAccount.text(account.serverless.log(job.id(), LogStream.STDERR)))
                .isEqualTo("all is well\n");
    }

    @Test
    void whatCannotRunIsRefusedBeforeAnythingIsSent() throws IOException {
        EmrSubmission good = submission();
        assertThatThrownBy(() -> account.serverless.submit(new EmrSubmission(
                        "n", good.jar(), good.upload(), good.arguments(), Optional.empty(), Workers.DEFAULT)))
                .hasMessageContaining("--role");
        assertThatThrownBy(() -> account.serverless.submit(new EmrSubmission(
                        "n", good.jar(), good.upload(), good.arguments(), good.role(), new Workers(4, 3, 8, 2, 4))))
                .hasMessageContaining("no executor of 3 cores")
                .hasMessageContaining("[1, 2, 4, 8, 16]");
        assertThatThrownBy(() -> account.serverless.submit(new EmrSubmission(
                        "n", good.jar(), good.upload(), good.arguments(), good.role(), new Workers(4, 4, 29, 2, 4))))
                .hasMessageContaining("8 to 30 GB")
                .hasMessageContaining("need 32");
        Path other = directory.resolve("other.jar");
        assertThatThrownBy(() -> account.serverless.submit(account.submission(other)))
                .hasMessageContaining("cannot be read")
                .hasMessageContaining("leat-spark-app.jar");
        assertThat(account.server.calls()).isEmpty();
    }
}
