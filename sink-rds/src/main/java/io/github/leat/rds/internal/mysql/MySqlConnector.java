package io.github.leat.rds.internal.mysql;

import io.github.leat.rds.internal.Connector;
import io.github.leat.rds.internal.Dialect;
import io.github.leat.rds.internal.Dialects;
import io.github.leat.rds.internal.Turns;
import java.sql.Connection;
import java.sql.SQLException;
import java.util.Properties;
import org.jspecify.annotations.Nullable;

/**
 * Connections by address, within a bound that all processes share: each takes a slot of the server, which it holds as long as
 * it lives. Without a free slot it is closed, and the next one made a moment later.
 */
public final class MySqlConnector implements Connector {
    private final MySqlAddress address;
    private final Dialect dialect;
    private final Turns turns;

    /** @throws IllegalArgumentException if the address or one of our settings in it is not understood */
    public MySqlConnector(String url, Properties properties) {
        this.address = MySqlAddress.parse(url, properties);
        this.dialect = new MySqlDialect(address.loadsData() ? WayIn.LOAD_DATA : WayIn.BULK);
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
        Dialects.requireDriver(address.driver().url(), name());
        return turns.connect(name(), this::tryConnect);
    }

    @Override
    public Connection connectBeside() throws SQLException {
        return address.driver().connect();
    }

    private @Nullable Connection tryConnect() throws SQLException {
        Connection connection;
        try {
            connection = address.driver().connect();
        } catch (SQLException e) {
            if (MySqlErrors.hasNoConnection(e)) {
                return null;
            }
            throw e;
        }
        boolean got = false;
        try {
            got = MySqlLocks.takeSlot(connection, address.connections());
        } finally {
            if (!got) {
                connection.close();
            }
        }
        return got ? connection : null;
    }

    @Override
    public void release(Connection connection) throws SQLException {
        turns.giveBack(connection);
    }
}
