package io.github.leat.core.rate;

import java.time.Duration;
import java.util.concurrent.TimeUnit;

/** The machine's monotonic clock. */
enum SystemTicker implements Ticker {
    INSTANCE;

    @Override
    public long nanos() {
        return System.nanoTime();
    }

    @Override
    public void sleep(Duration duration) throws InterruptedException {
        TimeUnit.NANOSECONDS.sleep(duration.toNanos()); // of nothing and less it does nothing
    }
}
