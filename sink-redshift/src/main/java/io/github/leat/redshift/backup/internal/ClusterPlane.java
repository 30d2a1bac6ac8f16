package io.github.leat.redshift.backup.internal;

import io.github.leat.aws.Call;
import io.github.leat.aws.Caller;
import io.github.leat.aws.Plan;
import io.github.leat.aws.Planned;
import io.github.leat.redshift.backup.BackupException;
import io.github.leat.redshift.backup.BackupException.Reason;
import io.github.leat.redshift.backup.Made;
import io.github.leat.redshift.backup.NewSchedule;
import io.github.leat.redshift.backup.NewSnapshot;
import io.github.leat.redshift.backup.RegionCopy;
import io.github.leat.redshift.backup.RestoreTarget;
import io.github.leat.redshift.backup.Restored;
import io.github.leat.redshift.backup.Retention;
import io.github.leat.redshift.backup.Schedule;
import io.github.leat.redshift.backup.Snapshot;
import io.github.leat.redshift.backup.TableCopy;
import io.github.leat.redshift.backup.TableRestore;
import io.github.leat.redshift.backup.Warehouse;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import software.amazon.awssdk.services.redshift.RedshiftClient;
import software.amazon.awssdk.services.redshift.model.CreateClusterSnapshotRequest;
import software.amazon.awssdk.services.redshift.model.DeleteClusterSnapshotRequest;
import software.amazon.awssdk.services.redshift.model.DescribeClusterSnapshotsRequest;
import software.amazon.awssdk.services.redshift.model.DescribeClusterSnapshotsResponse;
import software.amazon.awssdk.services.redshift.model.ModifyClusterSnapshotRequest;
import software.amazon.awssdk.services.redshift.model.Tag;

/** Snapshots of a provisioned cluster; what else there is has its own classes, this one leads to them. */
public final class ClusterPlane implements ControlPlane {
    private final RedshiftClient client;
    private final Caller caller;
    private final Warehouse.Cluster cluster;
    private final ClusterSchedules schedules;
    private final ClusterRestores restores;
    private final ClusterCopies copies;

    ClusterPlane(RedshiftClient client, Caller caller, Warehouse.Cluster cluster) {
        this.client = client;
        this.caller = caller;
        this.cluster = cluster;
        schedules = new ClusterSchedules(client, caller, cluster.name());
        restores = new ClusterRestores(client, caller, cluster.name());
        copies = new ClusterCopies(client, caller, cluster.name());
    }

    @Override
    public Planned<Made<Snapshot>> snapshot(NewSnapshot wanted) {
        CreateClusterSnapshotRequest.Builder request = CreateClusterSnapshotRequest.builder()
                .clusterIdentifier(cluster.name())
                .snapshotIdentifier(wanted.name());
        wanted.retention().ifPresent(retention -> request.manualSnapshotRetentionPeriod(retention.days()));
        if (!wanted.tags().isEmpty()) {
            request.tags(wanted.tags().entrySet().stream()
                    .map(tag -> Tag.builder()
                            .key(tag.getKey())
                            .value(tag.getValue())
                            .build())
                    .toList());
        }
        Call<CreateClusterSnapshotRequest, Snapshot> call = new Call<>(
                "redshift:CreateClusterSnapshot",
                request.build(),
                sent -> ClusterShapes.snapshot(
                        client.createClusterSnapshot(sent).snapshot()));
        return Plan.of(
                () -> {
                    Optional<Snapshot> there = find(wanted.name());
                    if (there.isPresent()) {
                        return new Made<>(ours(there.get()), true);
                    }
                    return new Made<>(
                            caller.change(
                                    call,
                                    () -> find(wanted.name()).map(this::ours),
                                    Set.of("ClusterSnapshotAlreadyExists")),
                            false);
                },
                call);
    }

    private Snapshot ours(Snapshot snapshot) {
        if (!snapshot.warehouse().equals(cluster.name())) {
            throw new BackupException(
                    Reason.TAKEN,
                    "Snapshot " + snapshot.name() + " is there already, of cluster " + snapshot.warehouse()
                            + " and not of " + cluster.name()
                            + ". Choose another name: it is one of all clusters of the account in the region.");
        }
        return snapshot;
    }

    @Override
    public Planned<Snapshot> retention(String snapshot, Retention retention) {
        Call<ModifyClusterSnapshotRequest, Snapshot> call = new Call<>(
                "redshift:ModifyClusterSnapshot",
                ModifyClusterSnapshotRequest.builder()
                        .snapshotIdentifier(snapshot)
                        .manualSnapshotRetentionPeriod(retention.days())
                        .build(),
                sent -> ClusterShapes.snapshot(
                        client.modifyClusterSnapshot(sent).snapshot()));
        return Plan.of(() -> caller.repeat(call), call);
    }

    @Override
    public Planned<Optional<Snapshot>> delete(String snapshot) {
        Call<DeleteClusterSnapshotRequest, Optional<Snapshot>> call = new Call<>(
                "redshift:DeleteClusterSnapshot",
                DeleteClusterSnapshotRequest.builder()
                        .snapshotIdentifier(snapshot)
                        .snapshotClusterIdentifier(cluster.name())
                        .build(),
                sent -> Optional.of(ClusterShapes.snapshot(
                        client.deleteClusterSnapshot(sent).snapshot())));
        return Plan.of(
                () -> {
                    Optional<Snapshot> there = find(snapshot);
                    if (there.isEmpty()) {
                        return there;
                    }
                    return caller.change(
                            call,
                            () -> find(snapshot).isEmpty() ? Optional.of(there) : Optional.empty(),
                            Set.of("ClusterSnapshotNotFound"));
                },
                call);
    }

    @Override
    public List<Snapshot> snapshots() throws InterruptedException {
        List<Snapshot> all = new ArrayList<>();
        String marker = null;
        do {
            DescribeClusterSnapshotsRequest request = DescribeClusterSnapshotsRequest.builder()
                    .clusterIdentifier(cluster.name())
                    .marker(marker)
                    .build();
            DescribeClusterSnapshotsResponse page = caller.repeat(
                    new Call<>("redshift:DescribeClusterSnapshots", request, client::describeClusterSnapshots));
            page.snapshots().stream().map(ClusterShapes::snapshot).forEach(all::add);
            marker = page.marker();
        } while (!Values.text(marker).isEmpty());
        return all;
    }

    @Override
    public Optional<Snapshot> find(String snapshot) throws InterruptedException {
        DescribeClusterSnapshotsRequest request = DescribeClusterSnapshotsRequest.builder()
                .snapshotIdentifier(snapshot)
                .build();
        try {
            return caller
                    .repeat(new Call<>("redshift:DescribeClusterSnapshots", request, client::describeClusterSnapshots))
                    .snapshots()
                    .stream()
                    .map(ClusterShapes::snapshot)
                    .findFirst();
        } catch (BackupException e) {
            if (e.reason() == Reason.NOT_FOUND) {
                return Optional.empty();
            }
            throw e;
        }
    }

    @Override
    public Planned<Made<Schedule>> createSchedule(NewSchedule wanted) {
        return schedules.create(wanted);
    }

    @Override
    public Planned<Schedule> changeSchedule(String schedule, List<String> when) {
        return schedules.change(schedule, when);
    }

    @Override
    public Planned<Schedule> scheduleRetention(String schedule, int days) {
        return schedules.retention(schedule, days);
    }

    @Override
    public Planned<Boolean> deleteSchedule(String schedule) {
        return schedules.delete(schedule);
    }

    @Override
    public Planned<Schedule> attach(String schedule) {
        return schedules.attach(schedule, true);
    }

    @Override
    public Planned<Schedule> detach(String schedule) {
        return schedules.attach(schedule, false);
    }

    @Override
    public List<Schedule> schedules() throws InterruptedException {
        return schedules.all();
    }

    @Override
    public Planned<Made<Restored>> restore(String snapshot, RestoreTarget target) {
        return restores.restore(snapshot, newCluster(target));
    }

    @Override
    public Sight<Restored> restored(RestoreTarget target) throws InterruptedException {
        return restores.restored(newCluster(target).cluster().name());
    }

    private static RestoreTarget.NewCluster newCluster(RestoreTarget target) {
        if (target instanceof RestoreTarget.NewCluster into) {
            return into;
        }
        throw new IllegalArgumentException("A snapshot of a cluster is restored into a new cluster here, not into a "
                + target.described() + ". For that begin with the namespace, and name the snapshot by its ARN.");
    }

    @Override
    public Planned<Made<TableRestore>> restoreTable(String snapshot, TableCopy copy) {
        return restores.table(snapshot, copy);
    }

    @Override
    public Optional<TableRestore> tableRestore(String request) throws InterruptedException {
        return restores.tables().stream()
                .map(ClusterShapes::table)
                .filter(one -> one.request().equals(request))
                .findFirst();
    }

    @Override
    public Planned<Made<RegionCopy>> copyTo(RegionCopy copy) {
        return copies.enable(copy);
    }

    @Override
    public Planned<Optional<RegionCopy>> stopCopies(String region) {
        return copies.disable(region);
    }

    @Override
    public List<RegionCopy> copies() throws InterruptedException {
        return copies.all();
    }

    @Override
    public void close() {
        client.close();
    }
}
