package io.github.leat.redshift.backup.internal;

import io.github.leat.aws.Call;
import io.github.leat.aws.Caller;
import io.github.leat.redshift.backup.TableCopy;
import io.github.leat.redshift.backup.TableRestore;
import java.util.ArrayList;
import java.util.List;
import software.amazon.awssdk.services.redshiftserverless.RedshiftServerlessClient;
import software.amazon.awssdk.services.redshiftserverless.model.ListTableRestoreStatusRequest;
import software.amazon.awssdk.services.redshiftserverless.model.ListTableRestoreStatusResponse;
import software.amazon.awssdk.services.redshiftserverless.model.TableRestoreStatus;

/** Tables that came back into a namespace, or are on their way. */
record NamespaceTables(RedshiftServerlessClient client, Caller caller, String namespace) {
    /** Those of the same table of the same snapshot under the same new name. */
    List<TableRestore> same(String snapshot, TableCopy copy) throws InterruptedException {
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
        List<TableRestoreStatus> all = new ArrayList<>();
        String token = null;
        do {
            ListTableRestoreStatusRequest request = ListTableRestoreStatusRequest.builder()
                    .namespaceName(namespace)
                    .nextToken(token)
                    .build();
            ListTableRestoreStatusResponse page = caller.repeat(
                    new Call<>("redshift-serverless:ListTableRestoreStatus", request, client::listTableRestoreStatus));
            all.addAll(page.tableRestoreStatuses());
            token = page.nextToken();
        } while (!Values.text(token).isEmpty());
        return all;
    }
}
