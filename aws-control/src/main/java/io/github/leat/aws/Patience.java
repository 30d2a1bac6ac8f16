package io.github.leat.aws;

import java.time.Duration;

/**
 * How long something is waited for.
 *
 * @param deadline the longest wait; what is waited for goes on in the service afterwards
 * @param every the pause between two looks, at least a second
 */
public record Patience(Duration deadline, Duration every) {
    /** The pause of the SDK's own waiter for snapshots of Redshift (service model 2012-12-01, waiters, read 2026-11-27). */
    public static final Duration EVERY = Duration.ofSeconds(15);

    /** @throws IllegalArgumentException if the deadline is not above 0, or the pause is below a second */
    public Patience {
        if (deadline.isZero() || deadline.isNegative()) {
            throw new IllegalArgumentException(
                    "A deadline is above 0, got " + deadline + ". Give it at least a second.");
        }
        if (every.compareTo(Duration.ofSeconds(1)) < 0) {
            throw new IllegalArgumentException("The pause between two looks is at least a second, got " + every
                    + ". The service throttles who asks more often.");
        }
    }

    /** Looks every 15 seconds until the deadline. */
    public static Patience upTo(Duration deadline) {
        return new Patience(deadline, EVERY);
    }
}
