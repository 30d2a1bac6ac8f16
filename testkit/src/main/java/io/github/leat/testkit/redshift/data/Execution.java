package io.github.leat.testkit.redshift.data;

import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.ResultSetMetaData;
import java.sql.SQLException;
import java.sql.Statement;
import java.sql.Types;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/** One statement or batch, run over a connection that it has for itself. */
final class Execution implements Runnable {
    private static final int MOST_ROW_CHARACTERS = 64 << 10;

    private final String id = UUID.randomUUID().toString();
    private final Connections connections;
    private final String database;
    private final List<String> sqls;
    private final boolean isBatch;
    private final List<Map<String, Object>> parts = new ArrayList<>();
    private final List<List<List<Map<String, Object>>>> results = new ArrayList<>();
    private String status = "SUBMITTED";
    private @Nullable String error;
    private @Nullable Statement running;

    Execution(Connections connections, String database, List<String> sqls, boolean isBatch) {
        this.connections = connections;
        this.database = database;
        this.sqls = sqls;
        this.isBatch = isBatch;
    }

    String id() {
        return id;
    }

    @Override
    public void run() {
        if (!move("SUBMITTED", "STARTED")) {
            return;
        }
        try {
            Connection connection = connections.take(database);
            boolean isSound = false;
            try {
                plain(connection, "BEGIN");
                for (String sql : sqls) {
                    one(connection, sql);
                }
                plain(connection, "COMMIT");
                isSound = true;
            } finally {
                connections.giveBack(database, connection, isSound);
            }
            end(null);
        } catch (SQLException e) {
            end("ERROR: " + String.valueOf(e.getMessage()).replaceFirst("^ERROR: ", ""));
        }
    }

    /** In statements, not by the driver, which would send the first of them together with another. A single one commits by itself. */
    private void plain(Connection connection, String sql) throws SQLException {
        if (isBatch) {
            try (Statement statement = connection.createStatement()) {
                statement.execute(sql);
            }
        }
    }

    private void one(Connection connection, String sql) throws SQLException {
        Map<String, Object> part = new LinkedHashMap<>();
        part.put("Id", id + ":" + (parts.size() + 1));
        part.put("QueryString", sql);
        part.put("Status", "FAILED");
        part.put("HasResultSet", false);
        try (Statement statement = connection.createStatement()) {
            statement.setEscapeProcessing(false);
            start(statement, part);
            List<List<Map<String, Object>>> rows = new ArrayList<>();
            if (statement.execute(sql)) {
                rows = read(statement.getResultSet());
                part.put("HasResultSet", true);
            }
            synchronized (this) {
                results.add(rows);
                part.put(
                        "ResultRows", part.get("HasResultSet").equals(true) ? rows.size() : statement.getUpdateCount());
            }
            if (statement.getMoreResults() || statement.getUpdateCount() >= 0) {
                throw new SQLException("cannot insert multiple commands into a prepared statement");
            }
            part.put("Status", "FINISHED");
        } catch (SQLException e) {
            part.put("Error", "ERROR: " + String.valueOf(e.getMessage()).replaceFirst("^ERROR: ", ""));
            throw e;
        }
    }

    private synchronized void start(Statement statement, Map<String, Object> part) throws SQLException {
        if (status.equals("ABORTED")) {
            throw new SQLException("Query cancelled");
        }
        running = statement;
        parts.add(part);
    }

    private static List<List<Map<String, Object>>> read(ResultSet rows) throws SQLException {
        ResultSetMetaData columns = rows.getMetaData();
        List<List<Map<String, Object>>> found = new ArrayList<>();
        while (rows.next()) {
            List<Map<String, Object>> row = new ArrayList<>();
            int characters = 0;
            for (int i = 1; i <= columns.getColumnCount(); i++) {
                String text = rows.getString(i);
                characters += text == null ? 0 : text.length();
                row.add(field(columns.getColumnType(i), text));
            }
            if (characters > MOST_ROW_CHARACTERS) {
                throw new SQLException("Packet for query is too large");
            }
            found.add(row);
        }
        return found;
    }

    private static Map<String, Object> field(int type, @Nullable String text) {
        if (text == null) {
            return Map.of("isNull", true);
        }
        return switch (type) {
            case Types.INTEGER, Types.SMALLINT, Types.BIGINT -> Map.of("longValue", Long.parseLong(text));
            case Types.REAL, Types.FLOAT, Types.DOUBLE -> Map.of("doubleValue", Double.parseDouble(text));
            case Types.BOOLEAN, Types.BIT -> Map.of("booleanValue", text.startsWith("t"));
            default -> Map.of("stringValue", text);
        };
    }

    private synchronized boolean move(String from, String to) {
        boolean moves = status.equals(from);
        if (moves) {
            status = to;
        }
        return moves;
    }

    private synchronized void end(@Nullable String failure) {
        running = null;
        if (!status.equals("ABORTED")) {
            status = failure == null ? "FINISHED" : "FAILED";
            error = failure;
        }
    }

    synchronized Map<String, Object> describe() {
        Map<String, Object> answer = new LinkedHashMap<>();
        answer.put("Id", id);
        answer.put("Status", status);
        answer.put("Database", database);
        answer.put(
                "HasResultSet",
                !isBatch && results.size() == 1 && !results.get(0).isEmpty());
        if (error != null) {
            answer.put("Error", error);
        }
        if (isBatch) {
            answer.put("SubStatements", List.copyOf(parts));
        }
        return answer;
    }

    synchronized Map<String, Object> result(int statement, int page) {
        if (!status.equals("FINISHED") || statement >= results.size()) {
            throw new CallRefused("ResourceNotFoundException", "Query does not have result.");
        }
        List<List<Map<String, Object>>> rows = results.get(statement);
        int from = page * DataApiServer.PAGE_ROWS;
        int to = Math.min(rows.size(), from + DataApiServer.PAGE_ROWS);
        Map<String, Object> answer = new LinkedHashMap<>();
        answer.put("Records", List.copyOf(rows.subList(from, to)));
        answer.put("TotalNumRows", rows.size());
        if (to < rows.size()) {
            answer.put("NextToken", String.valueOf(page + 1));
        }
        return answer;
    }

    /** Whether there was something to abort. */
    boolean cancel() {
        Statement statement;
        synchronized (this) {
            if (!status.equals("SUBMITTED") && !status.equals("STARTED")) {
                return false;
            }
            status = "ABORTED";
            statement = running;
        }
        try {
            if (statement != null) {
                statement.cancel();
            }
        } catch (SQLException e) {
            // it has ended meanwhile
        }
        return true;
    }
}
