package io.github.leat.core.rate;

import java.time.Duration;

/**
 * A limiter that keeps below what a target provides and gives way to others: each cost takes its place in a queue, which moves on at
 * the present rate; throttling halts the queue for a moment and lowers the rate, time raises it again.
 *
 * <p>Additive increase and multiplicative decrease make writers that know nothing of each other share a target evenly (Chiu and
 * Jain 1989). A decrease takes a quarter of the rate, half of it while the load is starting. After one the rate goes back to where
 * it was within some seconds, then grows by 0.3 to 1.6% of the ceiling a second, by more where it is below an eighth of the ceiling
 * and by less above, so that small shares catch up; and the faster the longer nothing was refused (as CUBIC does, RFC 9438), so
 * that what others leave is taken within half a minute. Decreases within half a second of each other count once, since they are
 * answers to one overload.
 *
 * <p>Whoever waits asks {@link #until} again and again: a place that was taken at a higher rate comes later once the rate is
 * lowered. Otherwise what is queued would go on at the old rate, and be refused.
 *
 * <p>Below a ceiling it begins at an eighth of it, 25 at least, and doubles every second until it is there or is refused: so
 * loads that begin together do not each begin with all of it. They still overload the target until the first refusals.
 *
 * <p>Saves nothing up, but for late wake-ups, a fiftieth of a second unless {@link #catchUp} says less: over any span of {@code t} seconds
 * it grants at most {@code ceiling × (t + 1/50)} and one reservation, as estimated. Thread-safe.
 */
public final class AdaptiveLimiter implements RateLimiter {
    private static final double NANOS = 1e9;
    private static final double DECREASE = 0.75;
    private static final double FIRST_DECREASE = 0.5;
    private static final double REPEATED_DECREASE = 0.8;
    private static final double MOST_GROWTH = 0.016;
    private static final double LEAST_GROWTH = 0.003;

    /** For each write that fits into a second at the ceiling: where there are few, each refusal is a larger share of them. */
    private static final double GROWTH_BY_WRITES = 5e-5;

    /** The share of the ceiling at which growth is as said; it is in inverse proportion to the share. */
    private static final double COMMON_SHARE = 0.125;

    private static final double MOST_CATCH_UP = 4;
    private static final double LEAST_CATCH_UP = 0.5;

    /** After so long without a refusal growth is twice as fast, after thrice as long ten times. */
    private static final double UNREFUSED_SECONDS = 10;

    private static final double MOST_SPEED_UP = 20;
    private static final double AVERAGED = 0.05;
    private static final double UNBOUNDED_GROWTH = 0.05;
    private static final double RETURN_SECONDS = 15;
    private static final double LEAST_SHARE = 0.01;
    private static final double FIRST_SHARE = 0.125;

    /** So little is begun with in any case. */
    private static final double FIRST_LEAST = 25;

    private static final double LATE_SECONDS = 0.02;
    private static final long PAUSE_NANOS = 150_000_000L;
    private static final long SAME_OVERLOAD_NANOS = 500_000_000L;

    /** How long it takes at most until a changed ceiling is known. */
    private static final long CHANGE_NANOS = 3_000_000_000L;

    private final Ticker ticker;
    private double ceiling;
    private double rate;
    private double wanted;

    /** How far the queue has moved on, in costs. */
    private double reached;

    /** The place of the next cost. */
    private double next;

    private long movedAt;
    private long pausedUntil;
    private long loweredAt;

    /** The rate before decreases that came one soon after the other. */
    private double unlowered;

    private double averageCost = 1;
    private double late = LATE_SECONDS;
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
        this.movedAt = ticker.nanos();
        this.pausedUntil = movedAt;
        this.unlowered = rate;
        this.loweredAt = movedAt - CHANGE_NANOS;
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
        move();
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

    /**
     * Grants this many in a second from now on, to go on from there; not more than the ceiling.
     *
     * @param perSecond above 0 and finite
     * @throws IllegalArgumentException if it is not
     */
    public synchronized void goOnAt(double perSecond) {
        requirePositive(perSecond);
        if (Double.isInfinite(perSecond)) {
            throw new IllegalArgumentException("A limiter goes on at a finite rate, got " + perSecond);
        }
        move();
        rate = Math.min(ceiling, perSecond);
        wanted = rate;
    }

    /**
     * What of a late wake-up is caught up: with costs that are much of what is granted in a second, less keeps a span below the ceiling.
     *
     * @param seconds 0 to 0.02, which is the default
     * @throws IllegalArgumentException if it is out of range
     */
    public synchronized void catchUp(double seconds) {
        if (!(seconds >= 0 && seconds <= LATE_SECONDS)) {
            throw new IllegalArgumentException(
                    "A limiter catches up 0 to " + LATE_SECONDS + " seconds, got " + seconds);
        }
        move();
        late = seconds;
    }

    /** Costs in a second that are granted at most; may be infinite. */
    public synchronized double ceiling() {
        return ceiling;
    }

    /** Costs in a second that are granted now. */
    public synchronized double perSecond() {
        move();
        return rate;
    }

    /** A cost's place in the queue. Belongs to whoever waits for it. */
    public static final class Turn {
        private final long cost;
        private double place;

        private Turn(long cost, double place) {
            this.cost = cost;
            this.place = place;
        }
    }

    /** As {@link #take} and {@link #until}, for one that waits once and does not ask again. */
    @Override
    public synchronized Duration reserve(long cost) {
        return until(take(cost));
    }

    /**
     * Takes a cost out of the budget.
     *
     * @param cost 0 or more
     * @return its turn, for {@link #until}
     */
    public synchronized Turn take(long cost) {
        move();
        averageCost += AVERAGED * (Math.max(1, cost) - averageCost);
        Turn turn = new Turn(cost, next);
        next += cost;
        return turn;
    }

    /**
     * How long to wait, as it looks now, before the cost of a turn is spent; zero when it may be spent. To be asked again after the
     * wait, and during a long one. Who comes later than is {@linkplain #catchUp caught up} has missed the turn and takes the next: else
     * what a pause of the machine held up would be spent at once after it.
     */
    public synchronized Duration until(Turn turn) {
        move();
        if (reached - turn.place > rate * late) {
            turn.place = next;
            next += turn.cost;
        }
        long paused = Math.max(0, pausedUntil - movedAt);
        long moving = (long) Math.ceil(Math.max(0, turn.place - reached) / rate * NANOS);
        return Duration.ofNanos(paused + moving);
    }

    /** Halts the queue for this long from now on; nobody's turn comes, and nothing is caught up. */
    public synchronized void halt(Duration time) {
        move();
        pausedUntil = Math.max(pausedUntil, movedAt + time.toNanos());
    }

    @Override
    public synchronized void settle(long reserved, long actual, boolean throttled) {
        move();
        next += actual - reserved;
        long now = movedAt;
        if (throttled && now - loweredAt >= SAME_OVERLOAD_NANOS) {
            if (now - loweredAt >= CHANGE_NANOS) {
                unlowered = rate;
            }
            loweredAt = now;
            pausedUntil = now + PAUSE_NANOS;
            double lowered = rate * (isStarting ? FIRST_DECREASE : DECREASE);
            // below where it was lowered last time: someone else takes part, so aim lower than that
            boolean shared = isStarting || rate < wanted * 0.98;
            wanted = shared ? Math.max(lowered, rate * (isStarting ? FIRST_DECREASE : REPEATED_DECREASE)) : rate;
            isStarting = false;
            double least = Double.isInfinite(ceiling) ? 1 : Math.max(ceiling * LEAST_SHARE, Math.min(1, ceiling));
            rate = Math.max(least, lowered);
            next = Math.max(next, reached);
        }
    }

    private static double first(double ceiling) {
        return Math.min(ceiling, Math.max(FIRST_LEAST, ceiling * FIRST_SHARE));
    }

    /** In a second. */
    private double growth(long now) {
        if (Double.isInfinite(ceiling)) {
            return rate * UNBOUNDED_GROWTH;
        }
        double byWrites = Math.max(LEAST_GROWTH, Math.min(MOST_GROWTH, ceiling / averageCost * GROWTH_BY_WRITES));
        double catchUp = Math.max(LEAST_CATCH_UP, Math.min(MOST_CATCH_UP, COMMON_SHARE * ceiling / rate));
        double unrefused = (now - loweredAt) / NANOS / UNREFUSED_SECONDS;
        return ceiling * byWrites * catchUp * Math.min(MOST_SPEED_UP, 1 + unrefused * unrefused);
    }

    private void move() {
        long now = ticker.nanos();
        double seconds = (now - movedAt) / NANOS;
        double back = (wanted - rate) * Math.min(1, seconds / RETURN_SECONDS);
        double started = isStarting ? rate * Math.pow(2, seconds) : 0;
        rate = Math.min(ceiling, Math.max(started, rate + Math.max(growth(now) * seconds, back)));
        isStarting &= rate < ceiling;
        reached += rate * Math.max(0, now - Math.max(movedAt, pausedUntil)) / NANOS;
        next = Math.max(next, reached - rate * late);
        movedAt = now;
    }
}
