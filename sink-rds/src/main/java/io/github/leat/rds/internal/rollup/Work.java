package io.github.leat.rds.internal.rollup;

import io.github.leat.core.PermanentSinkException;
import io.github.leat.core.SinkException;
import io.github.leat.core.TransientSinkException;
import io.github.leat.rds.internal.Dialect;
import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.function.Consumer;

/**
 * The statements of one refresh, over one connection: run, or only written down where they would change something. Used by one
 * thread.
 */
final class Work {
    private static final int MAX_REASON = 300;

    private final Connection connection;
    private final Dialect dialect;
    private final String where;
    private final boolean isDry;
    private final Consumer<String> before;
    private final List<String> statements = new ArrayList<>();

    /**
     * @param isDry whether nothing is to be changed
     * @param before is shown each statement before it is run
     */
    Work(Connection connection, Dialect dialect, String where, boolean isDry, Consumer<String> before) {
        this.connection = connection;
        this.dialect = dialect;
        this.where = where;
        this.isDry = isDry;
        this.before = before;
    }

    boolean isDry() {
        return isDry;
    }

    String where() {
        return where;
    }

    /** What was run, or would have been. */
    List<String> statements() {
        return statements;
    }

    /** Runs a statement as it is; the number of rows that it changed. */
    long run(String sql, String doing) {
        try {
            return tryRun(sql);
        } catch (SQLException e) {
            throw translate(e, doing);
        }
    }

    void run(List<String> all, String doing) {
        all.forEach(sql -> run(sql, doing));
    }

    /** The same for a statement that may be refused. */
    long tryRun(String sql) throws SQLException {
        statements.add(sql);
        if (isDry) {
            return 0;
        }
        before.accept(sql);
        try (Statement statement = connection.createStatement()) {
            statement.setEscapeProcessing(false);
            return statement.execute(sql) ? 0 : Math.max(0, statement.getLargeUpdateCount());
        }
    }

    /** Ends the transaction, whatever state it is in, without its changes. */
    void rollBack() {
        try {
            dialect.rollback(connection);
        } catch (SQLException e) {
            // the connection is lost or in no transaction, and nothing is left of it
        }
    }

    /** The first row of a query, as texts; empty without a row. */
    Optional<List<Optional<String>>> row(String sql, String doing) {
        try {
            return tryRow(sql);
        } catch (SQLException e) {
            throw translate(e, doing);
        }
    }

    Optional<List<Optional<String>>> tryRow(String sql) throws SQLException {
        try (Statement statement = connection.createStatement()) {
            statement.setEscapeProcessing(false);
            try (ResultSet rows = statement.executeQuery(sql)) {
                if (!rows.next()) {
                    return Optional.empty();
                }
                List<Optional<String>> values = new ArrayList<>();
                for (int i = 1; i <= rows.getMetaData().getColumnCount(); i++) {
                    values.add(Optional.ofNullable(rows.getString(i)));
                }
                return Optional.of(values);
            }
        }
    }

    /** The first column of the first row; empty if it is NULL or there is none. */
    String text(String sql, String doing) {
        return row(sql, doing).flatMap(row -> row.get(0)).orElse("");
    }

    /** A number that depends on what was run; 0 where nothing was. */
    long number(String sql, String doing) {
        if (isDry) {
            return 0;
        }
        String text = text(sql, doing);
        return text.isEmpty() ? 0 : Long.parseLong(text);
    }

    SinkException translate(SQLException error, String doing) {
        String reason =
                String.valueOf(error.getMessage()).replaceAll("\\s+", " ").strip();
        String cut = reason.length() <= MAX_REASON ? reason : reason.substring(0, MAX_REASON) + "…";
        String said = where + ": cannot " + doing + ": " + cut + (cut.endsWith(".") ? "" : ".");
        return dialect.translate(error, doing, where) instanceof TransientSinkException
                ? new TransientSinkException(said + " Nothing of this refresh was kept; run it again.", error)
                : new PermanentSinkException(
                        said + " Nothing of this refresh was kept; mend the cause, then run it again.", error);
    }
}
