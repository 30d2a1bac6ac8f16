package io.github.leat.rds.internal;

import io.github.leat.core.rate.Ticker;
import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.time.Duration;
import org.jspecify.annotations.Nullable;

/**
 * Asks the user's query, once a second at most, over a connection of its own: the load's is in a transaction, which may see the
 * past only, or in the middle of a COPY. Used by one thread at a time.
 */
final class LagGauge implements AutoCloseable {
    private static final Duration EVERY = Duration.ofSeconds(1);

    /** What is written at a time while the server is behind: a share of the batch, and at least so many records. */
    private static final int SLOW_SHARE = 16;

    private static final int SLOW_RECORDS = 16;

    private final Connector connector;
    private final LagLimit limit;
    private @Nullable Connection connection;
    private long askAgainAt;
    private boolean isBehind;
    private boolean wasAsked;

    LagGauge(Connector connector, LagLimit limit) {
        this.connector = connector;
        this.limit = limit;
    }

    /** How many of a batch's records to write at a time. */
    int atOnce(int records) throws SQLException {
        return records > SLOW_RECORDS && isBehind() ? Math.max(SLOW_RECORDS, records / SLOW_SHARE) : records;
    }

    /** Whether the lag is above the limit; NULL or no row is not. */
    private boolean isBehind() throws SQLException {
        long now = Ticker.system().nanos();
        if (!wasAsked || now - askAgainAt >= 0) {
            isBehind = ask() > limit.most();
            wasAsked = true;
            askAgainAt = now + EVERY.toNanos();
        }
        return isBehind;
    }

    private double ask() throws SQLException {
        Connection open = connection;
        if (open == null) {
            open = connector.connectBeside();
            connection = open;
        }
        try (Statement statement = open.createStatement();
                ResultSet rows = statement.executeQuery(limit.query())) {
            return rows.next() ? rows.getDouble(1) : 0;
        }
    }

    @Override
    public void close() {
        try {
            if (connection != null) {
                connection.close();
            }
        } catch (SQLException e) {
            // it was lost before
        }
    }
}
