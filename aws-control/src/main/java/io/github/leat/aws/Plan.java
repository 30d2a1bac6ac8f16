package io.github.leat.aws;

import java.util.Arrays;
import java.util.List;

/** Calls, and what is done with them. */
public record Plan<T>(List<ServiceCall> calls, Body<T> body) implements Planned<T> {
    /** What is done. */
    public interface Body<T> {
        /** Does it. */
        T run() throws InterruptedException;
    }

    /** A plan that makes these calls, each at most. */
    public static <T> Plan<T> of(Body<T> body, Call<?, ?>... calls) {
        return new Plan<>(Arrays.stream(calls).<ServiceCall>map(Call::shown).toList(), body);
    }

    @Override
    public T run() throws InterruptedException {
        return body.run();
    }
}
