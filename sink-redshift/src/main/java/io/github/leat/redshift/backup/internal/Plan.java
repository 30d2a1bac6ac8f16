package io.github.leat.redshift.backup.internal;

import io.github.leat.redshift.backup.Planned;
import io.github.leat.redshift.backup.ServiceCall;
import java.util.List;

/** Calls, and what is done with them. */
record Plan<T>(List<ServiceCall> calls, Body<T> body) implements Planned<T> {
    /** What is done. */
    interface Body<T> {
        T run() throws InterruptedException;
    }

    static <T> Plan<T> of(Body<T> body, Call<?, ?>... calls) {
        return new Plan<>(
                java.util.Arrays.stream(calls).<ServiceCall>map(Call::shown).toList(), body);
    }

    @Override
    public T run() throws InterruptedException {
        return body.run();
    }
}
