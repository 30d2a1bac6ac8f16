package io.github.leat.rds.internal.postgres;

import io.github.leat.core.TransientSinkException;
import io.github.leat.core.rate.Ticker;
import io.github.leat.rds.internal.TransactionStart;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Duration;
import java.util.concurrent.ThreadLocalRandom;

/**
 * The bound on connections that loads of all processes share, and one load at a time for one object and table: advisory locks
 * of the database, which end with the transaction that took them, whatever becomes of the process.
 *
 * <p>A load works in one transaction after the other, and takes its slot anew in each. Between two of them another may get it;
 * then the load waits with its connection open until a slot is free.
 *
 * @param connections slots, above 0
 */
record Slots(int connections) implements TransactionStart {
    /** Connections of all loads into one database, unless the user says otherwise. */
    static final int DEFAULT = 10;

    /** "leat" in ASCII: the first half of the locks' keys. */
    private static final int SPACE = 0x6c656174;

    private static final Duration LONGEST_WAIT = Duration.ofMinutes(10);
    private static final int FIRST_MILLIS = 5;
    private static final int LAST_MILLIS = 200;

    Slots {
        if (connections < 1) {
            throw new IllegalArgumentException("Connections must be 1 or more, got " + connections);
        }
    }

    @Override
    public void begun(Connection connection, String work) throws SQLException {
        long giveUpAt = Ticker.system().nanos() + LONGEST_WAIT.toNanos();
        int wait = FIRST_MILLIS;
        while (!take(connection, work)) {
            if (Ticker.system().nanos() - giveUpAt > 0) {
                throw new TransientSinkException("All " + connections + " connections that loads into this database may"
                        + " use were taken for " + LONGEST_WAIT.toMinutes() + " minutes. Run the load again when others"
                        + " have ended, or allow more connections.");
            }
            pause(wait);
            wait = Math.min(LAST_MILLIS, wait * 2);
        }
    }

    /** Whether a slot was got in the current transaction. */
    boolean take(Connection connection, String work) throws SQLException {
        try (PreparedStatement query = connection.prepareStatement(
                "SELECT CAST(? AS boolean) OR pg_try_advisory_xact_lock(CAST(? AS bigint)), (SELECT s FROM"
                        + " generate_series(0, CAST(? AS int) - 1) AS s WHERE pg_try_advisory_xact_lock(" + SPACE
                        + ", (s + CAST(? AS int)) % CAST(? AS int)) LIMIT 1)")) {
            query.setBoolean(1, work.isEmpty());
            query.setLong(2, hash(work));
            query.setInt(3, connections);
            query.setInt(4, ThreadLocalRandom.current().nextInt(connections));
            query.setInt(5, connections);
            try (ResultSet row = query.executeQuery()) {
                row.next();
                if (!row.getBoolean(1)) {
                    throw TransientSinkException.undoing(
                            "Another load of " + work.replace("\0", " into ") + " is running. Let it finish.");
                }
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

    static void pause(int mostMillis) {
        try {
            Ticker.system()
                    .sleep(Duration.ofMillis(1 + ThreadLocalRandom.current().nextInt(mostMillis)));
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new TransientSinkException("Interrupted while waiting for a connection.", e);
        }
    }

    private static long hash(String text) {
        try {
            byte[] hash = MessageDigest.getInstance("SHA-256").digest(text.getBytes(StandardCharsets.UTF_8));
            long value = 0;
            for (int i = 0; i < Long.BYTES; i++) {
                value = (value << 8) | (hash[i] & 0xff);
            }
            return value;
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException("Every Java has SHA-256.", e);
        }
    }
}
