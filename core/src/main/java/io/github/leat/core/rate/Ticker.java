package io.github.leat.core.rate;

import java.time.Duration;

/**
 * The one clock of a load: it tells time and waits. Tests give their own.
 *
 * <p>Thread-safe.
 */
public interface Ticker {
    /** Nanoseconds since an arbitrary moment; never goes back. */
    long nanos();

    /**
     * Waits at least this long; returns at once for zero and below.
     *
     * @throws InterruptedException if the thread is interrupted before or while it waits
     */
    void sleep(Duration duration) throws InterruptedException;

    /** The machine's monotonic clock. */
    static Ticker system() {
        return SystemTicker.INSTANCE;
    }
}
