package io.github.leat.redshift.backup;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.github.leat.aws.Patience;
import io.github.leat.aws.Planned;
import io.github.leat.aws.ServiceCall;
import io.github.leat.redshift.backup.BackupException.Reason;
import io.github.leat.testkit.control.ControlFault;
import java.io.IOException;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.OptionalInt;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** Backups of a namespace of Redshift Serverless, against a stub of its control plane. */
class NamespaceBackupsTest {
    private static final Patience HOUR = Patience.upTo(Duration.ofHours(1));

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

    private Snapshot available(String name) throws InterruptedException {
        NewSnapshot wanted = NewSnapshot.named(name).keptFor(Retention.days(30)).tag("by", "leat");
        Snapshot begun = account.namespace.snapshot(wanted).run().value();
        return account.namespace.await(begun, HOUR, account.progress::add);
    }

    private static RestoreTarget.IntoNamespace into(String namespace, String workgroup, boolean replace) {
        return new RestoreTarget.IntoNamespace(
                new Warehouse.Namespace(namespace),
                workgroup,
                replace,
                OptionalInt.of(8),
                List.of("subnet-1"),
                List.of(),
                List.of());
    }

    @Test
    void snapshotsAreTakenListedKeptAndDeleted() throws InterruptedException {
        account.server.pageSize(2);
        for (String name : List.of("one", "two", "three")) {
            available(name);
        }
        assertThat(account.progress.get(1).share()).hasValue(0.5);
        assertThat(account.namespace.snapshots()).extracting(Snapshot::name).containsExactly("one", "two", "three");
        Snapshot one = account.namespace.find("one").orElseThrow();
        assertThat(one.status()).isEqualTo("available");
        assertThat(one.retention()).contains(Retention.days(30));
        assertThat(one.created()).isPresent();
        assertThat(account.server.calls("CreateSnapshot").get(0).parameters())
                .containsEntry("tags.1.key", "by")
                .containsEntry("retentionPeriod", "30");
        assertThat(account.namespace.retention("one", Retention.FOREVER).run().retention())
                .contains(Retention.FOREVER);
        assertThat(account.namespace.delete("one").run()).isPresent();
        assertThat(account.namespace.find("one")).isEmpty();
        assertThat(account.namespace.snapshot(NewSnapshot.named("two")).run().existed())
                .isTrue();
    }

    @Test
    void aLostAnswerDoesNotTakeTwo() throws InterruptedException {
        account.server.fault("CreateSnapshot", ControlFault.ANSWER_LOST);
        assertThat(account.namespace.snapshot(NewSnapshot.named("one")).run().existed())
                .isFalse();
        assertThat(account.namespace.snapshots()).hasSize(1);
        assertThat(account.server.calls("CreateSnapshot")).hasSize(1);
    }

    @Test
    void schedulesAreActionsOfTheNamespace() throws InterruptedException {
        NewSchedule mondays = new NewSchedule(
                "mondays",
                List.of("cron(0 10 ? * MON *)"),
                Optional.of("arn:aws:iam::123456789012:role/scheduler"),
                Optional.of(Retention.days(30)));
        Schedule made = account.namespace.createSchedule(mondays).run().value();
        assertThat(made.when()).containsExactly("cron(0 10 ? * MON *)");
        assertThat(made.retention()).contains(Retention.days(30));
        assertThat(made.next()).hasSize(1);
        assertThat(account.server.calls("CreateScheduledAction").get(0).parameters())
                .containsEntry("schedule.cron", "(0 10 ? * MON *)")
                .containsEntry("targetAction.createSnapshot.snapshotNamePrefix", "mondays-");
        assertThat(account.namespace.createSchedule(mondays).run().existed()).isTrue();
        assertThat(account.namespace.detach("mondays").run().state()).isEqualTo("DISABLED");
        assertThat(account.namespace.attach("mondays").run().state()).isEqualTo("ACTIVE");
        assertThat(account.namespace
                        .changeSchedule("mondays", List.of("cron(0 22 ? * SUN *)"))
                        .run()
                        .when())
                .containsExactly("cron(0 22 ? * SUN *)");
        assertThat(account.namespace.scheduleRetention("mondays", 7).run().retention())
                .contains(Retention.days(7));
        assertThat(account.namespace.schedules()).hasSize(1);
        assertThat(account.namespace.deleteSchedule("mondays").run()).isTrue();
        assertThat(account.namespace.schedules()).isEmpty();
        assertThatThrownBy(() -> account.namespace.createSchedule(NewSchedule.of("s", "rate(12 hours)")))
                .hasMessageContaining("needs the role");
    }

    @Test
    void aSnapshotIsRestoredIntoANewNamespace() throws InterruptedException {
        available("good");
        account.progress.clear();
        RestoreTarget target = into("restored", "restored-wg", false);
        Planned<Made<Restored>> planned = account.namespace.restore("good", target);
        assertThat(planned.calls())
                .extracting(ServiceCall::action)
                .containsExactly(
                        "redshift-serverless:CreateNamespace",
                        "redshift-serverless:CreateWorkgroup",
                        "redshift-serverless:RestoreFromSnapshot");
        assertThat(planned.run().existed()).isFalse();
        Restored restored = account.namespace.await(target, HOUR, account.progress::add);
        assertThat(account.server.filledFrom("restored")).isEqualTo("good");
        assertThat(restored.host()).hasValueSatisfying(host -> assertThat(host).startsWith("restored-wg."));
        assertThat(account.progress).extracting(Progress::status).contains("modifying, workgroup available");
    }

    @Test
    void aNamespaceIsReplacedOnlyWhenThatIsSaid() throws InterruptedException {
        available("good");
        assertThatThrownBy(() -> account.namespace
                        .restore("good", into("crisis-ns", "crisis-wg", false))
                        .run())
                .hasMessageContaining("replaces all of its databases")
                .extracting(e -> ((BackupException) e).reason())
                .isEqualTo(Reason.TAKEN);
        assertThat(account.server.filledFrom("crisis-ns")).isEmpty();
        RestoreTarget target = into("crisis-ns", "crisis-wg", true);
        account.server.fault("RestoreFromSnapshot", ControlFault.ANSWER_LOST);
        assertThat(account.namespace.restore("good", target).run().existed()).isTrue();
        account.namespace.await(target, HOUR, progress -> {});
        assertThat(account.server.filledFrom("crisis-ns")).isEqualTo("good");
    }

    @Test
    void aTableComesBack() throws InterruptedException {
        available("good");
        TableCopy copy = new TableCopy(
                "dev",
                "conflict",
                "events",
                "events_old",
                Optional.empty(),
                Optional.empty(),
                Optional.of("crisis-wg"));
        account.server.fault("RestoreTableFromSnapshot", ControlFault.ANSWER_LOST);
        TableRestore begun = account.namespace.restoreTable("good", copy).run().value();
        assertThat(account.namespace.await(begun, HOUR, progress -> {}).isDone())
                .isTrue();
        assertThat(account.server.calls("RestoreTableFromSnapshot")).hasSize(1);
    }

    @Test
    void copiesGoToOtherRegions() throws InterruptedException {
        assertThat(account.namespace.copyTo(RegionCopy.to("eu-west-1")).run().existed())
                .isFalse();
        assertThat(account.namespace.copyTo(RegionCopy.to("eu-west-1")).run().existed())
                .isTrue();
        assertThat(account.namespace.copies()).extracting(RegionCopy::region).containsExactly("eu-west-1");
        assertThat(account.namespace.stopCopies("eu-west-1").run()).isPresent();
        assertThat(account.namespace.stopCopies("eu-west-1").run()).isEmpty();
    }

    @Test
    void deniedNamesTheAction() {
        account.server.fault("GetSnapshot", ControlFault.DENIED);
        assertThatThrownBy(() ->
                        account.namespace.snapshot(NewSnapshot.named("one")).run())
                .hasMessageContaining("Allow the IAM action redshift-serverless:GetSnapshot")
                .extracting(e -> ((BackupException) e).reason())
                .isEqualTo(Reason.DENIED);
    }
}
