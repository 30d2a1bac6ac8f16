package io.github.leat.core.load.internal;

import io.github.leat.core.rate.Ticker;
import java.time.Duration;
import java.util.Random;

/** Waits between attempts with full jitter: a random share of a wait that doubles. Used by one thread. */
public final class Backoff {
    private static final long FIRST_NANOS = 100_000_000L;
    private static final long LONGEST_NANOS = 20_000_000_000L;
    private static final int MAX_DOUBLINGS = 20;

    private final int maxAttempts;
    private final long deadlineNanos;
    private final Ticker ticker;
    private final Random random = new Random();
    private int attempts;

    /**
     * @param maxAttempts in a row, above 0
     * @param deadlineNanos on the ticker, past which there is no further attempt
     */
    public Backoff(int maxAttempts, long deadlineNanos, Ticker ticker) {
        this.maxAttempts = maxAttempts;
        this.deadlineNanos = deadlineNanos;
        this.ticker = ticker;
    }

    /** Something was achieved: attempts are counted anew. */
    public void reset() {
        attempts = 0;
    }

    /** Waits after an attempt that failed; false if there is to be no other, also when interrupted. */
    public boolean await() {
        attempts++;
        long longest = Math.min(LONGEST_NANOS, FIRST_NANOS << Math.min(attempts - 1, MAX_DOUBLINGS));
        Duration wait = Duration.ofNanos((long) (random.nextDouble() * longest));
        if (attempts >= maxAttempts || ticker.nanos() + wait.toNanos() - deadlineNanos > 0) {
            return false;
        }
        try {
            ticker.sleep(wait);
            return true;
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            return false;
        }
    }
}
