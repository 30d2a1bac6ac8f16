package io.github.leat.rds.internal.postgres;

import io.github.leat.core.TransientSinkException;
import java.time.Duration;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.Semaphore;
import java.util.concurrent.TimeUnit;

/** The connections of this process to one database: at most so many, first come, first served. Thread-safe. */
final class Turns {
    private static final Map<String, Turns> BY_DATABASE = new ConcurrentHashMap<>();

    private final Semaphore free;

    private Turns(int connections) {
        this.free = new Semaphore(connections, true);
    }

    static Turns of(String database, int connections) {
        return BY_DATABASE.computeIfAbsent(database + "\0" + connections, key -> new Turns(connections));
    }

    void take(Duration longest, String where) {
        try {
            if (!free.tryAcquire(longest.toNanos(), TimeUnit.NANOSECONDS)) {
                throw new TransientSinkException(
                        where + ": the loads of this process have kept all their connections for " + longest.toMinutes()
                                + " minutes. Run the load again when others have ended.");
            }
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new TransientSinkException(where + ": interrupted while waiting for a connection.", e);
        }
    }

    void giveBack() {
        free.release();
    }
}
