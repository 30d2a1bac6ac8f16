package io.github.leat.rds.internal.postgres;

import io.github.leat.rds.internal.Connector;
import io.github.leat.rds.internal.Dialect;
import io.github.leat.rds.internal.Turns;
import java.sql.Connection;
import java.sql.SQLException;
import java.util.Optional;
import java.util.Properties;
import org.jspecify.annotations.Nullable;

/**
 * Connections by address, within a bound that all processes share.
 *
 * <p>Within this process a connection is waited for in order, before it is made. Then a slot of the database is asked for; if
 * there is none, the connection is closed and the next one made a moment later. A server that has no connection left is asked
 * again, too.
 */
public final class PostgresConnector implements Connector {
    private final PostgresAddress address;
    private final Slots slots;
    private final Dialect dialect;
    private final Turns turns;

    /** @throws IllegalArgumentException if the address or one of our settings in it is not understood */
    public PostgresConnector(String url, Properties properties) {
        this.address = PostgresAddress.parse(url, properties);
        this.slots = new Slots(address.connections());
        this.dialect = new PostgresDialect(slots, address.copies());
        this.turns = Turns.of(address.driver().identity(), address.connections());
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
        return turns.connect(name(), () -> tryConnect(slots::admit));
    }

    /** Companions get no more than half of the connections, so that other loads can begin. */
    @Override
    public Optional<Connection> connectIfFree() throws SQLException {
        return Optional.ofNullable(turns.connectIfFree(() -> tryConnect(slots::admitCompanion)));
    }

    @Override
    public Connection connectBeside() throws SQLException {
        return address.driver().connect();
    }

    @FunctionalInterface
    private interface Admission {
        boolean isAdmitted(Connection connection) throws SQLException;
    }

    private @Nullable Connection tryConnect(Admission admission) throws SQLException {
        Connection connection;
        try {
            connection = address.driver().connect();
        } catch (SQLException e) {
            if (PostgresErrors.stateOf(e).equals("53300")) {
                return null;
            }
            throw e;
        }
        boolean got = false;
        try {
            got = admission.isAdmitted(connection);
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
