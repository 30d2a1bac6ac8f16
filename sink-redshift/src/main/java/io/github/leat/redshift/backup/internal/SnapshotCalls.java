package io.github.leat.redshift.backup.internal;

import io.github.leat.aws.Call;
import io.github.leat.redshift.backup.NewSnapshot;
import io.github.leat.redshift.backup.Retention;
import io.github.leat.redshift.backup.Snapshot;
import java.util.List;
import java.util.Optional;

/** What a service is asked about snapshots of one warehouse. */
interface SnapshotCalls {
    /** What the service has, for messages: {@code cluster}. */
    String kind();

    /** The name of the warehouse. */
    String warehouse();

    Call<?, Snapshot> creation(NewSnapshot wanted);

    /** The error by which the service says that a snapshot of that name is there. */
    String thereAlready();

    Call<?, Snapshot> retention(String snapshot, Retention retention);

    Call<?, Snapshot> deletion(String snapshot);

    /** The error by which the service says that there is no snapshot of that name. */
    String goneAlready();

    List<Snapshot> all() throws InterruptedException;

    /** The snapshot of that name, of whatever warehouse it is. */
    Optional<Snapshot> find(String snapshot) throws InterruptedException;
}
