package io.github.leat.redshift.backup.internal;

import io.github.leat.aws.Call;
import io.github.leat.aws.Caller;
import io.github.leat.redshift.backup.NewSnapshot;
import io.github.leat.redshift.backup.Retention;
import io.github.leat.redshift.backup.Snapshot;
import java.util.List;
import java.util.Optional;
import software.amazon.awssdk.services.redshiftserverless.RedshiftServerlessClient;
import software.amazon.awssdk.services.redshiftserverless.model.CreateSnapshotRequest;
import software.amazon.awssdk.services.redshiftserverless.model.DeleteSnapshotRequest;
import software.amazon.awssdk.services.redshiftserverless.model.GetSnapshotRequest;
import software.amazon.awssdk.services.redshiftserverless.model.ListSnapshotsRequest;
import software.amazon.awssdk.services.redshiftserverless.model.ListSnapshotsResponse;
import software.amazon.awssdk.services.redshiftserverless.model.Tag;
import software.amazon.awssdk.services.redshiftserverless.model.UpdateSnapshotRequest;

/** Snapshots of a namespace. */
record NamespaceSnapshots(RedshiftServerlessClient client, Caller caller, String warehouse) implements SnapshotCalls {
    @Override
    public String kind() {
        return "namespace";
    }

    @Override
    public Call<?, Snapshot> creation(NewSnapshot wanted) {
        CreateSnapshotRequest.Builder request =
                CreateSnapshotRequest.builder().namespaceName(warehouse).snapshotName(wanted.name());
        wanted.retention().ifPresent(retention -> request.retentionPeriod(retention.days()));
        if (!wanted.tags().isEmpty()) {
            request.tags(wanted.tags().entrySet().stream()
                    .map(tag -> Tag.builder()
                            .key(tag.getKey())
                            .value(tag.getValue())
                            .build())
                    .toList());
        }
        return new Call<>(
                "redshift-serverless:CreateSnapshot",
                request.build(),
                sent -> NamespaceShapes.snapshot(client.createSnapshot(sent).snapshot()));
    }

    @Override
    public String thereAlready() {
        return "ConflictException";
    }

    @Override
    public Call<?, Snapshot> retention(String snapshot, Retention retention) {
        return new Call<>(
                "redshift-serverless:UpdateSnapshot",
                UpdateSnapshotRequest.builder()
                        .snapshotName(snapshot)
                        .retentionPeriod(retention.days())
                        .build(),
                sent -> NamespaceShapes.snapshot(client.updateSnapshot(sent).snapshot()));
    }

    @Override
    public Call<?, Snapshot> deletion(String snapshot) {
        return new Call<>(
                "redshift-serverless:DeleteSnapshot",
                DeleteSnapshotRequest.builder().snapshotName(snapshot).build(),
                sent -> NamespaceShapes.snapshot(client.deleteSnapshot(sent).snapshot()));
    }

    @Override
    public String goneAlready() {
        return "ResourceNotFoundException";
    }

    @Override
    public List<Snapshot> all() throws InterruptedException {
        return Pages.all(
                        token -> caller.repeat(new Call<>(
                                "redshift-serverless:ListSnapshots",
                                ListSnapshotsRequest.builder()
                                        .namespaceName(warehouse)
                                        .nextToken(token)
                                        .build(),
                                client::listSnapshots)),
                        ListSnapshotsResponse::snapshots,
                        ListSnapshotsResponse::nextToken)
                .stream()
                .map(NamespaceShapes::snapshot)
                .toList();
    }

    @Override
    public Optional<Snapshot> find(String snapshot) throws InterruptedException {
        Call<GetSnapshotRequest, Snapshot> call = new Call<>(
                "redshift-serverless:GetSnapshot",
                GetSnapshotRequest.builder().snapshotName(snapshot).build(),
                sent -> NamespaceShapes.snapshot(client.getSnapshot(sent).snapshot()));
        return Failures.notFoundAsEmpty(() -> Optional.of(caller.repeat(call)));
    }
}
