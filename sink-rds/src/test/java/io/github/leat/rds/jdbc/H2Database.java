package io.github.leat.rds.jdbc;

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
import org.jspecify.annotations.Nullable;

/** An H2 database in memory, for one test. */
final class H2Database {
    private static final AtomicInteger COUNT = new AtomicInteger();
    private static final int NO_SUCH_TABLE = 42102;

    private final String url = "jdbc:h2:mem:leat" + COUNT.incrementAndGet() + ";DB_CLOSE_DELAY=-1";

    String url() {
        return url;
    }

    private Connection connect() throws SQLException {
        return DriverManager.getConnection(url);
    }

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

    /** Ends the sessions of loads, as the death of their processes would. */
    void endLoads() {
        run("SELECT ABORT_SESSION(session_id) FROM information_schema.sessions WHERE session_id <> SESSION_ID()");
    }

    /** The rows as texts, columns by a bar. */
    List<String> texts(String sql) {
        List<String> texts = new ArrayList<>();
        try (Connection connection = connect();
                Statement statement = connection.createStatement();
                ResultSet rows = statement.executeQuery(sql)) {
            while (rows.next()) {
                List<String> values = new ArrayList<>();
                for (int i = 1; i <= rows.getMetaData().getColumnCount(); i++) {
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
        List<Map<String, @Nullable String>> found = new ArrayList<>();
        try (Connection connection = connect();
                Statement statement = connection.createStatement();
                ResultSet rows = statement.executeQuery("SELECT * FROM \"" + table.replace("\"", "\"\"") + '"')) {
            while (rows.next()) {
                Map<String, @Nullable String> row = new LinkedHashMap<>();
                for (int i = 1; i <= rows.getMetaData().getColumnCount(); i++) {
                    row.put(rows.getMetaData().getColumnName(i), text(rows, i));
                }
                found.add(row);
            }
            return Optional.of(found);
        } catch (SQLException e) {
            if (e.getErrorCode() == NO_SUCH_TABLE || e.getErrorCode() == 42104) {
                return Optional.empty();
            }
            throw new AssertionError(e);
        }
    }

    private static @Nullable String text(ResultSet rows, int column) throws SQLException {
        String type = rows.getMetaData().getColumnTypeName(column);
        if (rows.getObject(column) == null) {
            return null;
        }
        if (type.equals("TIMESTAMP WITH TIME ZONE")) {
            return rows.getObject(column, java.time.OffsetDateTime.class)
                    .toInstant()
                    .toString();
        }
        String text = rows.getString(column);
        return type.equals("TIMESTAMP") ? text.replace(' ', 'T') : text;
    }
}
