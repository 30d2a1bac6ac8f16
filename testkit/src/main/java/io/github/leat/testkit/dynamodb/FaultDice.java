package io.github.leat.testkit.dynamodb;

import io.github.leat.core.rate.Ticker;
import java.util.Random;
import java.util.concurrent.atomic.AtomicLong;

/** Throws for the faults of each request, and counts them. Thread-safe. */
final class FaultDice {
    private final Ticker ticker;
    private final AtomicLong resets = new AtomicLong();
    private final AtomicLong serverErrors = new AtomicLong();
    private final AtomicLong lostResponses = new AtomicLong();
    private final AtomicLong unprocessed = new AtomicLong();
    private volatile ProxyFaults faults = ProxyFaults.none();
    private Random random = new Random(0);

    FaultDice(Ticker ticker) {
        this.ticker = ticker;
    }

    synchronized void set(ProxyFaults changed) {
        faults = changed;
        random = new Random(changed.seed());
    }

    void delay() throws InterruptedException {
        ProxyFaults now = faults;
        if (now.jitter().isZero()) {
            ticker.sleep(now.latency());
        } else {
            ticker.sleep(now.latency().plusNanos((long) (roll() * now.jitter().toNanos())));
        }
    }

    boolean reset() {
        return meets(faults.reset(), resets);
    }

    boolean serverError() {
        return meets(faults.serverError(), serverErrors);
    }

    boolean lostResponse() {
        return meets(faults.lostResponse(), lostResponses);
    }

    boolean unprocessed() {
        return meets(faults.unprocessed(), unprocessed);
    }

    private boolean meets(double probability, AtomicLong count) {
        boolean met = probability > 0 && roll() < probability;
        if (met) {
            count.incrementAndGet();
        }
        return met;
    }

    private synchronized double roll() {
        return random.nextDouble();
    }

    FaultCounts counts() {
        return new FaultCounts(resets.get(), serverErrors.get(), lostResponses.get(), unprocessed.get());
    }
}
