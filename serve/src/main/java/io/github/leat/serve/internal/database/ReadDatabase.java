package io.github.leat.serve.internal.database;

import io.github.leat.rds.RdsDatabase;
import java.sql.Connection;
import java.sql.SQLException;
import java.time.Duration;
import java.util.concurrent.Executors;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.TimeUnit;
import org.jdbi.v3.core.Handle;
import org.jdbi.v3.core.Jdbi;
import org.jdbi.v3.core.JdbiException;
import org.jdbi.v3.core.statement.SqlStatements;
import org.jdbi.v3.core.statement.TemplateEngine;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * A database that is only read, by visits of bounded time. Who calls bounds their number. Thread-safe.
 *
 * <p>Connections are kept for a moment for the next visit. A DuckDB file is let go a second after the last visit, so that a
 * load can have it.
 */
public final class ReadDatabase implements AutoCloseable {
    private static final Logger LOG = LoggerFactory.getLogger(ReadDatabase.class);
    private static final Duration FILE_KEPT = Duration.ofSeconds(1);
    private static final Duration SERVER_KEPT = Duration.ofSeconds(20);
    private static final long SWEEP_MILLIS = 250;

    private final RdsDatabase database;
    private final Duration queryTime;
    private final Duration streamTime;
    private final IdleConnections idle;
    private final ScheduledExecutorService clock;

    /**
     * Connects when it is visited.
     *
     * @param queryTime the longest a visit may take
     * @param streamTime the same from when its rows flow
     */
    public ReadDatabase(RdsDatabase database, Duration queryTime, Duration streamTime) {
        this.database = database;
        this.queryTime = queryTime;
        this.streamTime = streamTime;
        this.idle = new IdleConnections(database.file().isPresent() ? FILE_KEPT : SERVER_KEPT);
        this.clock = Executors.newSingleThreadScheduledExecutor(task -> {
            Thread thread = new Thread(task, "leat-serve-clock");
            thread.setDaemon(true);
            return thread;
        });
        var unused = clock.scheduleWithFixedDelay(idle::sweep, SWEEP_MILLIS, SWEEP_MILLIS, TimeUnit.MILLISECONDS);
    }

    /** What is done in a visit. */
    @FunctionalInterface
    public interface Work<T> {
        /** Does it. */
        T run(Visit visit) throws SQLException;
    }

    /** Which database it is. */
    public RdsDatabase database() {
        return database;
    }

    /**
     * Visits the database.
     *
     * @throws QueryTooSlowException if the time was over
     * @throws DatabaseBusyException if there is no connection
     * @throws JdbiException if a statement failed
     */
    public <T> T visit(Work<T> work) {
        Connection connection = connect();
        boolean sound = false;
        try (Watch watch = new Watch(clock, queryTime)) {
            try {
                T answer = run(connection, work, watch);
                sound = true;
                return answer;
            } catch (SQLException e) {
                throw isTimeOut(e, watch) ? new QueryTooSlowException(e) : new VisitFailedException(e);
            } catch (JdbiException e) {
                throw isTimeOut(e, watch) ? new QueryTooSlowException(e) : e;
            }
        } finally {
            if (sound) {
                idle.keep(connection);
            } else {
                IdleConnections.drop(connection);
            }
        }
    }

    private <T> T run(Connection connection, Work<T> work, Watch watch) throws SQLException {
        // a server streams rows within a transaction only
        boolean transacts = database.product() != RdsDatabase.Product.DUCKDB;
        if (transacts) {
            connection.setAutoCommit(false);
        }
        Jdbi jdbi = Jdbi.create(connection);
        jdbi.configure(
                SqlStatements.class,
                statements -> statements.setTemplateEngine(TemplateEngine.NOP).setSqlParser(new PlainSql()));
        // not closed: that would close the connection, which is kept for the next visit
        Handle handle = jdbi.open();
        T answer = work.run(new Visit(handle, watch, streamTime));
        if (transacts) {
            connection.rollback();
            connection.setAutoCommit(true);
        }
        return answer;
    }

    private Connection connect() {
        Connection kept = idle.take();
        if (kept != null) {
            return kept;
        }
        try {
            return database.connectReadOnly(streamTime);
        } catch (SQLException e) {
            LOG.debug("{}: no connection", database.name(), e);
            throw new DatabaseBusyException(
                    database.file().isPresent()
                            ? "The database file cannot be opened now; a load may be writing it."
                            : "The database does not answer.",
                    e);
        }
    }

    /** PostgreSQL: query_canceled; MariaDB: ER_STATEMENT_TIMEOUT, ER_QUERY_INTERRUPTED; MySQL: ER_QUERY_TIMEOUT. */
    private static boolean isTimeOut(Exception failure, Watch watch) {
        if (watch.hasRung()) {
            return true;
        }
        for (Throwable cause = failure; cause != null; cause = cause.getCause()) {
            if (cause instanceof SQLException sql
                    && ("57014".equals(sql.getSQLState())
                            || sql.getErrorCode() == 1969
                            || sql.getErrorCode() == 1317
                            || sql.getErrorCode() == 3024)) {
                return true;
            }
        }
        return false;
    }

    @Override
    public void close() {
        clock.shutdownNow();
        idle.close();
    }
}
