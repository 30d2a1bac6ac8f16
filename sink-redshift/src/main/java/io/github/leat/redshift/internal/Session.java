package io.github.leat.redshift.internal;

import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * One connection: runs statements, keeps transactions, and turns errors into the library's. Statements without parameters go as
 * they are, so that names may hold any character. Used by one thread at a time.
 */
final class Session implements AutoCloseable {
    private final String where;
    private final Connection connection;
    private boolean inTransaction;

    private Session(String where, Connection connection) {
        this.where = where;
        this.connection = connection;
    }

    static Session open(Cluster cluster, String where) {
        try {
            return new Session(where, cluster.connect());
        } catch (SQLException e) {
            throw Errors.translate(e, Errors.CONNECT, where);
        }
    }

    /** Reads one row. */
    interface Row<T> {
        T read(ResultSet row) throws SQLException;
    }

    /** Runs a statement; the number of rows it changed, or -1. */
    int run(String sql, String doing, @Nullable Object... parameters) {
        try {
            if (parameters.length == 0) {
                try (Statement statement = connection.createStatement()) {
                    statement.setEscapeProcessing(false);
                    return statement.execute(sql) ? -1 : statement.getUpdateCount();
                }
            }
            try (PreparedStatement statement = connection.prepareStatement(sql)) {
                bind(statement, parameters);
                return statement.executeUpdate();
            }
        } catch (SQLException e) {
            throw Errors.translate(e, doing, where);
        }
    }

    <T> List<T> rows(String sql, String doing, Row<T> reader, @Nullable Object... parameters) {
        try {
            if (parameters.length == 0) {
                try (Statement statement = connection.createStatement()) {
                    statement.setEscapeProcessing(false);
                    return read(statement.executeQuery(sql), reader);
                }
            }
            try (PreparedStatement statement = connection.prepareStatement(sql)) {
                bind(statement, parameters);
                return read(statement.executeQuery(), reader);
            }
        } catch (SQLException e) {
            throw Errors.translate(e, doing, where);
        }
    }

    /** The first column of the first row; 0 if there is none, or it is NULL. */
    long number(String sql, String doing) {
        List<Long> found = rows(sql, doing, row -> row.getLong(1));
        return found.isEmpty() ? 0 : found.get(0);
    }

    private static void bind(PreparedStatement statement, @Nullable Object[] parameters) throws SQLException {
        for (int i = 0; i < parameters.length; i++) {
            statement.setObject(i + 1, parameters[i]);
        }
    }

    private static <T> List<T> read(ResultSet rows, Row<T> reader) throws SQLException {
        List<T> found = new ArrayList<>();
        try (rows) {
            while (rows.next()) {
                found.add(reader.read(rows));
            }
        }
        return found;
    }

    void begin() {
        run("BEGIN", "begin a transaction");
        inTransaction = true;
    }

    void commit() {
        inTransaction = false;
        run("COMMIT", "commit");
    }

    /** Ends the transaction, if there is one, without its changes; what goes wrong then has been said before. */
    void rollback() {
        if (inTransaction) {
            inTransaction = false;
            try {
                run("ROLLBACK", "roll back");
            } catch (RuntimeException e) {
                // the connection is lost, and the transaction with it
            }
        }
    }

    @Override
    public void close() {
        rollback();
        try {
            connection.close();
        } catch (SQLException e) {
            // it was lost before
        }
    }
}
