package io.github.leat.rds.internal;

import io.github.leat.core.PermanentSinkException;
import io.github.leat.core.rate.Ticker;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.SQLException;
import java.sql.Statement;
import java.time.Duration;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Properties;
import java.util.Set;

/**
 * Opens a DuckDB file, with bounded memory.
 *
 * <p>Settings are made by SET after connecting: given to the driver, they would have to be the same for every connection of
 * this process to the file. They hold for all of these then.
 */
public final class DuckDbConnector implements Connector {
    /** What DuckDB may take beside the heap, unless the target says otherwise. */
    public static final String DEFAULT_MEMORY = "512MB";

    /** What can be set, as DuckDB names it. */
    public static final Set<String> SETTINGS =
            Set.of("memory_limit", "threads", "temp_directory", "preserve_insertion_order");

    /** Five seconds in all. */
    private static final int ATTEMPTS = 125;

    private static final int LONGEST_WAIT_MILLIS = 50;
    private static final String CLOSING = "Unique file handle conflict";
    private static final Set<String> IN_USE = Set.of(CLOSING, "Conflicting lock is held", "different configuration");

    private final Path file;
    private final Map<String, String> settings;

    /** @throws IllegalArgumentException if a setting is unknown */
    public DuckDbConnector(Path file, Map<String, String> settings) {
        this.file = file;
        this.settings = new LinkedHashMap<>();
        this.settings.put("memory_limit", DEFAULT_MEMORY);
        settings.forEach((name, value) -> {
            if (!SETTINGS.contains(name)) {
                throw new IllegalArgumentException("\"" + name + "\" is not a setting of a DuckDB target. Settings are "
                        + SETTINGS.stream().sorted().toList() + ".");
            }
            this.settings.put(name, value);
        });
    }

    @Override
    public String name() {
        return "duckdb:" + file;
    }

    @Override
    public Dialect dialect() {
        return new DuckDbDialect();
    }

    @Override
    public boolean exists() {
        return Files.exists(file);
    }

    /** The database file. */
    public Path file() {
        return file;
    }

    /**
     * Settings are given to the driver here: all readers of this process have the same ones, and lock them. Other files and
     * the network are out of reach, results are streamed.
     */
    @Override
    public Connection connectReadOnly() throws SQLException {
        Properties properties = new Properties();
        settings.forEach(properties::setProperty);
        properties.setProperty("duckdb.read_only", "true");
        properties.setProperty("jdbc_stream_results", "true");
        properties.setProperty("enable_external_access", "false");
        properties.setProperty("autoinstall_known_extensions", "false");
        properties.setProperty("lock_configuration", "true");
        return retried(() -> DriverManager.getConnection("jdbc:duckdb:" + file, properties), Set.of(CLOSING));
    }

    /**
     * Opening a file while the last other connection to it is being closed is refused for a moment. A load also waits for a file
     * that others have open: {@code leat serve} lets it go a second after its last query.
     */
    private static Connection retried(Dialects.Opener opener, Set<String> passing) throws SQLException {
        for (int attempt = 1; ; attempt++) {
            try {
                return opener.open();
            } catch (SQLException e) {
                String text = String.valueOf(e.getMessage());
                if (attempt == ATTEMPTS || passing.stream().noneMatch(text::contains)) {
                    throw e;
                }
                try {
                    Ticker.system().sleep(Duration.ofMillis(Math.min(attempt, LONGEST_WAIT_MILLIS)));
                } catch (InterruptedException interrupted) {
                    Thread.currentThread().interrupt();
                    throw e;
                }
            }
        }
    }

    @Override
    public Connection connect() throws SQLException {
        Path parent = file.toAbsolutePath().getParent();
        if (parent != null && !Files.isDirectory(parent)) {
            throw new PermanentSinkException(
                    name() + ": there is no directory " + parent + ". Make it, or choose another file.");
        }
        Connection connection = retried(() -> DriverManager.getConnection("jdbc:duckdb:" + file), IN_USE);
        try (Statement statement = connection.createStatement()) {
            for (Map.Entry<String, String> setting : settings.entrySet()) {
                statement.execute(
                        "SET " + setting.getKey() + " = '" + setting.getValue().replace("'", "''") + "'");
            }
            return connection;
        } catch (SQLException e) {
            connection.close();
            throw e;
        }
    }
}
