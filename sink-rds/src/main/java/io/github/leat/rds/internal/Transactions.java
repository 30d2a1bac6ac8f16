package io.github.leat.rds.internal;

import java.sql.Connection;
import java.sql.SQLException;
import java.sql.Statement;

/**
 * How a database begins and ends transactions, what DDL does to them, and how changes of tables keep out of each other's way.
 * Thread-safe.
 */
public interface Transactions {
    /** What is done at the begin of each transaction of a session, and at its end. */
    default TransactionStart transactionStart() {
        return (connection, work) -> {};
    }

    /** Begins a transaction of a connection in auto-commit mode. */
    default void begin(Connection connection) throws SQLException {
        run(connection, "BEGIN TRANSACTION");
    }

    /**
     * The same for a transaction that reads what it is about to change: all that it has read stays as it was till its end, whatever
     * the server's default says of that.
     */
    default void beginAlone(Connection connection) throws SQLException {
        begin(connection);
    }

    /** Ends the transaction with its changes. */
    default void commit(Connection connection) throws SQLException {
        run(connection, "COMMIT");
    }

    /** Ends the transaction without its changes. */
    default void rollback(Connection connection) throws SQLException {
        run(connection, "ROLLBACK");
    }

    private static void run(Connection connection, String sql) throws SQLException {
        try (Statement statement = connection.createStatement()) {
            statement.execute(sql);
        }
    }

    /** Whether DDL ends the transaction that it is run in, with what was written in it. */
    default boolean definitionsCommit() {
        return false;
    }

    /** Lets one transaction at a time change tables, where the database does not see to that itself. */
    default void lockDefinitions(Connection connection) throws SQLException {}
}
