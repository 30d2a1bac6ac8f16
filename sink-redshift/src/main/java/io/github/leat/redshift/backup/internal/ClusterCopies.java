package io.github.leat.redshift.backup.internal;

import io.github.leat.aws.Call;
import io.github.leat.aws.Caller;
import io.github.leat.aws.Plan;
import io.github.leat.aws.Planned;
import io.github.leat.redshift.backup.BackupException;
import io.github.leat.redshift.backup.BackupException.Reason;
import io.github.leat.redshift.backup.Made;
import io.github.leat.redshift.backup.RegionCopy;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import software.amazon.awssdk.services.redshift.RedshiftClient;
import software.amazon.awssdk.services.redshift.model.DescribeClustersRequest;
import software.amazon.awssdk.services.redshift.model.DisableSnapshotCopyRequest;
import software.amazon.awssdk.services.redshift.model.EnableSnapshotCopyRequest;

/** Copies of a cluster's snapshots in another region: one region for a cluster. */
record ClusterCopies(RedshiftClient client, Caller caller, String cluster) implements Copies {
    @Override
    public Planned<Made<RegionCopy>> enable(RegionCopy copy) {
        EnableSnapshotCopyRequest.Builder request =
                EnableSnapshotCopyRequest.builder().clusterIdentifier(cluster).destinationRegion(copy.region());
        copy.retention().ifPresent(retention -> request.manualSnapshotRetentionPeriod(retention.days()));
        copy.automatedDays().ifPresent(request::retentionPeriod);
        copy.key().ifPresent(request::snapshotCopyGrantName);
        Call<EnableSnapshotCopyRequest, RegionCopy> call =
                new Call<>("redshift:EnableSnapshotCopy", request.build(), sent -> {
                    client.enableSnapshotCopy(sent);
                    return copy;
                });
        return Making.once(
                caller,
                call,
                () -> all().stream().findFirst().map(found -> same(found, copy)),
                "SnapshotCopyAlreadyEnabled");
    }

    private RegionCopy same(RegionCopy there, RegionCopy wanted) {
        if (!there.region().equals(wanted.region())) {
            throw new BackupException(
                    Reason.TAKEN,
                    "Snapshots of cluster " + cluster + " are copied to " + there.region()
                            + " already, and a cluster has one such"
                            + " region. Stop that first: leat redshift snapshot copy --stop --to " + there.region()
                            + ".");
        }
        return there;
    }

    @Override
    public Planned<Optional<RegionCopy>> disable(String region) {
        Call<DisableSnapshotCopyRequest, Boolean> call = new Call<>(
                "redshift:DisableSnapshotCopy",
                DisableSnapshotCopyRequest.builder().clusterIdentifier(cluster).build(),
                sent -> client.disableSnapshotCopy(sent) != null);
        return Plan.of(
                () -> {
                    Optional<RegionCopy> there = all().stream()
                            .filter(one -> one.region().equals(region))
                            .findFirst();
                    if (there.isPresent()) {
                        caller.change(
                                call,
                                () -> all().isEmpty() ? Optional.of(true) : Optional.empty(),
                                Set.of("SnapshotCopyAlreadyDisabled"));
                    }
                    return there;
                },
                call);
    }

    @Override
    public List<RegionCopy> all() throws InterruptedException {
        DescribeClustersRequest request =
                DescribeClustersRequest.builder().clusterIdentifier(cluster).build();
        return caller
                .repeat(new Call<>("redshift:DescribeClusters", request, client::describeClusters))
                .clusters()
                .stream()
                .map(software.amazon.awssdk.services.redshift.model.Cluster::clusterSnapshotCopyStatus)
                .filter(copy -> copy != null && copy.destinationRegion() != null)
                .map(copy -> new RegionCopy(
                        copy.destinationRegion(),
                        Values.retention(copy.manualSnapshotRetentionPeriod()),
                        Optional.ofNullable(copy.retentionPeriod()).map(Long::intValue),
                        Optional.ofNullable(copy.snapshotCopyGrantName())))
                .toList();
    }
}
