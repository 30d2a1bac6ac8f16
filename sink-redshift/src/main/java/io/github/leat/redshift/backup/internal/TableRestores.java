package io.github.leat.redshift.backup.internal;

import io.github.leat.aws.Call;
import io.github.leat.aws.Caller;
import io.github.leat.aws.Plan;
import io.github.leat.aws.Planned;
import io.github.leat.redshift.backup.Made;
import io.github.leat.redshift.backup.TableCopy;
import io.github.leat.redshift.backup.TableRestore;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;

/** Tables of snapshots that come back into the warehouse they were taken of. */
public final class TableRestores {
    private final TableCalls calls;
    private final Caller caller;

    TableRestores(TableCalls calls, Caller caller) {
        this.calls = calls;
        this.caller = caller;
    }

    /** Begins one, unless the same is going on. */
    public Planned<Made<TableRestore>> restore(String snapshot, TableCopy copy) {
        Call<?, TableRestore> call = calls.restore(snapshot, copy);
        return Plan.of(
                () -> {
                    List<TableRestore> before = calls.same(snapshot, copy);
                    Optional<TableRestore> going = before.stream()
                            .filter(one -> !one.isDone() && !one.isLost())
                            .findFirst();
                    if (going.isPresent()) {
                        return new Made<>(going.get(), true);
                    }
                    Set<String> known =
                            before.stream().map(TableRestore::request).collect(Collectors.toSet());
                    return new Made<>(
                            caller.change(
                                    call,
                                    () -> calls.same(snapshot, copy).stream()
                                            .filter(one -> !known.contains(one.request()))
                                            .findFirst(),
                                    Set.of(calls.begunAlready())),
                            false);
                },
                call);
    }

    /** One by the id of its request. */
    public Optional<TableRestore> find(String request) throws InterruptedException {
        return calls.find(request);
    }
}
