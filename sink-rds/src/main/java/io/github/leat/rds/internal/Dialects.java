package io.github.leat.rds.internal;

import io.github.leat.core.PermanentSinkException;
import io.github.leat.core.TransientSinkException;
import io.github.leat.rds.internal.postgres.PostgresDialect;
import java.sql.Connection;
import java.sql.SQLException;
import java.util.Optional;
import javax.sql.DataSource;

/** The dialects there are, by a database's name or address. */
public final class Dialects {
    private Dialects() {}

    /** The dialect of an address such as {@code jdbc:duckdb:leat.duckdb}; empty if there is none. */
    static Optional<Dialect> ofUrl(String url) {
        return url.startsWith("jdbc:duckdb:") ? Optional.of(new DuckDbDialect()) : Optional.empty();
    }

    /** The dialect of what a data source connects to. */
    static Dialect of(DataSource dataSource, String where) {
        try (Connection connection = dataSource.getConnection()) {
            String product = connection.getMetaData().getDatabaseProductName();
            return switch (product) {
                case "DuckDB" -> new DuckDbDialect();
                case "PostgreSQL" -> new PostgresDialect();
                default -> throw unknown(where, product);
            };
        } catch (SQLException e) {
            throw new TransientSinkException(
                    where + ": cannot open the database: " + e.getMessage() + ". Check that it runs.", e);
        }
    }

    static PermanentSinkException unknown(String where, String what) {
        return new PermanentSinkException(where + ": " + what
                + " is not a database this version loads into. Use duckdb:FILE or jdbc:postgresql://….");
    }
}
