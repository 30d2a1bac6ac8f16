package io.github.leat.redshift.backup.internal;

import io.github.leat.aws.Call;
import io.github.leat.aws.Caller;
import io.github.leat.redshift.backup.TableCopy;
import io.github.leat.redshift.backup.TableRestore;
import java.util.List;
import java.util.Optional;
import software.amazon.awssdk.services.redshift.RedshiftClient;
import software.amazon.awssdk.services.redshift.model.DescribeTableRestoreStatusRequest;
import software.amazon.awssdk.services.redshift.model.DescribeTableRestoreStatusResponse;
import software.amazon.awssdk.services.redshift.model.RestoreTableFromClusterSnapshotRequest;
import software.amazon.awssdk.services.redshift.model.TableRestoreStatus;

/** Tables that came back into a cluster, or are on their way. */
record ClusterTables(RedshiftClient client, Caller caller, String cluster) implements TableCalls {
    @Override
    public Call<?, TableRestore> restore(String snapshot, TableCopy copy) {
        return new Call<>(
                "redshift:RestoreTableFromClusterSnapshot",
                RestoreTableFromClusterSnapshotRequest.builder()
                        .clusterIdentifier(cluster)
                        .snapshotIdentifier(snapshot)
                        .sourceDatabaseName(copy.database())
                        .sourceSchemaName(copy.schema())
                        .sourceTableName(copy.table())
                        .targetDatabaseName(copy.targetDatabase().orElse(copy.database()))
                        .targetSchemaName(copy.targetSchema().orElse(copy.schema()))
                        .newTableName(copy.newName())
                        .build(),
                sent -> ClusterShapes.table(
                        client.restoreTableFromClusterSnapshot(sent).tableRestoreStatus()));
    }

    @Override
    public String begunAlready() {
        return "InProgressTableRestoreQuotaExceeded";
    }

    @Override
    public List<TableRestore> same(String snapshot, TableCopy copy) throws InterruptedException {
        return all().stream()
                .filter(one -> snapshot.equals(one.snapshotIdentifier())
                        && copy.source()
                                .equals(one.sourceDatabaseName() + "." + one.sourceSchemaName() + "."
                                        + one.sourceTableName()))
                .map(ClusterShapes::table)
                .filter(one -> one.table().equals(copy.target()))
                .toList();
    }

    @Override
    public Optional<TableRestore> find(String request) throws InterruptedException {
        return all().stream()
                .map(ClusterShapes::table)
                .filter(one -> one.request().equals(request))
                .findFirst();
    }

    private List<TableRestoreStatus> all() throws InterruptedException {
        return Pages.all(
                marker -> caller.repeat(new Call<>(
                        "redshift:DescribeTableRestoreStatus",
                        DescribeTableRestoreStatusRequest.builder()
                                .clusterIdentifier(cluster)
                                .marker(marker)
                                .build(),
                        client::describeTableRestoreStatus)),
                DescribeTableRestoreStatusResponse::tableRestoreStatusDetails,
                DescribeTableRestoreStatusResponse::marker);
    }
}
