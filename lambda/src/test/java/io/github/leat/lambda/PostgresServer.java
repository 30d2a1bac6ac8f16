package io.github.leat.lambda;

import io.zonky.test.db.postgres.embedded.EmbeddedPostgres;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.atomic.AtomicInteger;
import org.jspecify.annotations.Nullable;

/** A PostgreSQL server, started once for all tests of the JVM; each test has a schema of its own. */
final class PostgresServer {
    private static final AtomicInteger SCHEMAS = new AtomicInteger();
    private static @Nullable EmbeddedPostgres running;

    private final String schema;

    private PostgresServer(String schema) {
        this.schema = schema;
    }

    static PostgresServer newSchema() {
        PostgresServer server = new PostgresServer("s" + SCHEMAS.incrementAndGet());
        server.run("CREATE SCHEMA " + server.schema);
        return server;
    }

    static synchronized int port() {
        try {
            if (running == null) {
                System.setProperty("org.slf4j.simpleLogger.log.io.zonky", "warn");
                running = EmbeddedPostgres.builder()
                        .setServerConfig("max_connections", "40")
                        .start();
            }
            return running.getPort();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    String url() {
        return "jdbc:postgresql://localhost:" + port() + "/postgres?user=postgres&currentSchema=" + schema;
    }

    Connection connect() throws SQLException {
        return DriverManager.getConnection(url() + "&ApplicationName=test");
    }

    void run(String sql) {
        try (Connection connection = connect();
                Statement statement = connection.createStatement()) {
            statement.execute(sql);
        } catch (SQLException e) {
            throw new AssertionError(e);
        }
    }

    /** The rows as texts, columns by a bar. */
    List<String> texts(String sql) {
        List<String> texts = new ArrayList<>();
        try (Connection connection = connect();
                Statement statement = connection.createStatement();
                ResultSet rows = statement.executeQuery(sql)) {
            int columns = rows.getMetaData().getColumnCount();
            while (rows.next()) {
                List<String> values = new ArrayList<>();
                for (int i = 1; i <= columns; i++) {
                    values.add(String.valueOf(rows.getString(i)));
                }
                texts.add(String.join("|", values));
            }
        } catch (SQLException e) {
            throw new AssertionError(e);
        }
        return texts;
    }

    String text(String sql) {
        return texts(sql).get(0);
    }

    /** Until the server has seen the last connection of Leat end; what is left after ten seconds is an error. */
    void awaitNoConnections() {
        String sql = "SELECT count(*) FROM pg_stat_activity, pg_sleep(0.01) WHERE application_name = 'leat'";
        for (int i = 0; i < 1_000; i++) {
            if (text(sql).equals("0")) {
                return;
            }
        }
        throw new AssertionError("Connections of Leat are open still.");
    }
}
