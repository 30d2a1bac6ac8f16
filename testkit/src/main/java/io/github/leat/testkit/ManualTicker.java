package io.github.leat.testkit;

import io.github.leat.core.rate.Ticker;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;

/**
 * A clock under the test's control: sleeping takes no time and moves the clock.
 *
 * <p>Thread-safe. Threads that sleep at once each move the clock, as if one waited after the other.
 */
public final class ManualTicker implements Ticker {
    private final List<Duration> sleeps = new ArrayList<>();
    private long nanos;

    /** A clock at 0. */
    public ManualTicker() {}

    @Override
    public synchronized long nanos() {
        return nanos;
    }

    /** Notes the duration and moves the clock by it. */
    @Override
    public synchronized void sleep(Duration duration) throws InterruptedException {
        if (Thread.interrupted()) {
            throw new InterruptedException("interrupted before a sleep of " + duration);
        }
        if (duration.compareTo(Duration.ZERO) > 0) {
            sleeps.add(duration);
            nanos += duration.toNanos();
        }
    }

    /** Moves the clock. */
    public synchronized void advance(Duration duration) {
        if (duration.isNegative()) {
            throw new IllegalArgumentException("A clock does not go back, got " + duration);
        }
        nanos += duration.toNanos();
    }

    /** What was slept so far, in order; zero and negative waits are left out. */
    public synchronized List<Duration> sleeps() {
        return List.copyOf(sleeps);
    }

    /** The sum of {@link #sleeps}. */
    public synchronized Duration slept() {
        return sleeps.stream().reduce(Duration.ZERO, Duration::plus);
    }
}
