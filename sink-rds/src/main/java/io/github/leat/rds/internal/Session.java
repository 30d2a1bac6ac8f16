package io.github.leat.rds.internal;

import java.sql.Connection;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.Optional;
import java.util.concurrent.Callable;
import org.jdbi.v3.core.Handle;
import org.jdbi.v3.core.Jdbi;
import org.jdbi.v3.core.JdbiException;
import org.jdbi.v3.core.statement.SqlStatements;
import org.jdbi.v3.core.statement.TemplateEngine;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * One connection: runs statements, keeps transactions, and turns errors into the library's.
 *
 * <p>Transactions are begun by statement: DuckDB's driver begins one lazily at the first statement, so that rows appended
 * right after a commit would be committed on their own. Statements that hold users' names are run as they are, past Jdbi's
 * search for parameters. Used by one thread at a time.
 */
final class Session implements AutoCloseable {
    private static final Logger LOG = LoggerFactory.getLogger(Session.class);

    private Dialect dialect;
    private final String where;
    private final Handle handle;
    private final Connector connector;
    private String work = "";
    private boolean inTransaction;
    private boolean isClosed;

    private Session(Dialect dialect, Connector connector, String where, Handle handle) {
        this.dialect = dialect;
        this.connector = connector;
        this.where = where;
        this.handle = handle;
    }

    static Session open(Connector connector, String where) {
        Dialect dialect = connector.dialect();
        try {
            return over(connector.connect(), connector, dialect, where);
        } catch (SQLException e) {
            throw dialect.translate(e, "open the database", where);
        }
    }

    /** A session over a further connection, if there is one to spare: none is waited for, and no failure is one of the load. */
    static Optional<Session> openIfFree(Connector connector, Dialect dialect, String where) {
        try {
            return connector.connectIfFree().map(connection -> over(connection, connector, dialect, where));
        } catch (SQLException e) {
            LOG.debug("{}: no further connection", where, e);
            return Optional.empty();
        }
    }

    private static Session over(Connection connection, Connector connector, Dialect dialect, String where) {
        Jdbi jdbi = Jdbi.create(connection);
        jdbi.configure(SqlStatements.class, statements -> statements.setTemplateEngine(TemplateEngine.NOP));
        return new Session(dialect, connector, where, jdbi.open());
    }

    /** Binds the session to the schema of a table; answers the table's plain name. */
    String locate(String table) {
        Dialect.Located found = guard("read the catalogue", () -> dialect.locate(handle, table));
        dialect = found.dialect();
        return found.table();
    }

    /** From the next transaction on, no other session may do this work. */
    void claim(String thisWork) {
        work = thisWork;
    }

    /** Waits until no other session changes tables, till the end of the transaction. */
    void lockDefinitions() {
        guard("wait for another load's changes of tables", () -> {
            dialect.lockDefinitions(connection());
            return work;
        });
    }

    Connector connector() {
        return connector;
    }

    Dialect dialect() {
        return dialect;
    }

    Handle handle() {
        return handle;
    }

    Connection connection() {
        return handle.getConnection();
    }

    /** Runs a statement as it is; the number of rows it changed, or -1. */
    int run(String sql, String doing) {
        return guard(doing, () -> {
            try (Statement statement = connection().createStatement()) {
                return statement.execute(sql) ? -1 : statement.getUpdateCount();
            }
        });
    }

    /** The first column of the first row. */
    long number(String sql, String doing) {
        return guard(doing, () -> {
            try (Statement statement = connection().createStatement();
                    var rows = statement.executeQuery(sql)) {
                return rows.next() ? rows.getLong(1) : 0L;
            }
        });
    }

    void begin() {
        guard("begin a transaction", () -> {
            dialect.begin(connection());
            return begun();
        });
    }

    /** Begins a transaction in which what was read stays as it is. */
    void beginAlone() {
        guard("begin a transaction", () -> {
            dialect.beginAlone(connection());
            return begun();
        });
    }

    private String begun() throws SQLException {
        inTransaction = true;
        dialect.transactionStart().begun(connection(), work);
        return work;
    }

    void commit() {
        inTransaction = false;
        guard("commit", () -> {
            dialect.commit(connection());
            dialect.transactionStart().ended(connection());
            return work;
        });
    }

    /** Ends the transaction, if there is one, without its changes. */
    void rollback() {
        if (inTransaction) {
            inTransaction = false;
            guard("roll back", () -> {
                dialect.rollback(connection());
                dialect.transactionStart().ended(connection());
                return work;
            });
        }
    }

    /** Rolls back and runs a statement that clears up; that it fails matters to nobody, since the first error says more. */
    void tidy(String sql) {
        try {
            rollback();
            run(sql, "clear up");
        } catch (RuntimeException e) {
            LOG.debug("{}: cannot clear up", where, e);
        }
    }

    /** Does something with the connection; its errors become the library's. */
    <T> T guard(String doing, Callable<T> action) {
        try {
            return action.call();
        } catch (SQLException e) {
            throw dialect.translate(e, doing, where);
        } catch (JdbiException e) {
            if (e.getCause() instanceof SQLException cause) {
                throw dialect.translate(cause, doing, where);
            }
            throw e;
        } catch (RuntimeException e) {
            throw e;
        } catch (Exception e) {
            throw new IllegalStateException("Cannot " + doing, e);
        }
    }

    @Override
    public void close() {
        if (isClosed) {
            return;
        }
        isClosed = true;
        Connection connection = connection();
        try {
            rollback();
            dialect.transactionStart().released(connection, work);
            handle.close();
        } catch (RuntimeException | SQLException e) {
            // the connection is lost, and the transaction with it
        } finally {
            release(connection);
        }
    }

    private void release(Connection connection) {
        try {
            connector.release(connection);
        } catch (SQLException e) {
            // it was lost before
        }
    }
}
