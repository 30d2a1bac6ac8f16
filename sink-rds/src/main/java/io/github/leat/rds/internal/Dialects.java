package io.github.leat.rds.internal;

import io.github.leat.core.PermanentSinkException;
import io.github.leat.core.TransientSinkException;
import io.github.leat.rds.internal.jdbc.JdbcDialect;
import io.github.leat.rds.internal.mysql.MySqlDialect;
import io.github.leat.rds.internal.postgres.PostgresDialect;
import java.sql.Connection;
import java.sql.DatabaseMetaData;
import java.sql.DriverManager;
import java.sql.SQLException;
import java.util.Optional;

/** The dialects there are, by a database's name or address. */
public final class Dialects {
    private Dialects() {}

    /** The dialect of an address such as {@code jdbc:duckdb:leat.duckdb}; empty if only a connection can tell. */
    static Optional<Dialect> ofUrl(String url) {
        return url.startsWith("jdbc:duckdb:") ? Optional.of(new DuckDbDialect()) : Optional.empty();
    }

    /** Opens a connection. */
    @FunctionalInterface
    interface Opener {
        Connection open() throws SQLException;
    }

    /** The dialect of what is connected to. */
    static Dialect of(Opener opener, String where) {
        try (Connection connection = opener.open()) {
            DatabaseMetaData database = connection.getMetaData();
            return switch (database.getDatabaseProductName()) {
                case "DuckDB" -> new DuckDbDialect();
                case "PostgreSQL" -> new PostgresDialect();
                case "MariaDB", "MySQL" -> new MySqlDialect();
                default -> JdbcDialect.of(database);
            };
        } catch (SQLException e) {
            throw new TransientSinkException(
                    where + ": cannot open the database: " + e.getMessage() + ". Check that it runs.", e);
        }
    }

    /**
     * Makes sure that there is a driver.
     *
     * @throws PermanentSinkException if none on the class path takes the address
     */
    public static void requireDriver(String url, String where) {
        try {
            DriverManager.getDriver(url);
        } catch (SQLException e) {
            throw new PermanentSinkException(
                    where + ": no JDBC driver on the class path takes this address. Add the database's driver"
                            + " (org.mariadb.jdbc:mariadb-java-client for jdbc:mariadb: and jdbc:mysql:), or correct the"
                            + " address.",
                    e);
        }
    }
}
