package io.github.leat.core.rate;

import java.time.Duration;

/**
 * A token bucket: refills steadily, holds at most a burst, and may go into debt.
 *
 * <p>A reservation larger than the burst is granted and paid for by the wait of those after it, so that a batch of any size
 * passes and the long-term rate still holds. Over any span of {@code t} seconds at most {@code burst + rate × t} plus one
 * reservation is granted without waiting. Starts empty: the first second is paced too. Thread-safe.
 */
public final class TokenBucket implements RateLimiter {
    private static final double NANOS = 1e9;

    private double perNano;
    private double burst;
    private final Ticker ticker;
    private double tokens;
    private long refilledAt;

    /**
     * @param perSecond tokens in a second, above 0
     * @param burst most tokens kept while nothing is spent, 0 or more
     * @throws IllegalArgumentException if a number is out of range
     */
    public TokenBucket(double perSecond, double burst, Ticker ticker) {
        requireInRange(perSecond, burst);
        this.perNano = perSecond / NANOS;
        this.burst = burst;
        this.ticker = ticker;
        this.refilledAt = ticker.nanos();
    }

    private static void requireInRange(double perSecond, double burst) {
        if (!(perSecond > 0) || Double.isInfinite(perSecond) || !(burst >= 0)) {
            throw new IllegalArgumentException(
                    "A token bucket needs a rate above 0 and a burst of 0 or more, got " + perSecond + " and " + burst);
        }
    }

    /**
     * Goes on at another rate; what was granted stays granted.
     *
     * @param perSecond tokens in a second, above 0
     * @param newBurst most tokens kept while nothing is spent, 0 or more
     * @throws IllegalArgumentException if a number is out of range
     */
    public synchronized void rate(double perSecond, double newBurst) {
        requireInRange(perSecond, newBurst);
        refill();
        perNano = perSecond / NANOS;
        burst = newBurst;
        tokens = Math.min(burst, tokens);
    }

    @Override
    public synchronized Duration reserve(long cost) {
        refill();
        tokens -= cost;
        return tokens >= 0 ? Duration.ZERO : Duration.ofNanos((long) Math.ceil(-tokens / perNano));
    }

    @Override
    public synchronized void settle(long reserved, long actual, boolean throttled) {
        refill();
        tokens = Math.min(burst, tokens + reserved - actual);
    }

    private void refill() {
        long now = ticker.nanos();
        tokens = Math.min(burst, tokens + (now - refilledAt) * perNano);
        refilledAt = now;
    }
}
