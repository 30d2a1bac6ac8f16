package io.github.leat.core.rate;

import java.time.Duration;

/** Arithmetic of pacing: says how long to wait, never waits. Thread-safe. */
public interface RateLimiter {
    /**
     * Takes an estimated cost out of the budget.
     *
     * @param cost in the limiter's unit, 0 or more
     * @return how long to wait before spending it; zero when it may be spent at once
     */
    Duration reserve(long cost);

    /**
     * Corrects a reservation by what was charged.
     *
     * @param reserved what {@link #reserve} was given
     * @param actual what the target charged
     * @param throttled whether the target said it was too much
     */
    void settle(long reserved, long actual, boolean throttled);

    /** Never waits. */
    static RateLimiter unlimited() {
        return Unlimited.INSTANCE;
    }
}
