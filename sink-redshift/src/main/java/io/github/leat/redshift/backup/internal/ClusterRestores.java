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
import io.github.leat.redshift.backup.internal.Sight.State;
import java.util.Locale;
import java.util.Optional;
import java.util.OptionalDouble;
import java.util.OptionalInt;
import java.util.Set;
import software.amazon.awssdk.services.redshift.RedshiftClient;
import software.amazon.awssdk.services.redshift.model.Cluster;
import software.amazon.awssdk.services.redshift.model.DescribeClustersRequest;
import software.amazon.awssdk.services.redshift.model.RestoreFromClusterSnapshotRequest;
import software.amazon.awssdk.services.redshift.model.RestoreStatus;

/** Clusters made of snapshots. */
record ClusterRestores(RedshiftClient client, Caller caller, String cluster) implements Restores {
    /** Statuses of a cluster that does not become available by itself (API reference, Cluster, read 2026-11-27). */
    private static final Set<String> LOST = Set.of(
            "deleting",
            "hardware-failure",
            "incompatible-hsm",
            "incompatible-network",
            "incompatible-parameters",
            "incompatible-restore",
            "storage-full");

    @Override
    public Planned<Made<Restored>> restore(String snapshot, RestoreTarget into) {
        RestoreTarget.NewCluster target = newCluster(into);
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

    private static RestoreTarget.NewCluster newCluster(RestoreTarget target) {
        if (target instanceof RestoreTarget.NewCluster into) {
            return into;
        }
        throw new IllegalArgumentException("A snapshot of a cluster is restored into a new cluster here, not into a "
                + target.described() + ". For that begin with the namespace, and name the snapshot by its ARN.");
    }

    @Override
    public Sight<Restored> restored(RestoreTarget target) throws InterruptedException {
        String name = newCluster(target).cluster().name();
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
        return Failures.notFoundAsEmpty(() ->
                caller
                        .repeat(new Call<>("redshift:DescribeClusters", request, client::describeClusters))
                        .clusters()
                        .stream()
                        .findFirst());
    }
}
