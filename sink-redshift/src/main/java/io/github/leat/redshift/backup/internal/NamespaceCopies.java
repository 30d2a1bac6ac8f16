package io.github.leat.redshift.backup.internal;

import io.github.leat.aws.Call;
import io.github.leat.aws.Caller;
import io.github.leat.aws.Plan;
import io.github.leat.aws.Planned;
import io.github.leat.redshift.backup.Made;
import io.github.leat.redshift.backup.RegionCopy;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import software.amazon.awssdk.services.redshiftserverless.RedshiftServerlessClient;
import software.amazon.awssdk.services.redshiftserverless.model.CreateSnapshotCopyConfigurationRequest;
import software.amazon.awssdk.services.redshiftserverless.model.DeleteSnapshotCopyConfigurationRequest;
import software.amazon.awssdk.services.redshiftserverless.model.ListSnapshotCopyConfigurationsRequest;
import software.amazon.awssdk.services.redshiftserverless.model.ListSnapshotCopyConfigurationsResponse;
import software.amazon.awssdk.services.redshiftserverless.model.SnapshotCopyConfiguration;

/** Copies of a namespace's snapshots in other regions. */
record NamespaceCopies(RedshiftServerlessClient client, Caller caller, String namespace) implements Copies {
    @Override
    public Planned<Made<RegionCopy>> enable(RegionCopy copy) {
        if (copy.automatedDays().isPresent()) {
            throw new IllegalArgumentException(
                    "Namespaces have no automated snapshots. Leave out how long those are kept.");
        }
        CreateSnapshotCopyConfigurationRequest.Builder request = CreateSnapshotCopyConfigurationRequest.builder()
                .namespaceName(namespace)
                .destinationRegion(copy.region());
        copy.retention().ifPresent(retention -> request.snapshotRetentionPeriod(retention.days()));
        copy.key().ifPresent(request::destinationKmsKeyId);
        Call<CreateSnapshotCopyConfigurationRequest, RegionCopy> call = new Call<>(
                "redshift-serverless:CreateSnapshotCopyConfiguration",
                request.build(),
                sent -> NamespaceShapes.copy(
                        client.createSnapshotCopyConfiguration(sent).snapshotCopyConfiguration()));
        return Making.once(caller, call, () -> find(copy.region()).map(NamespaceShapes::copy), "ConflictException");
    }

    /** What is deleted has an id, which is looked up; a dry run cannot know it. */
    @Override
    public Planned<Optional<RegionCopy>> disable(String region) {
        return Plan.of(
                () -> {
                    Optional<SnapshotCopyConfiguration> there = find(region);
                    if (there.isPresent()) {
                        caller.change(
                                deletion(there.get().snapshotCopyConfigurationId()),
                                () -> find(region).isEmpty() ? Optional.of(true) : Optional.empty(),
                                Set.of("ResourceNotFoundException"));
                    }
                    return there.map(NamespaceShapes::copy);
                },
                deletion("(that of the copy to " + region + ")"));
    }

    private Call<DeleteSnapshotCopyConfigurationRequest, Boolean> deletion(String id) {
        return new Call<>(
                "redshift-serverless:DeleteSnapshotCopyConfiguration",
                DeleteSnapshotCopyConfigurationRequest.builder()
                        .snapshotCopyConfigurationId(id)
                        .build(),
                sent -> client.deleteSnapshotCopyConfiguration(sent) != null);
    }

    private Optional<SnapshotCopyConfiguration> find(String region) throws InterruptedException {
        return configurations().stream()
                .filter(one -> region.equals(one.destinationRegion()))
                .findFirst();
    }

    @Override
    public List<RegionCopy> all() throws InterruptedException {
        return configurations().stream().map(NamespaceShapes::copy).toList();
    }

    private List<SnapshotCopyConfiguration> configurations() throws InterruptedException {
        return Pages.all(
                token -> caller.repeat(new Call<>(
                        "redshift-serverless:ListSnapshotCopyConfigurations",
                        ListSnapshotCopyConfigurationsRequest.builder()
                                .namespaceName(namespace)
                                .nextToken(token)
                                .build(),
                        client::listSnapshotCopyConfigurations)),
                ListSnapshotCopyConfigurationsResponse::snapshotCopyConfigurations,
                ListSnapshotCopyConfigurationsResponse::nextToken);
    }
}
