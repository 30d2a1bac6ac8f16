package io.github.leat.core.load.internal;

import io.github.leat.core.PermanentSinkException;
import io.github.leat.core.TransientSinkException;
import io.github.leat.core.rate.Ticker;
import java.time.Duration;
import java.util.Random;
import org.jspecify.annotations.Nullable;

/** How often a write is tried again, with full jitter: a random share of a wait that doubles. One thread's. */
final class Retries {
    private static final long FIRST_NANOS = 100_000_000L;
    private static final long LONGEST_NANOS = 20_000_000_000L;

    /** A target that says "too fast" is alive: it is asked more often before it is given up, and sooner. */
    private static final int THROTTLED_ATTEMPTS = 8;

    private static final long LONGEST_THROTTLED_NANOS = 2_000_000_000L;

    private final int maxAttempts;
    private final long deadlineNanos;
    private final Ticker ticker;
    private final Tally tally;
    private final Random random = new Random();

    Retries(int maxAttempts, long deadlineNanos, Ticker ticker, Tally tally) {
        this.maxAttempts = maxAttempts;
        this.deadlineNanos = deadlineNanos;
        this.ticker = ticker;
        this.tally = tally;
    }

    /**
     * Waits before the next attempt.
     *
     * @param attempts made so far, above 0
     * @param cause what failed; null if the target left records unprocessed
     */
    void await(int attempts, @Nullable TransientSinkException cause) throws InterruptedException {
        long cap = cause == null ? LONGEST_THROTTLED_NANOS : LONGEST_NANOS;
        int most = cause == null ? THROTTLED_ATTEMPTS * maxAttempts : maxAttempts;
        long longest = Math.min(cap, FIRST_NANOS << Math.min(attempts - 1, 20));
        Duration wait = Duration.ofNanos((long) (random.nextDouble() * longest));
        boolean late = ticker.nanos() + wait.toNanos() - deadlineNanos > 0;
        if (attempts >= most || late) {
            if (cause != null) {
                throw cause;
            }
            throw new PermanentSinkException("The target left records unprocessed " + attempts + " times"
                    + (late ? " and the deadline is near" : "")
                    + ". Lower the throughput, or run the load again: it goes on at"
                    + " its last commit.");
        }
        tally.waited(wait);
        ticker.sleep(wait);
    }
}
