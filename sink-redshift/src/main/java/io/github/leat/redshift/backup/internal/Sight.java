package io.github.leat.redshift.backup.internal;

import java.time.Duration;
import java.util.Optional;
import java.util.OptionalDouble;

/**
 * What one look at something that goes on shows.
 *
 * @param value what it is now
 * @param status the service's word
 * @param state whether the wait is over
 * @param why for a failure, what the service says of it; else empty
 */
public record Sight<T>(
        T value,
        String status,
        State state,
        String why,
        OptionalDouble done,
        OptionalDouble total,
        OptionalDouble rate,
        Optional<Duration> remaining) {

    /** Whether the wait is over. */
    public enum State {
        /** Not yet. */
        GOING_ON,
        /** It is there. */
        DONE,
        /** It will never be there. */
        FAILED
    }

    /** A look that shows no megabytes. */
    public static <T> Sight<T> of(T value, String status, State state, String why) {
        return new Sight<>(
                value,
                status,
                state,
                why,
                OptionalDouble.empty(),
                OptionalDouble.empty(),
                OptionalDouble.empty(),
                Optional.empty());
    }
}
