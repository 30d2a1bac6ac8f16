package io.github.leat.serve.internal.database;

import java.sql.SQLException;
import java.sql.Statement;
import java.time.Duration;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.ScheduledFuture;
import java.util.concurrent.TimeUnit;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * The time of one visit to the database: at its end the statement that runs is cancelled. The servers keep the same limit for
 * each statement themselves; DuckDB has none, and no server counts how long its rows take to be fetched.
 */
final class Watch implements AutoCloseable {
    private static final Logger LOG = LoggerFactory.getLogger(Watch.class);
    private final ScheduledExecutorService clock;
    private ScheduledFuture<?> alarm;
    private @Nullable Statement running;
    private boolean rung;

    Watch(ScheduledExecutorService clock, Duration limit) {
        this.clock = clock;
        alarm = clock.schedule(this::ring, limit.toMillis(), TimeUnit.MILLISECONDS);
    }

    synchronized void watch(Statement statement) throws SQLException {
        if (rung) {
            throw new SQLException("The limit has passed.");
        }
        running = statement;
    }

    /** Sets the alarm anew. */
    synchronized void reset(Duration limit) {
        if (!rung) {
            alarm.cancel(false);
            alarm = clock.schedule(this::ring, limit.toMillis(), TimeUnit.MILLISECONDS);
        }
    }

    synchronized void unwatch() {
        running = null;
    }

    synchronized boolean hasRung() {
        return rung;
    }

    private synchronized void ring() {
        rung = true;
        if (running != null) {
            try {
                running.cancel();
            } catch (SQLException e) {
                LOG.debug("cannot cancel a query", e);
            }
        }
    }

    @Override
    public synchronized void close() {
        alarm.cancel(false);
    }
}
