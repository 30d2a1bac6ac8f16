package io.github.leat.core.rate;

import java.time.Duration;

/**
 * A limiter that keeps below what a target provides and gives way to others: each cost takes its place on a line of time at the
 * present rate; throttling lowers the rate by a quarter, time raises it again.
 *
 * <p>Additive increase and multiplicative decrease make writers that know nothing of each other share a target evenly (Chiu and
 * Jain 1989). After a decrease the rate goes back to where it was within some seconds, then grows slowly, by 0.3 to 1.2% of the
 * ceiling a second, as CUBIC does (RFC 9438): so that one writer alone loses little by one refusal, and eight find a balance.
 * Decreases within half a second of each other count once, since they are answers to one overload.
 *
 * <p>Below a ceiling it begins at an eighth of it, 25 at least, and doubles every second until it is there or is refused: so
 * loads that begin together do not each begin with all of it. They still overload the target until the first refusals.
 *
 * <p>Saves nothing up, but for a fiftieth of a second for late wake-ups: over any span of {@code t} seconds it grants at most
 * {@code ceiling × (t + 1/50)} and one reservation, as estimated. Thread-safe.
 */
public final class AdaptiveLimiter implements RateLimiter {
    private static final double NANOS = 1e9;
    private static final double DECREASE = 0.75;
    private static final double REPEATED_DECREASE = 0.8;
    private static final double MOST_GROWTH = 0.012;
    private static final double LEAST_GROWTH = 0.003;

    /** For each write that fits into a second at the ceiling: where there are few, each refusal is a larger share of them. */
    private static final double GROWTH_BY_WRITES = 5e-5;

    private static final double AVERAGED = 0.05;
    private static final double UNBOUNDED_GROWTH = 0.05;
    private static final double RETURN_SECONDS = 15;
    private static final double LEAST_SHARE = 0.01;
    private static final double FIRST_SHARE = 0.125;

    /** So little is begun with in any case. */
    private static final double FIRST_LEAST = 25;

    private static final long LATE_NANOS = 20_000_000L;
    private static final long SAME_OVERLOAD_NANOS = 500_000_000L;

    /** How long it takes at most until a changed ceiling is known. */
    private static final long CHANGE_NANOS = 3_000_000_000L;

    private final Ticker ticker;
    private double ceiling;
    private double rate;
    private double wanted;

    /** When what is reserved so far is spent, at the rates of its time. */
    private long freeAt;

    private long refilledAt;
    private long loweredAt;

    /** The rate before decreases that came one soon after the other. */
    private double unlowered;

    private double averageCost = 1;
    private boolean isStarting;

    /**
     * A limiter that begins at an eighth of its ceiling, or at 25 if that is more.
     *
     * @param ceiling most in a second, above 0; may be infinite
     * @param start where it begins if the ceiling is infinite, above 0 and finite
     * @throws IllegalArgumentException if a number is out of range
     */
    public AdaptiveLimiter(double ceiling, double start, Ticker ticker) {
        requirePositive(ceiling);
        if (!(start > 0) || Double.isInfinite(start)) {
            throw new IllegalArgumentException("A limiter must start at a finite rate above 0, got " + start);
        }
        this.ticker = ticker;
        this.ceiling = ceiling;
        this.rate = Math.min(ceiling, start);
        if (!Double.isInfinite(ceiling)) {
            this.rate = first(ceiling);
            this.isStarting = true;
        }
        this.wanted = rate;
        this.refilledAt = ticker.nanos();
        this.freeAt = refilledAt;
        this.unlowered = rate;
        this.loweredAt = refilledAt - CHANGE_NANOS;
    }

    private static void requirePositive(double ceiling) {
        if (!(ceiling > 0)) {
            throw new IllegalArgumentException("A limiter needs a ceiling above 0, got " + ceiling);
        }
    }

    /**
     * Takes another ceiling. The rate changes in proportion, so that a share of a target stays the same share; nothing changes if
     * the ceiling is the same.
     *
     * @param perSecond above 0; may be infinite
     * @throws IllegalArgumentException if it is not above 0
     */
    public synchronized void ceiling(double perSecond) {
        requirePositive(perSecond);
        if (perSecond == ceiling) {
            return;
        }
        refill();
        boolean proportional = !Double.isInfinite(ceiling) && !Double.isInfinite(perSecond);
        // what was refused just now was refused because of this change
        double base = ticker.nanos() - loweredAt < CHANGE_NANOS ? unlowered : rate;
        isStarting |= Double.isInfinite(ceiling) && !Double.isInfinite(perSecond);
        rate = Math.min(perSecond, proportional ? base * perSecond / ceiling : base);
        if (isStarting && !proportional) {
            rate = Math.min(rate, first(perSecond));
        }
        wanted = rate;
        ceiling = perSecond;
    }

    /** Costs in a second that are granted now. */
    public synchronized double perSecond() {
        refill();
        return rate;
    }

    @Override
    public synchronized Duration reserve(long cost) {
        refill();
        averageCost += AVERAGED * (Math.max(1, cost) - averageCost);
        Duration wait = Duration.ofNanos(Math.max(0, freeAt - refilledAt));
        freeAt += nanos(cost);
        return wait;
    }

    @Override
    public synchronized void settle(long reserved, long actual, boolean throttled) {
        refill();
        freeAt += nanos(actual - reserved);
        long now = refilledAt;
        if (throttled && now - loweredAt >= SAME_OVERLOAD_NANOS) {
            if (now - loweredAt >= CHANGE_NANOS) {
                unlowered = rate;
            }
            loweredAt = now;
            isStarting = false;
            // below where it was lowered last time: someone else takes part, so aim lower than that
            wanted = rate < wanted * 0.98 ? rate * REPEATED_DECREASE : rate;
            double least = Double.isInfinite(ceiling) ? 1 : Math.max(ceiling * LEAST_SHARE, Math.min(1, ceiling));
            rate = Math.max(least, rate * DECREASE);
            freeAt = Math.max(freeAt, now);
        }
    }

    private static double first(double ceiling) {
        return Math.min(ceiling, Math.max(FIRST_LEAST, ceiling * FIRST_SHARE));
    }

    private long nanos(long cost) {
        return (long) (cost / rate * NANOS);
    }

    private double growth() {
        return Math.max(LEAST_GROWTH, Math.min(MOST_GROWTH, ceiling / averageCost * GROWTH_BY_WRITES));
    }

    private void refill() {
        long now = ticker.nanos();
        double seconds = (now - refilledAt) / NANOS;
        refilledAt = now;
        double steady = Double.isInfinite(ceiling) ? rate * UNBOUNDED_GROWTH : ceiling * growth();
        double back = (wanted - rate) * Math.min(1, seconds / RETURN_SECONDS);
        double started = isStarting ? rate * Math.pow(2, seconds) : 0;
        rate = Math.min(ceiling, Math.max(started, rate + Math.max(steady * seconds, back)));
        isStarting &= rate < ceiling;
        freeAt = Math.max(freeAt, now - LATE_NANOS);
    }
}
