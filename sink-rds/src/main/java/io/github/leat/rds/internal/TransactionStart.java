package io.github.leat.rds.internal;

import java.sql.Connection;
import java.sql.SQLException;

/** What a database does at the begin of each transaction: takes locks that last as long as the transaction. */
@FunctionalInterface
public interface TransactionStart {
    /**
     * Runs right after BEGIN.
     *
     * @param work the object and table that are loaded; empty where nothing is written
     * @throws io.github.leat.core.TransientSinkException if another load does this work
     */
    void begun(Connection connection, String work) throws SQLException;

    /** Runs after each transaction: gives back what should not outlast it, such as the lock of definitions. */
    default void ended(Connection connection) throws SQLException {}

    /** Runs when a session lets go of its connection: gives back what would outlast it. */
    default void released(Connection connection, String work) throws SQLException {}
}
