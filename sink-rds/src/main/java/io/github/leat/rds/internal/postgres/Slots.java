package io.github.leat.rds.internal.postgres;

import io.github.leat.core.TransientSinkException;
import io.github.leat.core.rate.Ticker;
import io.github.leat.rds.internal.Hash;
import io.github.leat.rds.internal.TransactionStart;
import java.nio.ByteBuffer;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.time.Duration;
import java.util.Collections;
import java.util.Set;
import java.util.WeakHashMap;
import java.util.concurrent.ThreadLocalRandom;
import org.postgresql.PGConnection;

/**
 * The bound on connections that loads of all processes share, and one load at a time for one object and table: advisory locks
 * of the database, which end with the process that took them, whatever becomes of it.
 *
 * <p>A connection that leads straight to the server holds its slot as long as it lives: so the bound is one on connections.
 * Behind a pooler, which may give each transaction another connection of the server, and with a data source, a slot is taken
 * anew in each transaction and ends with it: so the bound is one on transactions, for which alone the pooler uses a
 * connection. A pooler is known by the process number that it invents for its clients. Thread-safe.
 */
final class Slots implements TransactionStart {
    /** Connections of all loads into one database, unless the user says otherwise. */
    static final int DEFAULT = 10;

    /** "leat" in ASCII: the first half of the locks' keys. */
    private static final int SPACE = 0x6c656174;

    private static final String TRANSACTION_LOCK = "pg_try_advisory_xact_lock";

    private static final Duration LONGEST_WAIT = Duration.ofMinutes(10);
    private static final int FIRST_MILLIS = 5;
    private static final int LAST_MILLIS = 200;

    private final int connections;
    private final Set<Connection> holders = Collections.synchronizedSet(Collections.newSetFromMap(new WeakHashMap<>()));

    /** @param connections slots, above 0 */
    Slots(int connections) {
        if (connections < 1) {
            throw new IllegalArgumentException("Connections must be 1 or more, got " + connections);
        }
        this.connections = connections;
    }

    /** Whether a new connection may be used. */
    boolean admit(Connection connection) throws SQLException {
        if (isDirect(connection)) {
            return hold(connection, connections);
        }
        try (Statement statement = connection.createStatement()) {
            statement.execute("BEGIN");
            boolean got = take(connection, "", TRANSACTION_LOCK, connections);
            statement.execute("COMMIT");
            return got;
        }
    }

    /** Whether a new connection may be used beside another one of the same load; not behind a pooler. */
    boolean admitCompanion(Connection connection) throws SQLException {
        return connections > 1 && isDirect(connection) && hold(connection, connections / 2);
    }

    private static boolean isDirect(Connection connection) throws SQLException {
        try (Statement statement = connection.createStatement();
                ResultSet row = statement.executeQuery("SELECT pg_backend_pid()")) {
            row.next();
            return row.getInt(1) == connection.unwrap(PGConnection.class).getBackendPID();
        }
    }

    private boolean hold(Connection connection, int among) throws SQLException {
        boolean got = take(connection, "", "pg_try_advisory_lock", among);
        if (got) {
            holders.add(connection);
        }
        return got;
    }

    @Override
    public void begun(Connection connection, String work) throws SQLException {
        if (holders.contains(connection)) {
            if (!work.isEmpty()) {
                claim(connection, work);
            }
            return;
        }
        long giveUpAt = Ticker.system().nanos() + LONGEST_WAIT.toNanos();
        int wait = FIRST_MILLIS;
        while (!take(connection, work, TRANSACTION_LOCK, connections)) {
            if (Ticker.system().nanos() - giveUpAt > 0) {
                throw new TransientSinkException("All " + connections + " connections that loads into this database may"
                        + " use were taken for " + LONGEST_WAIT.toMinutes() + " minutes. Run the load again when others"
                        + " have ended, or allow more connections.");
            }
            pause(wait);
            wait = Math.min(LAST_MILLIS, wait * 2);
        }
    }

    private static void claim(Connection connection, String work) throws SQLException {
        try (PreparedStatement query =
                connection.prepareStatement("SELECT pg_try_advisory_xact_lock(CAST(? AS bigint))")) {
            query.setLong(1, hash(work));
            try (ResultSet row = query.executeQuery()) {
                row.next();
                requireClaimed(row.getBoolean(1), work);
            }
        }
    }

    private static void requireClaimed(boolean claimed, String work) {
        if (!claimed) {
            throw TransientSinkException.undoing(
                    "Another load of " + work.replace("\0", " into ") + " is running. Let it finish.");
        }
    }

    /** Whether a slot was got among the first ones. */
    private static boolean take(Connection connection, String work, String lock, int among) throws SQLException {
        try (PreparedStatement query = connection.prepareStatement(
                "SELECT CAST(? AS boolean) OR pg_try_advisory_xact_lock(CAST(? AS bigint)), (SELECT s FROM"
                        + " generate_series(0, CAST(? AS int) - 1) AS s WHERE " + lock + "(" + SPACE
                        + ", (s + CAST(? AS int)) % CAST(? AS int)) LIMIT 1)")) {
            query.setBoolean(1, work.isEmpty());
            query.setLong(2, hash(work));
            query.setInt(3, among);
            query.setInt(4, ThreadLocalRandom.current().nextInt(among));
            query.setInt(5, among);
            try (ResultSet row = query.executeQuery()) {
                row.next();
                requireClaimed(row.getBoolean(1), work);
                return row.getObject(2) != null;
            }
        }
    }

    void lockDefinitions(Connection connection, String schema) throws SQLException {
        try (PreparedStatement lock = connection.prepareStatement("SELECT pg_advisory_xact_lock(?)")) {
            lock.setLong(1, hash("definitions\0" + schema));
            lock.execute();
        }
    }

    private static void pause(int mostMillis) {
        try {
            Ticker.system()
                    .sleep(Duration.ofMillis(1 + ThreadLocalRandom.current().nextInt(mostMillis)));
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new TransientSinkException("Interrupted while waiting for a connection.", e);
        }
    }

    private static long hash(String text) {
        return ByteBuffer.wrap(Hash.sha256(text)).getLong();
    }
}
