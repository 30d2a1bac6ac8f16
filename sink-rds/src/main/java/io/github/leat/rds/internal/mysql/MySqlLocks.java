package io.github.leat.rds.internal.mysql;

import io.github.leat.core.TransientSinkException;
import io.github.leat.rds.internal.Hash;
import io.github.leat.rds.internal.TransactionStart;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Set;
import java.util.WeakHashMap;
import java.util.concurrent.ThreadLocalRandom;

/**
 * The bound on connections that loads of all processes share, one load at a time for one object and table, and one change of
 * tables at a time: locks of the server by {@code GET_LOCK}, which end with the connection that took them, whatever becomes of
 * the process.
 *
 * <p>They are the connection's and not the transaction's, since DDL would end that. Thread-safe.
 */
final class MySqlLocks implements TransactionStart {
    /** Connections of all loads into one server, unless the user says otherwise. */
    static final int DEFAULT = 10;

    private static final int HASH_DIGITS = 32;
    private static final int LONGEST_WAIT_SECONDS = 600;

    private final String definitions;
    private final Set<Connection> changing =
            Collections.synchronizedSet(Collections.newSetFromMap(new WeakHashMap<>()));

    /** @param schema within which one load at a time changes tables */
    MySqlLocks(String schema) {
        this.definitions = "leat.definitions." + Hash.hex(schema, HASH_DIGITS);
    }

    /** Whether one of so many slots was got for a new connection. */
    static boolean takeSlot(Connection connection, int slots) throws SQLException {
        int first = ThreadLocalRandom.current().nextInt(slots);
        List<String> tries = new ArrayList<>();
        for (int i = 0; i < slots; i++) {
            tries.add("WHEN GET_LOCK('leat.slot." + (first + i) % slots + "', 0) = 1 THEN 1");
        }
        return number(connection, "SELECT CASE " + String.join(" ", tries) + " ELSE 0 END") == 1;
    }

    @Override
    public void begun(Connection connection, String work) throws SQLException {
        if (work.isEmpty()) {
            return;
        }
        String name = "'" + workLock(work) + "'";
        long got = number(
                connection, "SELECT IF(IS_USED_LOCK(" + name + ") = CONNECTION_ID(), 1, GET_LOCK(" + name + ", 0))");
        if (got != 1) {
            throw TransientSinkException.undoing(
                    "Another load of " + work.replace("\0", " into ") + " is running. Let it finish.");
        }
    }

    void lockDefinitions(Connection connection) throws SQLException {
        String name = "'" + definitions + "'";
        long got = number(
                connection,
                "SELECT IF(IS_USED_LOCK(" + name + ") = CONNECTION_ID(), 1, GET_LOCK(" + name + ", "
                        + LONGEST_WAIT_SECONDS + "))");
        if (got != 1) {
            throw new TransientSinkException("Another load has been changing tables for " + LONGEST_WAIT_SECONDS
                    + " seconds. Run the load again when it has ended.");
        }
        changing.add(connection);
    }

    @Override
    public void ended(Connection connection) throws SQLException {
        if (changing.remove(connection)) {
            number(connection, "SELECT RELEASE_LOCK('" + definitions + "')");
        }
    }

    @Override
    public void released(Connection connection, String work) throws SQLException {
        ended(connection);
        if (!work.isEmpty()) {
            number(connection, "SELECT RELEASE_LOCK('" + workLock(work) + "')");
        }
        SessionSettings.restore(connection);
    }

    private static String workLock(String work) {
        return "leat.work." + Hash.hex(work, HASH_DIGITS);
    }

    private static long number(Connection connection, String sql) throws SQLException {
        try (PreparedStatement statement = connection.prepareStatement(sql);
                ResultSet row = statement.executeQuery()) {
            row.next();
            return row.getLong(1);
        }
    }

    /** Runs one statement. */
    static void run(Connection connection, String sql) throws SQLException {
        try (Statement statement = connection.createStatement()) {
            statement.setEscapeProcessing(false);
            statement.execute(sql);
        }
    }
}
