package io.github.leat.lambda;

import java.time.Duration;
import java.util.concurrent.Executors;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.ScheduledFuture;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicBoolean;

/**
 * Interrupts a load that waits, for a connection or for another load, when its function is about to end: so that the function
 * can still say what is to become of it. To be closed when the load begins to write: then it stops by its own deadline.
 */
final class Watchdog implements AutoCloseable {
    private static final ScheduledExecutorService TIMER = Executors.newSingleThreadScheduledExecutor(task -> {
        Thread thread = new Thread(task, "leat-watchdog");
        thread.setDaemon(true);
        return thread;
    });

    private final AtomicBoolean ended = new AtomicBoolean();
    private final AtomicBoolean barked = new AtomicBoolean();
    private final ScheduledFuture<?> pending;

    private Watchdog(Thread watched, Duration after) {
        pending = TIMER.schedule(
                () -> {
                    if (ended.compareAndSet(false, true)) {
                        barked.set(true);
                        watched.interrupt();
                    }
                },
                Math.max(0, after.toMillis()),
                TimeUnit.MILLISECONDS);
    }

    /** Watches the calling thread. */
    static Watchdog over(Duration after) {
        return new Watchdog(Thread.currentThread(), after);
    }

    /** Whether it interrupted. */
    boolean hasInterrupted() {
        return barked.get();
    }

    /** Stops watching, and takes back an interrupt that nobody noticed. Idempotent. */
    @Override
    public void close() {
        if (!ended.compareAndSet(false, true) && barked.get()) {
            Thread.interrupted();
        }
        pending.cancel(false);
    }
}
