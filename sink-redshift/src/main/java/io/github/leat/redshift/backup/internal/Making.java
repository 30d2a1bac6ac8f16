package io.github.leat.redshift.backup.internal;

import io.github.leat.aws.Call;
import io.github.leat.aws.Caller;
import io.github.leat.aws.Plan;
import io.github.leat.aws.Planned;
import io.github.leat.redshift.backup.Made;
import java.util.Optional;
import java.util.Set;

/** Makes what has a name, unless it is there. */
final class Making {
    private Making() {}

    /**
     * The making of one thing.
     *
     * @param there what is there of it, by whomever it was made; throws if that is something else
     * @param thereAlready the error by which the service says that it is there
     */
    static <T> Planned<Made<T>> once(Caller caller, Call<?, T> call, Caller.Look<T> there, String thereAlready) {
        return Plan.of(
                () -> {
                    Optional<T> before = there.look();
                    return before.isPresent()
                            ? new Made<>(before.get(), true)
                            : new Made<>(caller.change(call, there, Set.of(thereAlready)), false);
                },
                call);
    }
}
