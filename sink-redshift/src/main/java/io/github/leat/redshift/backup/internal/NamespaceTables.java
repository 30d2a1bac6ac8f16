package io.github.leat.redshift.backup.internal;

import io.github.leat.aws.Call;
import io.github.leat.aws.Caller;
import io.github.leat.redshift.backup.TableCopy;
import io.github.leat.redshift.backup.TableRestore;
import java.util.List;
import java.util.Optional;
import software.amazon.awssdk.services.redshiftserverless.RedshiftServerlessClient;
import software.amazon.awssdk.services.redshiftserverless.model.GetTableRestoreStatusRequest;
import software.amazon.awssdk.services.redshiftserverless.model.ListTableRestoreStatusRequest;
import software.amazon.awssdk.services.redshiftserverless.model.ListTableRestoreStatusResponse;
import software.amazon.awssdk.services.redshiftserverless.model.RestoreTableFromSnapshotRequest;
import software.amazon.awssdk.services.redshiftserverless.model.TableRestoreStatus;

/** Tables that came back into a namespace, or are on their way. */
record NamespaceTables(RedshiftServerlessClient client, Caller caller, String namespace) implements TableCalls {
    @Override
    public Call<?, TableRestore> restore(String snapshot, TableCopy copy) {
        String workgroup = copy.workgroup()
                .orElseThrow(() -> new IllegalArgumentException(
                        "A table comes back into a namespace by a workgroup of it. Name one (--workgroup)."));
        return new Call<>(
                "redshift-serverless:RestoreTableFromSnapshot",
                RestoreTableFromSnapshotRequest.builder()
                        .namespaceName(namespace)
                        .workgroupName(workgroup)
                        .snapshotName(snapshot)
                        .sourceDatabaseName(copy.database())
                        .sourceSchemaName(copy.schema())
                        .sourceTableName(copy.table())
                        .targetDatabaseName(copy.targetDatabase().orElse(copy.database()))
                        .targetSchemaName(copy.targetSchema().orElse(copy.schema()))
                        .newTableName(copy.newName())
                        .build(),
                sent -> NamespaceShapes.table(
                        client.restoreTableFromSnapshot(sent).tableRestoreStatus()));
    }

    @Override
    public String begunAlready() {
        return "ConflictException";
    }

    @Override
    public List<TableRestore> same(String snapshot, TableCopy copy) throws InterruptedException {
        return all().stream()
                .filter(one -> snapshot.equals(one.snapshotName())
                        && copy.source()
                                .equals(one.sourceDatabaseName() + "." + one.sourceSchemaName() + "."
                                        + one.sourceTableName()))
                .map(NamespaceShapes::table)
                .filter(one -> one.table().equals(copy.target()))
                .toList();
    }

    private List<TableRestoreStatus> all() throws InterruptedException {
        return Pages.all(
                token -> caller.repeat(new Call<>(
                        "redshift-serverless:ListTableRestoreStatus",
                        ListTableRestoreStatusRequest.builder()
                                .namespaceName(namespace)
                                .nextToken(token)
                                .build(),
                        client::listTableRestoreStatus)),
                ListTableRestoreStatusResponse::tableRestoreStatuses,
                ListTableRestoreStatusResponse::nextToken);
    }

    @Override
    public Optional<TableRestore> find(String request) throws InterruptedException {
        Call<GetTableRestoreStatusRequest, TableRestore> call = new Call<>(
                "redshift-serverless:GetTableRestoreStatus",
                GetTableRestoreStatusRequest.builder()
                        .tableRestoreRequestId(request)
                        .build(),
                sent -> NamespaceShapes.table(client.getTableRestoreStatus(sent).tableRestoreStatus()));
        return Failures.notFoundAsEmpty(() -> Optional.of(caller.repeat(call)));
    }
}
