package io.github.leat.testkit.redshift.data;

import io.github.leat.testkit.redshift.RehearsalCluster;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.SQLException;
import java.util.Map;
import java.util.Queue;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ConcurrentLinkedQueue;
import org.jspecify.annotations.Nullable;

/** Connections to the cluster by database, kept for the next statement. Thread-safe. */
final class Connections {
    private final RehearsalCluster cluster;
    private final Map<String, Queue<Connection>> idle = new ConcurrentHashMap<>();

    Connections(RehearsalCluster cluster) {
        this.cluster = cluster;
    }

    private Queue<Connection> of(String database) {
        return idle.computeIfAbsent(database, name -> new ConcurrentLinkedQueue<>());
    }

    Connection take(String database) throws SQLException {
        @Nullable Connection kept = of(database).poll();
        while (kept != null && !kept.isValid(1)) {
            kept.close();
            kept = of(database).poll();
        }
        return kept != null
                ? kept
                : DriverManager.getConnection("jdbc:postgresql://localhost:" + cluster.port() + "/" + database
                        + "?user=postgres&sslmode=disable&prepareThreshold=0&ApplicationName=data-api");
    }

    /** @param isSound whether the last statement went well; else the connection is not used again */
    void giveBack(String database, Connection connection, boolean isSound) throws SQLException {
        if (isSound) {
            of(database).add(connection);
        } else {
            connection.close();
        }
    }

    void close() {
        for (Queue<Connection> connections : idle.values()) {
            for (Connection connection : connections) {
                try {
                    connection.close();
                } catch (SQLException e) {
                    // it was lost before
                }
            }
        }
    }
}
