package io.github.leat.core.rate;

import java.time.Duration;

/** The limiter of a load without a throughput. */
enum Unlimited implements RateLimiter {
    INSTANCE;

    @Override
    public Duration reserve(long cost) {
        return Duration.ZERO;
    }

    @Override
    public void settle(long reserved, long actual, boolean throttled) {
        // nothing was reserved
    }
}
