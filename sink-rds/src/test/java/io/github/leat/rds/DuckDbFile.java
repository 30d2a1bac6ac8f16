package io.github.leat.rds;

import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.time.OffsetDateTime;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.TimeUnit;
import org.jspecify.annotations.Nullable;

/** A database file as tests look at it: each call has a connection of its own. */
record DuckDbFile(Path path) {
    void run(String... statements) {
        try (Connection connection = connect();
                Statement statement = connection.createStatement()) {
            for (String sql : statements) {
                statement.execute(sql);
            }
        } catch (SQLException e) {
            throw new AssertionError(e);
        }
    }

    Optional<List<Map<String, @Nullable String>>> rows(String table) {
        if (!Files.exists(path)) {
            return Optional.empty();
        }
        try {
            return Optional.of(query("SELECT * FROM \"" + table.replace("\"", "\"\"") + '"'));
        } catch (SQLException e) {
            if (String.valueOf(e.getMessage()).contains("does not exist")) {
                return Optional.empty();
            }
            throw new AssertionError(e);
        }
    }

    List<String> texts(String sql) {
        try {
            return query(sql).stream()
                    .map(row -> String.join(
                            "|", row.values().stream().map(String::valueOf).toList()))
                    .toList();
        } catch (SQLException e) {
            throw new AssertionError(e);
        }
    }

    private List<Map<String, @Nullable String>> query(String sql) throws SQLException {
        List<Map<String, @Nullable String>> rows = new ArrayList<>();
        try (Connection connection = connect();
                Statement statement = connection.createStatement();
                ResultSet found = statement.executeQuery(sql)) {
            while (found.next()) {
                Map<String, @Nullable String> row = new LinkedHashMap<>();
                for (int i = 1; i <= found.getMetaData().getColumnCount(); i++) {
                    row.put(found.getMetaData().getColumnName(i), text(found.getObject(i)));
                }
                rows.add(row);
            }
        }
        return rows;
    }

    /** The driver refuses a file that another connection of this process is just closing; then once more, for ten seconds. */
    private Connection connect() throws SQLException {
        long end = System.nanoTime() + TimeUnit.SECONDS.toNanos(10);
        while (true) {
            try {
                return DriverManager.getConnection("jdbc:duckdb:" + path);
            } catch (SQLException e) {
                boolean closing = String.valueOf(e.getMessage()).contains("Unique file handle conflict");
                if (!closing || System.nanoTime() - end > 0) {
                    throw e;
                }
                Thread.onSpinWait();
            }
        }
    }

    private static @Nullable String text(@Nullable Object value) {
        if (value instanceof java.sql.Timestamp timestamp) {
            return timestamp.toLocalDateTime().toString();
        }
        if (value instanceof OffsetDateTime instant) {
            return instant.toInstant().toString();
        }
        return value == null ? null : value.toString();
    }
}
