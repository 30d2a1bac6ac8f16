package io.github.leat.redshift.internal;

import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** One connection. Statements go as they are, so that names may hold any character. */
final class JdbcSession implements Session {
    private final String where;
    private final Connection connection;

    JdbcSession(String where, Connection connection) {
        this.where = where;
        this.connection = connection;
    }

    @Override
    public int mostSteps() {
        return Integer.MAX_VALUE;
    }

    @Override
    public void run(Step step) {
        try (Statement statement = connection.createStatement()) {
            statement.setEscapeProcessing(false);
            statement.execute(step.sql());
        } catch (SQLException e) {
            throw Errors.translate(e, step.doing(), where);
        }
    }

    @Override
    public <T> List<T> rows(Step step, Row.Reader<T> reader) {
        try (Statement statement = connection.createStatement()) {
            statement.setEscapeProcessing(false);
            List<T> found = new ArrayList<>();
            try (ResultSet rows = statement.executeQuery(step.sql())) {
                JdbcRow row = new JdbcRow(rows);
                while (rows.next()) {
                    found.add(reader.read(row));
                }
            }
            return found;
        } catch (SQLException e) {
            throw Errors.translate(e, step.doing(), where);
        } catch (Unreadable e) {
            throw Errors.translate(e.cause, step.doing(), where);
        }
    }

    @Override
    public void transaction(List<Step> steps) {
        run(Step.of("BEGIN", "begin a transaction"));
        boolean done = false;
        try {
            steps.forEach(this::run);
            done = true;
        } finally {
            if (!done) {
                rollback();
            }
        }
        run(Step.of("COMMIT", "commit"));
    }

    private void rollback() {
        try {
            run(Step.of("ROLLBACK", "roll back"));
        } catch (RuntimeException e) {
            // the connection is lost, and the transaction with it
        }
    }

    @Override
    public void close() {
        try {
            connection.close();
        } catch (SQLException e) {
            // it was lost before
        }
    }

    /** Carries a failure through a reader. */
    private static final class Unreadable extends RuntimeException {
        private static final long serialVersionUID = 1L;

        private final SQLException cause;

        Unreadable(SQLException cause) {
            super(cause);
            this.cause = cause;
        }
    }

    private record JdbcRow(ResultSet rows) implements Row {
        @Override
        public @Nullable String text(int column) {
            try {
                return rows.getString(column);
            } catch (SQLException e) {
                throw new Unreadable(e);
            }
        }

        @Override
        public long number(int column) {
            try {
                return rows.getLong(column);
            } catch (SQLException e) {
                throw new Unreadable(e);
            }
        }

        @Override
        public boolean truth(int column) {
            try {
                return rows.getBoolean(column);
            } catch (SQLException e) {
                throw new Unreadable(e);
            }
        }
    }
}
