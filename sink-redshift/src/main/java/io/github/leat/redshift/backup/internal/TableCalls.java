package io.github.leat.redshift.backup.internal;

import io.github.leat.aws.Call;
import io.github.leat.redshift.backup.TableCopy;
import io.github.leat.redshift.backup.TableRestore;
import java.util.List;
import java.util.Optional;

/** What a service is asked about tables that come back. */
interface TableCalls {
    Call<?, TableRestore> restore(String snapshot, TableCopy copy);

    /** The error by which the service says that it is at it. */
    String begunAlready();

    /** Restores of the same table of the same snapshot under the same new name. */
    List<TableRestore> same(String snapshot, TableCopy copy) throws InterruptedException;

    Optional<TableRestore> find(String request) throws InterruptedException;
}
