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
import software.amazon.awssdk.services.redshiftserverless.RedshiftServerlessClient;
import software.amazon.awssdk.services.redshiftserverless.model.CreateSnapshotRequest;
import software.amazon.awssdk.services.redshiftserverless.model.DeleteSnapshotRequest;
import software.amazon.awssdk.services.redshiftserverless.model.GetSnapshotRequest;
import software.amazon.awssdk.services.redshiftserverless.model.ListSnapshotsRequest;
import software.amazon.awssdk.services.redshiftserverless.model.ListSnapshotsResponse;
import software.amazon.awssdk.services.redshiftserverless.model.Tag;
import software.amazon.awssdk.services.redshiftserverless.model.UpdateSnapshotRequest;

/** Snapshots of a namespace; what else there is has its own classes, this one leads to them. */
public final class NamespacePlane implements ControlPlane {
    private final RedshiftServerlessClient client;
    private final Caller caller;
    private final Warehouse.Namespace namespace;
    private final NamespaceSchedules schedules;
    private final NamespaceRestores restores;
    private final NamespaceCopies copies;

    NamespacePlane(RedshiftServerlessClient client, Caller caller, Warehouse.Namespace namespace) {
        this.client = client;
        this.caller = caller;
        this.namespace = namespace;
        schedules = new NamespaceSchedules(client, caller, namespace.name());
        restores = new NamespaceRestores(client, caller, namespace.name());
        copies = new NamespaceCopies(client, caller, namespace.name());
    }

    @Override
    public Planned<Made<Snapshot>> snapshot(NewSnapshot wanted) {
        CreateSnapshotRequest.Builder request =
                CreateSnapshotRequest.builder().namespaceName(namespace.name()).snapshotName(wanted.name());
        wanted.retention().ifPresent(retention -> request.retentionPeriod(retention.days()));
        if (!wanted.tags().isEmpty()) {
            request.tags(wanted.tags().entrySet().stream()
                    .map(tag -> Tag.builder()
                            .key(tag.getKey())
                            .value(tag.getValue())
                            .build())
                    .toList());
        }
        Call<CreateSnapshotRequest, Snapshot> call = new Call<>(
                "redshift-serverless:CreateSnapshot",
                request.build(),
                sent -> NamespaceShapes.snapshot(client.createSnapshot(sent).snapshot()));
        return Plan.of(
                () -> {
                    Optional<Snapshot> there = find(wanted.name());
                    if (there.isPresent()) {
                        return new Made<>(ours(there.get()), true);
                    }
                    return new Made<>(
                            caller.change(call, () -> find(wanted.name()).map(this::ours), Set.of("ConflictException")),
                            false);
                },
                call);
    }

    private Snapshot ours(Snapshot snapshot) {
        if (!snapshot.warehouse().equals(namespace.name())) {
            throw new BackupException(
                    Reason.TAKEN,
                    "Snapshot " + snapshot.name() + " is there already, of namespace " + snapshot.warehouse()
                            + " and not of " + namespace.name()
                            + ". Choose another name: it is one of all namespaces of the account in the region.");
        }
        return snapshot;
    }

    @Override
    public Planned<Snapshot> retention(String snapshot, Retention retention) {
        Call<UpdateSnapshotRequest, Snapshot> call = new Call<>(
                "redshift-serverless:UpdateSnapshot",
                UpdateSnapshotRequest.builder()
                        .snapshotName(snapshot)
                        .retentionPeriod(retention.days())
                        .build(),
                sent -> NamespaceShapes.snapshot(client.updateSnapshot(sent).snapshot()));
        return Plan.of(() -> caller.repeat(call), call);
    }

    @Override
    public Planned<Optional<Snapshot>> delete(String snapshot) {
        Call<DeleteSnapshotRequest, Optional<Snapshot>> call = new Call<>(
                "redshift-serverless:DeleteSnapshot",
                DeleteSnapshotRequest.builder().snapshotName(snapshot).build(),
                sent -> Optional.of(
                        NamespaceShapes.snapshot(client.deleteSnapshot(sent).snapshot())));
        return Plan.of(
                () -> {
                    Optional<Snapshot> there = find(snapshot);
                    if (there.isEmpty()) {
                        return there;
                    }
                    return caller.change(
                            call,
                            () -> find(snapshot).isEmpty() ? Optional.of(there) : Optional.empty(),
                            Set.of("ResourceNotFoundException"));
                },
                call);
    }

    @Override
    public List<Snapshot> snapshots() throws InterruptedException {
        List<Snapshot> all = new ArrayList<>();
        String token = null;
        do {
            ListSnapshotsRequest request = ListSnapshotsRequest.builder()
                    .namespaceName(namespace.name())
                    .nextToken(token)
                    .build();
            ListSnapshotsResponse page =
                    caller.repeat(new Call<>("redshift-serverless:ListSnapshots", request, client::listSnapshots));
            page.snapshots().stream().map(NamespaceShapes::snapshot).forEach(all::add);
            token = page.nextToken();
        } while (!Values.text(token).isEmpty());
        return all;
    }

    @Override
    public Optional<Snapshot> find(String snapshot) throws InterruptedException {
        GetSnapshotRequest request =
                GetSnapshotRequest.builder().snapshotName(snapshot).build();
        try {
            return Optional.of(NamespaceShapes.snapshot(
                    caller.repeat(new Call<>("redshift-serverless:GetSnapshot", request, client::getSnapshot))
                            .snapshot()));
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
        return schedules.retention(schedule, new Retention(days));
    }

    @Override
    public Planned<Boolean> deleteSchedule(String schedule) {
        return schedules.delete(schedule);
    }

    @Override
    public Planned<Schedule> attach(String schedule) {
        return schedules.enable(schedule, true);
    }

    @Override
    public Planned<Schedule> detach(String schedule) {
        return schedules.enable(schedule, false);
    }

    @Override
    public List<Schedule> schedules() throws InterruptedException {
        return schedules.all();
    }

    @Override
    public Planned<Made<Restored>> restore(String snapshot, RestoreTarget target) {
        return restores.restore(snapshot, intoNamespace(target));
    }

    @Override
    public Sight<Restored> restored(RestoreTarget target) throws InterruptedException {
        return restores.restored(intoNamespace(target));
    }

    private static RestoreTarget.IntoNamespace intoNamespace(RestoreTarget target) {
        if (target instanceof RestoreTarget.IntoNamespace into) {
            return into;
        }
        throw new IllegalArgumentException("A snapshot is restored into a namespace here, not into a "
                + target.described() + ". For that begin with the cluster, and name the snapshot by its ARN.");
    }

    @Override
    public Planned<Made<TableRestore>> restoreTable(String snapshot, TableCopy copy) {
        return restores.table(snapshot, copy);
    }

    @Override
    public Optional<TableRestore> tableRestore(String request) throws InterruptedException {
        return restores.table(request);
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
        return copies.all().stream().map(NamespaceShapes::copy).toList();
    }

    @Override
    public void close() {
        client.close();
    }
}
