package io.github.leat.rds.internal;

import java.sql.Connection;
import java.sql.SQLException;
import java.util.Optional;

/** How to reach a database. Immutable, thread-safe. */
public interface Connector {
    /** What people call the database; never with a secret in it. */
    String name();

    /** Whether there is something to connect to; false for a database file that the first load will create. */
    boolean exists();

    /** What is special about the database. */
    Dialect dialect();

    /** A new connection; may wait for one. */
    Connection connect() throws SQLException;

    /** A further connection for a load that has one, if there is one to spare; never waits. */
    default Optional<Connection> connectIfFree() throws SQLException {
        return Optional.empty();
    }

    /** A connection for a moment's question beside a load, not counted among those of loads. The caller closes it. */
    default Connection connectBeside() throws SQLException {
        return connect();
    }

    /** A connection for reading alone, not counted among those of loads. The caller closes it. */
    default Connection connectReadOnly() throws SQLException {
        return connectBeside();
    }

    /** Takes a connection back, outside of any transaction, and closes it or keeps it for whoever waits for one. */
    default void release(Connection connection) throws SQLException {
        connection.close();
    }
}
