package io.github.leat.serve.internal.database;

import java.sql.Connection;
import java.sql.SQLException;
import java.time.Duration;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Connections between two visits, closed when none comes for a while. Thread-safe. */
final class IdleConnections implements AutoCloseable {
    private static final Logger LOG = LoggerFactory.getLogger(IdleConnections.class);
    private static final long CHECKED_AFTER_NANOS = Duration.ofSeconds(2).toNanos();
    private static final int ANSWER_SECONDS = 2;

    private final long keptNanos;
    private final Deque<Idle> idle = new ArrayDeque<>();
    private boolean closed;

    IdleConnections(Duration kept) {
        this.keptNanos = kept.toNanos();
    }

    private record Idle(Connection connection, long since) {
        long nanos() {
            return System.nanoTime() - since;
        }
    }

    /** The one used last; null if there is none. One that a server may have closed meanwhile is asked first. */
    @Nullable
    Connection take() {
        while (true) {
            Idle next;
            synchronized (this) {
                next = idle.pollFirst();
            }
            if (next == null) {
                return null;
            }
            if (next.nanos() < CHECKED_AFTER_NANOS || isAlive(next.connection())) {
                return next.connection();
            }
            drop(next.connection());
        }
    }

    private static boolean isAlive(Connection connection) {
        try {
            return connection.isValid(ANSWER_SECONDS);
        } catch (SQLException e) {
            return false;
        }
    }

    void keep(Connection connection) {
        synchronized (this) {
            if (!closed) {
                idle.addFirst(new Idle(connection, System.nanoTime()));
                return;
            }
        }
        drop(connection);
    }

    void sweep() {
        List<Connection> old = new ArrayList<>();
        synchronized (this) {
            while (!idle.isEmpty() && (closed || idle.getLast().nanos() > keptNanos)) {
                old.add(idle.removeLast().connection());
            }
        }
        old.forEach(IdleConnections::drop);
    }

    /** Closes one that is not needed, or not sound: what still runs on it ends. */
    static void drop(Connection connection) {
        try {
            connection.abort(Runnable::run);
        } catch (SQLException | RuntimeException e) {
            LOG.debug("cannot abort a connection", e);
        }
        try {
            connection.close();
        } catch (SQLException | RuntimeException e) {
            LOG.debug("cannot close a connection", e);
        }
    }

    @Override
    public void close() {
        synchronized (this) {
            closed = true;
        }
        sweep();
    }
}
