package io.github.leat.rds;

import io.github.leat.core.SchemaException;
import io.github.leat.rds.internal.Connector;
import io.github.leat.rds.internal.Dialect;
import io.github.leat.rds.internal.DuckDbConnector;
import io.github.leat.rds.internal.LagLimit;
import io.github.leat.rds.internal.LedgerRows;
import io.github.leat.rds.internal.mysql.MySqlConnector;
import io.github.leat.rds.internal.postgres.PostgresConnector;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.SQLException;
import java.sql.Statement;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Properties;
import org.jdbi.v3.core.Handle;

/**
 * A database that loads go into, for reading: the same addresses as {@link RdsSink}'s, connections that cannot write, and what
 * loads have left there. Immutable, thread-safe.
 */
public final class RdsDatabase {
    /** The products that can be read. */
    public enum Product {
        /** A file. */
        DUCKDB,
        /** A server. */
        POSTGRESQL,
        /** A server, or its relative MySQL. */
        MARIADB
    }

    private final Connector connector;
    private final Product product;

    private RdsDatabase(Connector connector, Product product) {
        this.connector = connector;
        this.product = product;
    }

    /**
     * A DuckDB file.
     *
     * @param settings as of {@link RdsSink#duckdb(Path, Map)}
     * @throws IllegalArgumentException if a setting is unknown
     */
    public static RdsDatabase duckdb(Path file, Map<String, String> settings) {
        return new RdsDatabase(new DuckDbConnector(file, settings), Product.DUCKDB);
    }

    /**
     * A server.
     *
     * @param address {@code jdbc:postgresql://…}, {@code jdbc:mariadb://…} or {@code jdbc:mysql://…}, with settings as for loads
     * @throws IllegalArgumentException if it is another address, or not understood
     */
    public static RdsDatabase jdbc(String address) {
        // what slows loads down is no business of readers, and of drivers
        String url = LagLimit.takeFrom(address).url();
        if (url.startsWith("jdbc:postgresql:")) {
            return new RdsDatabase(new PostgresConnector(url, new Properties()), Product.POSTGRESQL);
        }
        if (url.startsWith("jdbc:mariadb:") || url.startsWith("jdbc:mysql:")) {
            return new RdsDatabase(new MySqlConnector(url, new Properties()), Product.MARIADB);
        }
        throw new IllegalArgumentException("Only DuckDB, PostgreSQL, MariaDB and MySQL can be read. Write duckdb:FILE,"
                + " jdbc:postgresql://host/database or jdbc:mariadb://host/database.");
    }

    /** What people call it; never with a secret in it. */
    public String name() {
        return connector.name();
    }

    /** Which product it is. */
    public Product product() {
        return product;
    }

    /** Whether there is something to read; false for a DuckDB file that no load has made yet. */
    public boolean exists() {
        return connector.exists();
    }

    /** The file of a DuckDB; empty for a server. */
    public Optional<Path> file() {
        return connector instanceof DuckDbConnector duckdb ? Optional.of(duckdb.file()) : Optional.empty();
    }

    /**
     * A new connection that refuses to write, with UTC as its time zone, not counted among those of loads. A DuckDB file is
     * held by it: no load can open the file until the last such connection is closed.
     *
     * @param limit the longest a statement may take, by the server's own count; DuckDB has none
     * @throws SQLException if there is no database, or a load has the DuckDB file open
     */
    public Connection connectReadOnly(Duration limit) throws SQLException {
        Connection connection = connector.connectReadOnly();
        try (Statement statement = connection.createStatement()) {
            for (String setting : settings(connection, limit)) {
                statement.execute(setting);
            }
            return connection;
        } catch (SQLException e) {
            connection.close();
            throw e;
        }
    }

    private List<String> settings(Connection connection, Duration limit) throws SQLException {
        return switch (product) {
            case DUCKDB -> List.of();
            case POSTGRESQL ->
                List.of(
                        "SET SESSION CHARACTERISTICS AS TRANSACTION READ ONLY",
                        "SET statement_timeout = " + limit.toMillis(),
                        "SET TIME ZONE 'UTC'",
                        "SET application_name = 'leat serve'");
            case MARIADB ->
                List.of(
                        "SET SESSION TRANSACTION READ ONLY",
                        connection.getMetaData().getDatabaseProductName().equals("MariaDB")
                                ? "SET SESSION max_statement_time = " + limit.toMillis() / 1000.0
                                : "SET SESSION max_execution_time = " + limit.toMillis(),
                        "SET SESSION time_zone = '+00:00'");
        };
    }

    /** What loads have left, by one of its connections; nothing where the user sees no schema. */
    public RdsCatalogue catalogue(Handle handle) throws SQLException {
        try {
            Dialect.Located ledger = connector.dialect().locate(handle, LedgerRows.TABLE);
            return new RdsCatalogue(handle, Optional.of(ledger.dialect()));
        } catch (SchemaException e) {
            return new RdsCatalogue(handle, Optional.empty());
        }
    }
}
