package io.github.leat.redshift.backup.internal;

import io.github.leat.aws.Call;
import io.github.leat.aws.Caller;
import io.github.leat.redshift.backup.NewSnapshot;
import io.github.leat.redshift.backup.Retention;
import io.github.leat.redshift.backup.Snapshot;
import java.util.List;
import java.util.Optional;
import software.amazon.awssdk.services.redshift.RedshiftClient;
import software.amazon.awssdk.services.redshift.model.CreateClusterSnapshotRequest;
import software.amazon.awssdk.services.redshift.model.DeleteClusterSnapshotRequest;
import software.amazon.awssdk.services.redshift.model.DescribeClusterSnapshotsRequest;
import software.amazon.awssdk.services.redshift.model.DescribeClusterSnapshotsResponse;
import software.amazon.awssdk.services.redshift.model.ModifyClusterSnapshotRequest;
import software.amazon.awssdk.services.redshift.model.Tag;

/** Snapshots of a provisioned cluster. */
record ClusterSnapshots(RedshiftClient client, Caller caller, String warehouse) implements SnapshotCalls {
    @Override
    public String kind() {
        return "cluster";
    }

    @Override
    public Call<?, Snapshot> creation(NewSnapshot wanted) {
        CreateClusterSnapshotRequest.Builder request = CreateClusterSnapshotRequest.builder()
                .clusterIdentifier(warehouse)
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
        return new Call<>(
                "redshift:CreateClusterSnapshot",
                request.build(),
                sent -> ClusterShapes.snapshot(
                        client.createClusterSnapshot(sent).snapshot()));
    }

    @Override
    public String thereAlready() {
        return "ClusterSnapshotAlreadyExists";
    }

    @Override
    public Call<?, Snapshot> retention(String snapshot, Retention retention) {
        return new Call<>(
                "redshift:ModifyClusterSnapshot",
                ModifyClusterSnapshotRequest.builder()
                        .snapshotIdentifier(snapshot)
                        .manualSnapshotRetentionPeriod(retention.days())
                        .build(),
                sent -> ClusterShapes.snapshot(
                        client.modifyClusterSnapshot(sent).snapshot()));
    }

    @Override
    public Call<?, Snapshot> deletion(String snapshot) {
        return new Call<>(
                "redshift:DeleteClusterSnapshot",
                DeleteClusterSnapshotRequest.builder()
                        .snapshotIdentifier(snapshot)
                        .snapshotClusterIdentifier(warehouse)
                        .build(),
                sent -> ClusterShapes.snapshot(
                        client.deleteClusterSnapshot(sent).snapshot()));
    }

    @Override
    public String goneAlready() {
        return "ClusterSnapshotNotFound";
    }

    @Override
    public List<Snapshot> all() throws InterruptedException {
        return Pages.all(
                        marker -> describe(DescribeClusterSnapshotsRequest.builder()
                                .clusterIdentifier(warehouse)
                                .marker(marker)
                                .build()),
                        DescribeClusterSnapshotsResponse::snapshots,
                        DescribeClusterSnapshotsResponse::marker)
                .stream()
                .map(ClusterShapes::snapshot)
                .toList();
    }

    @Override
    public Optional<Snapshot> find(String snapshot) throws InterruptedException {
        DescribeClusterSnapshotsRequest request = DescribeClusterSnapshotsRequest.builder()
                .snapshotIdentifier(snapshot)
                .build();
        return Failures.notFoundAsEmpty(() -> describe(request).snapshots().stream()
                .map(ClusterShapes::snapshot)
                .findFirst());
    }

    private DescribeClusterSnapshotsResponse describe(DescribeClusterSnapshotsRequest request)
            throws InterruptedException {
        return caller.repeat(
                new Call<>("redshift:DescribeClusterSnapshots", request, client::describeClusterSnapshots));
    }
}
