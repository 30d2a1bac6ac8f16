package io.github.leat.benchmarks.soak;

import java.nio.file.Path;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.SQLException;

/** A table of a DuckDB file, which goes with the scenario's directory. */
final class DuckDbPlace implements Place {
    private static final String TABLE = "events";

    private final Path file;

    DuckDbPlace(Path file) {
        this.file = file;
    }

    @Override
    public String target() {
        return "duckdb:" + file + "?threads=1&memory_limit=256MB#" + TABLE;
    }

    @Override
    public Content content(InputShape shape) throws SQLException {
        try (Connection connection = DriverManager.getConnection("jdbc:duckdb:" + file)) {
            return Rows.of(connection, TABLE, shape);
        }
    }

    @Override
    public void close() {
        // the load has closed the file
    }
}
