package io.github.leat.s3.internal;

import io.github.leat.core.rate.Ticker;
import java.time.Duration;
import java.util.concurrent.ThreadLocalRandom;

/** Counts failures in a row, and waits after each a random share of a time that doubles. Used by one thread. */
final class Reconnects {
    /** Failures in a row, without a byte between them, after which reading gives up. */
    static final int MOST = 8;

    private static final long FIRST_MILLIS = 100;
    private static final long LONGEST_MILLIS = 20_000;

    private final Ticker ticker;
    private int failures;

    Reconnects(Ticker ticker) {
        this.ticker = ticker;
    }

    /** Bytes came: failures are counted anew. */
    void reset() {
        failures = 0;
    }

    int failures() {
        return failures;
    }

    /** Waits after a failure; false if there is to be no other try, also when interrupted. */
    boolean await() {
        failures++;
        if (failures >= MOST) {
            return false;
        }
        long longest = Math.min(LONGEST_MILLIS, FIRST_MILLIS << (failures - 1));
        try {
            ticker.sleep(Duration.ofMillis(ThreadLocalRandom.current().nextLong(longest + 1)));
            return true;
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            return false;
        }
    }
}
