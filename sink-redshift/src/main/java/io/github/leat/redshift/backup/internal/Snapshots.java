package io.github.leat.redshift.backup.internal;

import io.github.leat.aws.Call;
import io.github.leat.aws.Caller;
import io.github.leat.aws.Plan;
import io.github.leat.aws.Planned;
import io.github.leat.redshift.backup.BackupException;
import io.github.leat.redshift.backup.BackupException.Reason;
import io.github.leat.redshift.backup.Made;
import io.github.leat.redshift.backup.NewSnapshot;
import io.github.leat.redshift.backup.Retention;
import io.github.leat.redshift.backup.Snapshot;
import java.util.List;
import java.util.Optional;
import java.util.Set;

/** Snapshots of one warehouse. */
public final class Snapshots {
    private final SnapshotCalls calls;
    private final Caller caller;

    Snapshots(SnapshotCalls calls, Caller caller) {
        this.calls = calls;
        this.caller = caller;
    }

    /** Takes a manual one, unless this warehouse has it. */
    public Planned<Made<Snapshot>> take(NewSnapshot wanted) {
        return Making.once(
                caller, calls.creation(wanted), () -> calls.find(wanted.name()).map(this::ours), calls.thereAlready());
    }

    private Snapshot ours(Snapshot snapshot) {
        if (!snapshot.warehouse().equals(calls.warehouse())) {
            throw new BackupException(
                    Reason.TAKEN,
                    "Snapshot " + snapshot.name() + " is there already, of " + calls.kind() + " " + snapshot.warehouse()
                            + " and not of " + calls.warehouse() + ". Choose another name: it is one of all "
                            + calls.kind() + "s of the account in the region.");
        }
        return snapshot;
    }

    /** Changes how long a manual one is kept. */
    public Planned<Snapshot> retention(String snapshot, Retention retention) {
        Call<?, Snapshot> call = calls.retention(snapshot, retention);
        return Plan.of(() -> caller.repeat(call), call);
    }

    /** Deletes one. Empty: it was not there. */
    public Planned<Optional<Snapshot>> delete(String snapshot) {
        Call<?, Snapshot> call = calls.deletion(snapshot);
        return Plan.of(
                () -> {
                    Optional<Snapshot> there = calls.find(snapshot);
                    if (there.isEmpty()) {
                        return there;
                    }
                    return Optional.of(caller.change(
                            call,
                            () -> calls.find(snapshot).isEmpty() ? there : Optional.empty(),
                            Set.of(calls.goneAlready())));
                },
                call);
    }

    /** All that the warehouse has. */
    public List<Snapshot> all() throws InterruptedException {
        return calls.all();
    }

    /** One by its name. */
    public Optional<Snapshot> find(String snapshot) throws InterruptedException {
        return calls.find(snapshot);
    }
}
