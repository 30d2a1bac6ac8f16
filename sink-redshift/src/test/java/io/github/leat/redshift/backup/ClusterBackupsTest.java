package io.github.leat.redshift.backup;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.github.leat.aws.Patience;
import io.github.leat.aws.Planned;
import io.github.leat.aws.ServiceCall;
import io.github.leat.redshift.backup.BackupException.Reason;
import java.io.IOException;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalInt;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** Backups of a provisioned cluster, against a stub of its control plane. */
class ClusterBackupsTest {
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
        Snapshot begun = account.cluster.snapshot(NewSnapshot.named(name)).run().value();
        return account.cluster.await(begun, HOUR, account.progress::add);
    }

    static RestoreTarget.NewCluster newCluster(String name) {
        return new RestoreTarget.NewCluster(
                new Warehouse.Cluster(name),
                Optional.empty(),
                OptionalInt.empty(),
                Optional.of("private"),
                List.of("sg-1", "sg-2"),
                List.of("arn:aws:iam::123456789012:role/copy"));
    }

    @Test
    void snapshotsAreTakenAndWaitedFor() throws InterruptedException {
        NewSnapshot wanted = NewSnapshot.named("before-migration")
                .keptFor(Retention.days(30))
                .tag("by", "leat");
        Planned<Made<Snapshot>> planned = account.cluster.snapshot(wanted);
        assertThat(planned.calls())
                .containsExactly(new ServiceCall(
                        "redshift:CreateClusterSnapshot",
                        Map.of(
                                "SnapshotIdentifier", "before-migration",
                                "ClusterIdentifier", "crisis",
                                "ManualSnapshotRetentionPeriod", "30",
                                "Tags.1.Key", "by",
                                "Tags.1.Value", "leat")));
        assertThat(account.server.calls()).isEmpty();

        Made<Snapshot> made = planned.run();
        assertThat(made.existed()).isFalse();
        assertThat(made.value().status()).isEqualTo("creating");
        Snapshot complete = account.cluster.await(made.value(), HOUR, account.progress::add);
        assertThat(complete.isAvailable()).isTrue();
        assertThat(complete.tags()).containsExactly(Map.entry("by", "leat"));
        assertThat(complete.retention()).contains(Retention.days(30));
        assertThat(complete.encrypted()).isTrue();
        assertThat(complete.totalMegabytes()).hasValue(200);
        assertThat(complete.created())
                .hasValueSatisfying(at -> assertThat(at).isBefore(Instant.now().plusSeconds(1)));
        assertThat(account.progress)
                .extracting(progress -> progress.share().orElse(-1))
                .containsExactly(0.25, 0.5, 0.75, 1.0);
        assertThat(account.progress.get(1).remaining()).contains(Duration.ofSeconds(4));
        assertThat(account.progress.get(1).megabytesPerSecond()).hasValue(25);
        assertThat(account.ticker.sleeps()).containsOnly(Patience.EVERY).hasSize(3);
    }

    @Test
    void aSnapshotThatIsThereIsNotTakenAgain() throws InterruptedException {
        available("nightly");
        Made<Snapshot> again =
                account.cluster.snapshot(NewSnapshot.named("nightly")).run();
        assertThat(again.existed()).isTrue();
        assertThat(again.value().isAvailable()).isTrue();
        assertThat(account.server.calls("CreateClusterSnapshot")).hasSize(1);
        account.server.cluster("other", 10);
        try (RedshiftBackups other = account.backups(Warehouse.cluster("other"))) {
            assertThatThrownBy(
                            () -> other.snapshot(NewSnapshot.named("nightly")).run())
                    .hasMessageContaining("of cluster crisis and not of other")
                    .extracting(e -> ((BackupException) e).reason())
                    .isEqualTo(Reason.TAKEN);
        }
    }

    @Test
    void allPagesAreListed() throws InterruptedException {
        account.server.pageSize(2);
        account.server.automatedSnapshot("crisis", "rs:crisis-2026-11-26");
        for (int i = 1; i <= 4; i++) {
            account.cluster.snapshot(NewSnapshot.named("s" + i)).run();
        }
        assertThat(account.cluster.snapshots())
                .extracting(Snapshot::name)
                .containsExactly("rs:crisis-2026-11-26", "s1", "s2", "s3", "s4");
        assertThat(account.server.calls("DescribeClusterSnapshots").stream()
                        .filter(call -> call.parameters().containsKey("Marker")))
                .hasSize(2);
    }

    @Test
    void retentionIsChangedAndSnapshotsDeleted() throws InterruptedException {
        available("old");
        assertThat(account.cluster.retention("old", Retention.days(3)).run().remainingDays())
                .hasValue(3);
        assertThat(account.cluster.retention("old", Retention.FOREVER).run().retention())
                .contains(Retention.FOREVER);
        assertThat(account.cluster.delete("old").run()).isPresent();
        assertThat(account.cluster.delete("old").run()).isEmpty();
        assertThat(account.cluster.snapshots()).isEmpty();
        assertThatThrownBy(() ->
                        account.cluster.retention("old", Retention.days(3)).run())
                .hasMessageContaining("redshift:ModifyClusterSnapshot")
                .hasMessageContaining("Snapshot old not found");
    }

    @Test
    void schedulesAreMadeAttachedChangedAndDetached() throws InterruptedException {
        NewSchedule twice = NewSchedule.of("twice-a-day", "rate(12 hours)", "cron(30 12 *)");
        assertThat(account.cluster.createSchedule(twice).run().existed()).isFalse();
        assertThat(account.cluster.createSchedule(twice).run().existed()).isTrue();
        assertThatThrownBy(() -> account.cluster
                        .createSchedule(NewSchedule.of("twice-a-day", "rate(1 hours)"))
                        .run())
                .hasMessageContaining("with other times");
        assertThat(account.cluster.attach("twice-a-day").run().attached()).containsExactly("crisis");
        Schedule changed = account.cluster
                .changeSchedule("twice-a-day", List.of("rate(8 hours)"))
                .run();
        assertThat(changed.when()).containsExactly("rate(8 hours)");
        assertThat(changed.state()).isEqualTo("ACTIVE");
        assertThat(changed.next()).hasSize(1);
        account.cluster.scheduleRetention("twice-a-day", 14).run();
        assertThat(account.server.calls("ModifyCluster").get(0).parameters())
                .containsEntry("AutomatedSnapshotRetentionPeriod", "14");
        assertThatThrownBy(() -> account.cluster.deleteSchedule("twice-a-day").run())
                .hasMessageContaining("InvalidClusterSnapshotScheduleState");
        assertThat(account.cluster.detach("twice-a-day").run().state()).isEqualTo("DETACHED");
        assertThat(account.cluster.deleteSchedule("twice-a-day").run()).isTrue();
        assertThat(account.cluster.deleteSchedule("twice-a-day").run()).isFalse();
        assertThat(account.cluster.schedules()).isEmpty();
        assertThatThrownBy(() -> account.cluster.attach("none").run()).hasMessageContaining("no schedule none");
    }

    @Test
    void aClusterIsRestored() throws InterruptedException {
        available("good");
        RestoreTarget target = newCluster("crisis-restored");
        Planned<Made<Restored>> planned = account.cluster.restore("good", target);
        assertThat(planned.calls().get(0).parameters())
                .containsEntry("SnapshotClusterIdentifier", "crisis")
                .containsEntry("VpcSecurityGroupIds.2", "sg-2")
                .containsEntry("ClusterSubnetGroupName", "private");
        assertThat(planned.run().value().status()).isEqualTo("creating");
        account.progress.clear();
        Restored restored = account.cluster.await(target, HOUR, account.progress::add);
        assertThat(restored.host()).contains("crisis-restored.stub.eu-central-1.redshift.amazonaws.com");
        assertThat(restored.port()).hasValue(5439);
        assertThat(account.progress)
                .extracting(Progress::status)
                .containsExactly(
                        "creating, restoring", "available, restoring", "available, restoring", "available, completed");
        assertThat(account.progress.get(1).remaining()).contains(Duration.ofSeconds(2));
    }

    @Test
    void aRestoreOntoATakenNameIsRefused() throws InterruptedException {
        available("good");
        assertThatThrownBy(() ->
                        account.cluster.restore("good", newCluster("crisis")).run())
                .hasMessageContaining("Cluster crisis is there already (available)")
                .extracting(e -> ((BackupException) e).reason())
                .isEqualTo(Reason.TAKEN);
        assertThat(account.server.calls("RestoreFromClusterSnapshot")).isEmpty();
    }

    @Test
    void aTableComesBackUnderANewName() throws InterruptedException {
        available("good");
        account.server.table("crisis", "dev.conflict.events");
        Made<TableRestore> begun =
                account.cluster.restoreTable("good", copy("events_old")).run();
        assertThat(account.cluster
                        .restoreTable("good", copy("events_old"))
                        .run()
                        .existed())
                .isTrue();
        TableRestore done = account.cluster.await(begun.value(), HOUR, account.progress::add);
        assertThat(done.isDone()).isTrue();
        assertThat(done.table()).isEqualTo("dev.conflict.events_old");
        assertThat(account.server.hasTable("crisis", "dev.conflict.events_old")).isTrue();
        Made<TableRestore> taken =
                account.cluster.restoreTable("good", copy("events")).run();
        assertThatThrownBy(() -> account.cluster.await(taken.value(), HOUR, progress -> {}))
                .hasMessageContaining("FAILED (Table dev.conflict.events already exists.)");
    }

    static TableCopy copy(String newName) {
        return new TableCopy(
                "dev", "conflict", "events", newName, Optional.empty(), Optional.empty(), Optional.empty());
    }

    @Test
    void copiesGoToOneOtherRegion() throws InterruptedException {
        RegionCopy copy =
                new RegionCopy("eu-west-1", Optional.of(Retention.days(30)), Optional.of(7), Optional.of("grant"));
        assertThat(account.cluster.copyTo(copy).run().existed()).isFalse();
        assertThat(account.cluster.copyTo(copy).run().existed()).isTrue();
        assertThat(account.cluster.copies()).containsExactly(copy);
        assertThatThrownBy(
                        () -> account.cluster.copyTo(RegionCopy.to("us-east-1")).run())
                .hasMessageContaining("copied to eu-west-1 already");
        assertThat(account.cluster.stopCopies("eu-west-1").run()).contains(copy);
        assertThat(account.cluster.stopCopies("eu-west-1").run()).isEmpty();
    }

    @Test
    void nonsenseIsRefusedBeforeItIsSent() {
        assertThatThrownBy(() -> NewSnapshot.named("two--hyphens")).isInstanceOf(IllegalArgumentException.class);
        assertThatThrownBy(() -> NewSnapshot.named("ends-")).isInstanceOf(IllegalArgumentException.class);
        assertThatThrownBy(() -> Retention.days(4000)).hasMessageContaining("1 to 3653 days");
        assertThatThrownBy(() -> NewSchedule.of("s", "every day")).hasMessageContaining("is not a time");
        assertThatThrownBy(() -> Warehouse.cluster("Crisis")).hasMessageContaining("cannot be a cluster");
        assertThatThrownBy(() -> account.cluster.scheduleRetention("s", 36)).hasMessageContaining("1 to 35");
        assertThatThrownBy(() -> RegionCopy.to("Frankfurt")).hasMessageContaining("is not a region");
        assertThat(account.server.calls()).isEmpty();
    }
}
