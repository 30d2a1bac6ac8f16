package io.github.leat.redshift.backup;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.github.leat.aws.Patience;
import io.github.leat.redshift.backup.BackupException.Reason;
import io.github.leat.testkit.control.ControlFault;
import java.io.IOException;
import java.time.Duration;
import java.util.Collections;
import org.assertj.core.api.ThrowableAssert.ThrowingCallable;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** What breaks on the way, and what fails in the service. */
class BackupFaultTest {
    private static final Patience HOUR = Patience.upTo(Duration.ofHours(1));
    private static final NewSnapshot ONE = NewSnapshot.named("one");

    @SuppressWarnings("NullAway.Init")
    private StubAccount account;

    @BeforeEach
    void start() throws IOException {
        account = new StubAccount();
    }

    @AfterEach
    void stop() {
        account.close();
    }

    private static void assertRefused(Reason reason, String message, ThrowingCallable call) {
        assertThatThrownBy(call)
                .isInstanceOf(BackupException.class)
                .hasMessageContaining(message)
                .extracting(e -> ((BackupException) e).reason())
                .isEqualTo(reason);
    }

    @Test
    void throttledCallsComeAgainAfterAWait() throws InterruptedException {
        account.server.fault("CreateClusterSnapshot", ControlFault.THROTTLED, ControlFault.THROTTLED);
        account.cluster.snapshot(ONE).run();
        assertThat(account.server.calls("CreateClusterSnapshot")).hasSize(3);
        assertThat(account.ticker.slept()).isBetween(Duration.ofMillis(1), Duration.ofSeconds(3));
    }

    @Test
    void throttledAtEachTryIsSaid() {
        account.server.fault(
                "CreateClusterSnapshot",
                Collections.nCopies(6, ControlFault.THROTTLED).toArray(new ControlFault[0]));
        assertRefused(
                Reason.THROTTLED,
                "was throttled at every try",
                () -> account.cluster.snapshot(ONE).run());
        assertThat(account.server.calls("CreateClusterSnapshot")).hasSize(6);
        assertThat(account.ticker.slept()).isLessThanOrEqualTo(Duration.ofSeconds(31));
    }

    @Test
    void aLostAnswerMakesNeitherTwoNorAFailure() throws InterruptedException {
        account.server.fault("CreateClusterSnapshot", ControlFault.ANSWER_LOST);
        Made<Snapshot> made = account.cluster.snapshot(ONE).run();
        assertThat(made.existed()).isFalse();
        assertThat(account.server.calls("CreateClusterSnapshot")).hasSize(1);
        assertThat(account.cluster.await(made.value(), HOUR, progress -> {}).isAvailable())
                .isTrue();
        assertThat(account.cluster.snapshots()).hasSize(1);
    }

    @Test
    void aCallThatNeverArrivedIsMadeAgain() throws InterruptedException {
        account.server.fault("CreateClusterSnapshot", ControlFault.CUT, ControlFault.BROKEN);
        assertThat(account.cluster.snapshot(ONE).run().existed()).isFalse();
        assertThat(account.server.calls("CreateClusterSnapshot")).hasSize(3);
        assertThat(account.cluster.snapshots()).hasSize(1);
    }

    @Test
    void theJdkSendsNoCallAgainByItself() throws InterruptedException {
        account.cluster.snapshots(); // a connection that is kept alive is what it would send again on
        account.server.fault("ModifyCluster", ControlFault.CUT);
        account.cluster.createSchedule(NewSchedule.of("s", "rate(12 hours)")).run();
        account.cluster.attach("s").run();
        account.cluster.scheduleRetention("s", 3).run();
        assertThat(account.server.calls("ModifyCluster")).hasSize(2);
        assertThat(account.ticker.sleeps()).hasSizeLessThanOrEqualTo(1);
    }

    @Test
    void lostAnswersOfOtherCallsDoNoHarm() throws InterruptedException {
        Snapshot one = account.cluster.snapshot(ONE).run().value();
        account.cluster.await(one, HOUR, progress -> {});
        for (String operation : new String[] {
            "CreateSnapshotSchedule",
            "EnableSnapshotCopy",
            "DisableSnapshotCopy",
            "DeleteSnapshotSchedule",
            "RestoreFromClusterSnapshot",
            "RestoreTableFromClusterSnapshot",
            "DeleteClusterSnapshot"
        }) {
            account.server.fault(operation, ControlFault.ANSWER_LOST);
        }
        assertThat(account.cluster
                        .createSchedule(NewSchedule.of("s", "rate(12 hours)"))
                        .run()
                        .existed())
                .isFalse();
        assertThat(account.cluster.deleteSchedule("s").run()).isTrue();
        assertThat(account.cluster.copyTo(RegionCopy.to("eu-west-1")).run().existed())
                .isFalse();
        assertThat(account.cluster.stopCopies("eu-west-1").run()).isPresent();
        assertThat(account.cluster
                        .restore("one", ClusterBackupsTest.newCluster("new"))
                        .run()
                        .existed())
                .isFalse();
        assertThat(account.cluster
                        .restoreTable("one", ClusterBackupsTest.copy("events_old"))
                        .run()
                        .existed())
                .isFalse();
        assertThat(account.server.calls("RestoreTableFromClusterSnapshot")).hasSize(1);
        assertThat(account.cluster.delete("one").run()).isPresent();
    }

    @Test
    void aSnapshotThatFailsIsSaid() throws InterruptedException {
        account.server.failMidway("one", "");
        Snapshot begun = account.cluster.snapshot(ONE).run().value();
        assertRefused(
                Reason.FAILED,
                "The snapshot one failed: its status is failed",
                () -> account.cluster.await(begun, HOUR, progress -> {}));
    }

    @Test
    void aRestoreThatFailsMidwayIsSaid() throws InterruptedException {
        account.server.failMidway("new", "");
        Snapshot one = account.cluster.snapshot(ONE).run().value();
        account.cluster.await(one, HOUR, progress -> {});
        RestoreTarget target = ClusterBackupsTest.newCluster("new");
        account.cluster.restore("one", target).run();
        assertRefused(
                Reason.FAILED,
                "incompatible-restore, failed",
                () -> account.cluster.await(target, HOUR, progress -> {}));
    }

    @Test
    void theDeadlineEndsTheWaitAlone() throws InterruptedException {
        Snapshot begun = account.cluster.snapshot(ONE).run().value();
        Patience short20 = Patience.upTo(Duration.ofSeconds(20));
        assertRefused(
                Reason.DEADLINE,
                "is not complete after 20 s: its status is creating",
                () -> account.cluster.await(begun, short20, account.progress::add));
        assertThat(account.ticker.slept()).isEqualTo(Duration.ofSeconds(20));
        assertThat(account.cluster.await(begun, short20, progress -> {}).isAvailable())
                .isTrue();
    }

    @Test
    void aSnapshotDeletedMeanwhileIsSaid() throws InterruptedException {
        Snapshot begun = account.cluster.snapshot(ONE).run().value();
        account.cluster.await(begun, HOUR, progress -> {});
        account.cluster.delete("one").run();
        assertRefused(
                Reason.NOT_FOUND, "Snapshot one is gone", () -> account.cluster.await(begun, HOUR, progress -> {}));
    }

    @Test
    void whatIsNotAllowedNamesTheIamAction() {
        account.server.fault("CreateClusterSnapshot", ControlFault.DENIED);
        assertRefused(
                Reason.DENIED,
                "Allow the IAM action redshift:CreateClusterSnapshot",
                () -> account.cluster.snapshot(ONE).run());
        account.server.fault("DescribeClusterSnapshots", ControlFault.EXPIRED);
        assertRefused(Reason.DENIED, "because of the credentials (ExpiredToken", () -> account.cluster.snapshots());
    }

    @Test
    void aWrongSecretIsNoticed() {
        System.setProperty("aws.secretAccessKey", "another");
        try (RedshiftBackups other = account.backups(Warehouse.cluster("crisis"))) {
            assertRefused(Reason.DENIED, "SignatureDoesNotMatch", other::snapshots);
        }
    }

    @Test
    void aServiceThatIsNotThereIsSaid() {
        account.server.close();
        try (RedshiftBackups other = account.backups(Warehouse.cluster("crisis"))) {
            assertRefused(Reason.UNREACHABLE, "redshift:DescribeClusterSnapshots was not answered", other::snapshots);
        }
    }

    @Test
    void aFullQuotaOfTableRestoresIsSaid() throws InterruptedException {
        Snapshot one = account.cluster.snapshot(ONE).run().value();
        account.cluster.await(one, HOUR, progress -> {});
        account.cluster.restoreTable("one", ClusterBackupsTest.copy("a")).run();
        assertRefused(
                Reason.QUOTA,
                "InProgressTableRestoreQuotaExceeded",
                () -> account.cluster
                        .restoreTable("one", ClusterBackupsTest.copy("b"))
                        .run());
    }
}
