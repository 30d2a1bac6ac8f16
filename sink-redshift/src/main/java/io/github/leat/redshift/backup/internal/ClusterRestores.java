package io.github.leat.redshift.backup.internal;

import io.github.leat.aws.Call;
import io.github.leat.aws.Caller;
import io.github.leat.aws.Plan;
import io.github.leat.aws.Planned;
import io.github.leat.redshift.backup.BackupException;
import io.github.leat.redshift.backup.BackupException.Reason;
import io.github.leat.redshift.backup.Made;
import io.github.leat.redshift.backup.RestoreTarget;
import io.github.leat.redshift.backup.Restored;
import io.github.leat.redshift.backup.TableCopy;
import io.github.leat.redshift.backup.TableRestore;
import io.github.leat.redshift.backup.internal.Sight.State;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.OptionalDouble;
import java.util.OptionalInt;
import java.util.Set;
import java.util.stream.Collectors;
import software.amazon.awssdk.services.redshift.RedshiftClient;
import software.amazon.awssdk.services.redshift.model.Cluster;
import software.amazon.awssdk.services.redshift.model.DescribeClustersRequest;
import software.amazon.awssdk.services.redshift.model.DescribeTableRestoreStatusRequest;
import software.amazon.awssdk.services.redshift.model.DescribeTableRestoreStatusResponse;
import software.amazon.awssdk.services.redshift.model.RestoreFromClusterSnapshotRequest;
import software.amazon.awssdk.services.redshift.model.RestoreStatus;
import software.amazon.awssdk.services.redshift.model.RestoreTableFromClusterSnapshotRequest;
import software.amazon.awssdk.services.redshift.model.TableRestoreStatus;

/** Clusters made of snapshots, and tables of snapshots that come back into their cluster. */
record ClusterRestores(RedshiftClient client, Caller caller, String cluster) {
    /** Statuses of a cluster that does not become available by itself (API reference, Cluster, read 2026-11-27). */
    private static final Set<String> LOST = Set.of(
            "deleting",
            "hardware-failure",
            "incompatible-hsm",
            "incompatible-network",
            "incompatible-parameters",
            "incompatible-restore",
            "storage-full");

    Planned<Made<Restored>> restore(String snapshot, RestoreTarget.NewCluster target) {
        String name = target.cluster().name();
        RestoreFromClusterSnapshotRequest.Builder request =
                RestoreFromClusterSnapshotRequest.builder().clusterIdentifier(name);
        if (snapshot.startsWith("arn:")) {
            request.snapshotArn(snapshot);
        } else {
            request.snapshotIdentifier(snapshot).snapshotClusterIdentifier(cluster);
        }
        target.nodeType().ifPresent(request::nodeType);
        target.nodes().ifPresent(request::numberOfNodes);
        target.subnetGroup().ifPresent(request::clusterSubnetGroupName);
        if (!target.securityGroups().isEmpty()) {
            request.vpcSecurityGroupIds(target.securityGroups());
        }
        if (!target.iamRoles().isEmpty()) {
            request.iamRoles(target.iamRoles());
        }
        Call<RestoreFromClusterSnapshotRequest, Restored> call = new Call<>(
                "redshift:RestoreFromClusterSnapshot",
                request.build(),
                sent -> restored(client.restoreFromClusterSnapshot(sent).cluster()));
        return Plan.of(
                () -> {
                    Optional<Cluster> there = find(name);
                    if (there.isPresent()) {
                        throw new BackupException(
                                Reason.TAKEN,
                                "Cluster " + name + " is there already ("
                                        + there.get().clusterStatus()
                                        + "), and a restore makes a new one. Choose another name, or wait with --continue for a"
                                        + " restore into it that was begun before.");
                    }
                    return new Made<>(
                            caller.change(
                                    call,
                                    () -> find(name).map(ClusterRestores::restored),
                                    Set.of("ClusterAlreadyExists")),
                            false);
                },
                call);
    }

    Sight<Restored> restored(String name) throws InterruptedException {
        Cluster found = find(name)
                .orElseThrow(() -> new BackupException(
                        Reason.NOT_FOUND,
                        "There is no cluster " + name + ". Somebody may have deleted it; begin the restore again."));
        Restored value = restored(found);
        RestoreStatus restore = found.restoreStatus();
        if (restore == null) {
            return Sight.of(value, value.status(), state(value.status(), ""), "");
        }
        String status = Values.text(restore.status()).toLowerCase(Locale.ROOT);
        return new Sight<>(
                value,
                value.status() + (status.isEmpty() ? "" : ", " + status),
                state(value.status(), status),
                "",
                known(restore.snapshotSizeInMegaBytes(), restore.progressInMegaBytes()),
                known(restore.snapshotSizeInMegaBytes(), restore.snapshotSizeInMegaBytes()),
                Values.amount(restore.currentRestoreRateInMegaBytesPerSecond()),
                Values.seconds(restore.estimatedTimeToCompletionInSeconds())
                        .filter(time -> !time.isZero() || status.equals("completed")));
    }

    /** Only DC2 nodes tell megabytes; others leave the size at 0. */
    private static OptionalDouble known(Long size, Long value) {
        return size == null || size <= 0 ? OptionalDouble.empty() : Values.amount(value);
    }

    private static State state(String cluster, String restore) {
        if (LOST.contains(cluster) || restore.equals("failed")) {
            return State.FAILED;
        }
        boolean restored = restore.isEmpty() || restore.equals("completed");
        return cluster.equals("available") && restored ? State.DONE : State.GOING_ON;
    }

    private static Restored restored(Cluster cluster) {
        boolean reachable = cluster.endpoint() != null;
        return new Restored(
                Values.text(cluster.clusterIdentifier()),
                Values.text(cluster.clusterStatus()).toLowerCase(Locale.ROOT),
                reachable ? Optional.ofNullable(cluster.endpoint().address()) : Optional.empty(),
                reachable && cluster.endpoint().port() != null
                        ? OptionalInt.of(cluster.endpoint().port())
                        : OptionalInt.empty());
    }

    private Optional<Cluster> find(String name) throws InterruptedException {
        DescribeClustersRequest request =
                DescribeClustersRequest.builder().clusterIdentifier(name).build();
        try {
            return caller
                    .repeat(new Call<>("redshift:DescribeClusters", request, client::describeClusters))
                    .clusters()
                    .stream()
                    .findFirst();
        } catch (BackupException e) {
            if (e.reason() == Reason.NOT_FOUND) {
                return Optional.empty();
            }
            throw e;
        }
    }

    Planned<Made<TableRestore>> table(String snapshot, TableCopy copy) {
        RestoreTableFromClusterSnapshotRequest.Builder request = RestoreTableFromClusterSnapshotRequest.builder()
                .clusterIdentifier(cluster)
                .snapshotIdentifier(snapshot)
                .sourceDatabaseName(copy.database())
                .sourceSchemaName(copy.schema())
                .sourceTableName(copy.table())
                .targetDatabaseName(copy.targetDatabase().orElse(copy.database()))
                .targetSchemaName(copy.targetSchema().orElse(copy.schema()))
                .newTableName(copy.newName());
        Call<RestoreTableFromClusterSnapshotRequest, TableRestore> call = new Call<>(
                "redshift:RestoreTableFromClusterSnapshot",
                request.build(),
                sent -> ClusterShapes.table(
                        client.restoreTableFromClusterSnapshot(sent).tableRestoreStatus()));
        return Plan.of(
                () -> {
                    List<TableRestore> before = same(snapshot, copy);
                    Optional<TableRestore> going = before.stream()
                            .filter(one -> !one.isDone() && !one.isLost())
                            .findFirst();
                    if (going.isPresent()) {
                        return new Made<>(going.get(), true);
                    }
                    Set<String> known =
                            before.stream().map(TableRestore::request).collect(Collectors.toSet());
                    return new Made<>(
                            caller.change(
                                    call,
                                    () -> same(snapshot, copy).stream()
                                            .filter(one -> !known.contains(one.request()))
                                            .findFirst(),
                                    Set.of("InProgressTableRestoreQuotaExceeded")),
                            false);
                },
                call);
    }

    private List<TableRestore> same(String snapshot, TableCopy copy) throws InterruptedException {
        return tables().stream()
                .filter(one -> snapshot.equals(one.snapshotIdentifier())
                        && copy.source()
                                .equals(one.sourceDatabaseName() + "." + one.sourceSchemaName() + "."
                                        + one.sourceTableName()))
                .map(ClusterShapes::table)
                .filter(one -> one.table().equals(copy.target()))
                .toList();
    }

    List<TableRestoreStatus> tables() throws InterruptedException {
        List<TableRestoreStatus> all = new ArrayList<>();
        String marker = null;
        do {
            DescribeTableRestoreStatusRequest request = DescribeTableRestoreStatusRequest.builder()
                    .clusterIdentifier(cluster)
                    .marker(marker)
                    .build();
            DescribeTableRestoreStatusResponse page = caller.repeat(
                    new Call<>("redshift:DescribeTableRestoreStatus", request, client::describeTableRestoreStatus));
            all.addAll(page.tableRestoreStatusDetails());
            marker = page.marker();
        } while (!Values.text(marker).isEmpty());
        return all;
    }
}
