package io.github.leat.redshift.backup;

import java.time.Duration;
import java.util.Optional;
import java.util.OptionalDouble;

/**
 * How far a snapshot or a restore is, as the service tells it.
 *
 * @param what what goes on: {@code snapshot crisis-2026-11-27}
 * @param status the service's word for it: {@code creating}, {@code restoring}, {@code IN_PROGRESS}
 * @param doneMegabytes megabytes moved so far; empty where the service does not say
 * @param totalMegabytes megabytes to move; empty where the service does not say. Restores of clusters tell both only on DC2 nodes
 *     (API reference, RestoreStatus, read 2026-11-27), restores of namespaces never
 * @param megabytesPerSecond the rate; empty where the service does not say
 * @param remaining what the service expects, else what the rate gives; empty where neither is known
 * @param elapsed since the wait began
 */
public record Progress(
        String what,
        String status,
        OptionalDouble doneMegabytes,
        OptionalDouble totalMegabytes,
        OptionalDouble megabytesPerSecond,
        Optional<Duration> remaining,
        Duration elapsed) {

    /** What is done, from 0 to 1; empty where the service does not say. */
    public OptionalDouble share() {
        if (doneMegabytes.isEmpty() || totalMegabytes.isEmpty() || totalMegabytes.getAsDouble() <= 0) {
            return OptionalDouble.empty();
        }
        return OptionalDouble.of(Math.min(1, doneMegabytes.getAsDouble() / totalMegabytes.getAsDouble()));
    }
}
