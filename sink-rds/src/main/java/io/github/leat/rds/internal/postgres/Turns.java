package io.github.leat.rds.internal.postgres;

import io.github.leat.core.TransientSinkException;
import java.sql.Connection;
import java.sql.SQLException;
import java.time.Duration;
import java.util.Map;
import java.util.Queue;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.Semaphore;
import java.util.concurrent.TimeUnit;
import org.jspecify.annotations.Nullable;

/**
 * The connections of this process to one address: at most so many, first come, first served. One that is given back while
 * others wait is handed on; else it is closed, so that none is kept idle. Thread-safe.
 */
final class Turns {
    private static final Map<String, Turns> BY_ADDRESS = new ConcurrentHashMap<>();

    private final Semaphore free;
    private final Queue<Connection> handedOn = new ConcurrentLinkedQueue<>();

    private Turns(int connections) {
        this.free = new Semaphore(connections, true);
    }

    static Turns of(String address, int connections) {
        return BY_ADDRESS.computeIfAbsent(address + '\0' + connections, key -> new Turns(connections));
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

    /** A connection that was handed on, if there is one; only after a turn was taken. */
    @Nullable
    Connection kept() {
        return handedOn.poll();
    }

    void giveBack() {
        free.release();
    }

    void giveBack(Connection connection) throws SQLException {
        try {
            if (free.hasQueuedThreads() && !connection.isClosed()) {
                handedOn.add(connection);
            } else {
                connection.close();
            }
        } finally {
            free.release();
            closeUnclaimed();
        }
    }

    /** A thread that waited may have given up meanwhile. */
    private void closeUnclaimed() throws SQLException {
        if (!free.hasQueuedThreads() && free.availablePermits() > 0) {
            Connection left = handedOn.poll();
            if (left != null) {
                left.close();
            }
        }
    }
}
