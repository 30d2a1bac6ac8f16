package io.github.leat.rds.internal.postgres;

import io.github.leat.core.TransientSinkException;
import io.github.leat.core.rate.Ticker;
import io.github.leat.rds.internal.Connector;
import io.github.leat.rds.internal.Dialect;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.SQLException;
import java.sql.Statement;
import java.time.Duration;
import java.util.Properties;

/**
 * Connections by address, within a bound that all processes share.
 *
 * <p>Within this process a connection is waited for in order, before it is made. Then a slot of the database is asked for; if
 * there is none, the connection is closed and the next one made a moment later. A server that has no connection left is asked
 * again, too.
 */
public final class PostgresConnector implements Connector {
    private static final Duration LONGEST_WAIT = Duration.ofMinutes(10);
    private static final int FIRST_MILLIS = 20;
    private static final int LAST_MILLIS = 1_000;

    private final PostgresAddress address;
    private final Slots slots;
    private final Dialect dialect;
    private final Turns turns;

    /** @throws IllegalArgumentException if the address or one of our settings in it is not understood */
    public PostgresConnector(String url, Properties properties) {
        this.address = PostgresAddress.parse(url, properties);
        this.slots = new Slots(address.connections());
        this.dialect = new PostgresDialect(address.connections());
        this.turns = Turns.of(address.identity(), address.connections());
    }

    @Override
    public String name() {
        return address.name();
    }

    @Override
    public Dialect dialect() {
        return dialect;
    }

    @Override
    public boolean exists() {
        return true;
    }

    @Override
    public Connection connect() throws SQLException {
        long giveUpAt = Ticker.system().nanos() + LONGEST_WAIT.toNanos();
        turns.take(LONGEST_WAIT, name());
        boolean got = false;
        try {
            Connection kept = turns.kept();
            if (kept != null) {
                got = true;
                return kept;
            }
            int wait = FIRST_MILLIS;
            while (true) {
                Connection connection = tryConnect(giveUpAt);
                if (connection != null) {
                    got = true;
                    return connection;
                }
                if (Ticker.system().nanos() - giveUpAt > 0) {
                    throw new TransientSinkException(name() + ": no connection was free for " + LONGEST_WAIT.toMinutes()
                            + " minutes. Run the load again when others have ended.");
                }
                Slots.pause(wait);
                wait = Math.min(LAST_MILLIS, wait * 2);
            }
        } finally {
            if (!got) {
                turns.giveBack();
            }
        }
    }

    private @org.jspecify.annotations.Nullable Connection tryConnect(long giveUpAt) throws SQLException {
        Connection connection;
        try {
            connection = DriverManager.getConnection(address.url(), address.properties());
        } catch (SQLException e) {
            if (PostgresErrors.stateOf(e).equals("53300") && Ticker.system().nanos() - giveUpAt < 0) {
                return null;
            }
            throw e;
        }
        boolean got = false;
        try (Statement statement = connection.createStatement()) {
            statement.execute("BEGIN");
            got = slots.take(connection, "");
            statement.execute("COMMIT");
        } finally {
            if (!got) {
                connection.close();
            }
        }
        return got ? connection : null;
    }

    /** Whoever waits for a turn gets the connection, so that many small loads do not connect each for itself. */
    @Override
    public void release(Connection connection) throws SQLException {
        turns.giveBack(connection);
    }
}
