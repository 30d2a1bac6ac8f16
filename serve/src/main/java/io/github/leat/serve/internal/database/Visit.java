package io.github.leat.serve.internal.database;

import io.github.leat.serve.query.Sql;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Duration;
import org.jdbi.v3.core.Handle;
import org.jdbi.v3.core.statement.Query;
import org.jdbi.v3.core.statement.StatementContext;
import org.jdbi.v3.core.statement.StatementCustomizer;

/** One transaction on a connection of its own, within the limit of time. Used by one thread. */
public final class Visit {
    private static final int FETCH_SIZE = 500;
    private final Handle handle;
    private final Watch watch;
    private final Duration streamTime;

    Visit(Handle handle, Watch watch, Duration streamTime) {
        this.streamTime = streamTime;
        this.handle = handle;
        this.watch = watch;
    }

    /** What reads rows as they come. */
    @FunctionalInterface
    public interface Rows<T> {
        /** Reads them; the first is not fetched yet. */
        T read(ResultSet rows) throws Exception;
    }

    /** For those who read the catalogue. */
    public Handle handle() {
        return handle;
    }

    /** The first row is there: from now on the client's own pace counts, and the time is that of streams. */
    public void flows() {
        watch.reset(streamTime);
    }

    /** Throws once the time is over. */
    public void requireTime() throws SQLException {
        if (watch.hasRung()) {
            throw new SQLException("The limit has passed.");
        }
    }

    /** Runs a query; rows are streamed, none is kept. */
    public <T> T query(Sql sql, Rows<T> reader) {
        try (Query query = handle.createQuery(sql.text())) {
            query.define(PlainSql.PARAMETERS, sql.values().size());
            query.setFetchSize(FETCH_SIZE);
            for (int i = 0; i < sql.values().size(); i++) {
                query.bind(i, sql.values().get(i));
            }
            query.addCustomizer(new StatementCustomizer() {
                @Override
                public void beforeExecution(PreparedStatement statement, StatementContext context) throws SQLException {
                    watch.watch(statement);
                }
            });
            return query.scanResultSet((rows, context) -> {
                try {
                    return reader.read(rows.get());
                } catch (SQLException | RuntimeException e) {
                    throw e;
                } catch (Exception e) {
                    throw new ReadingStoppedException(e);
                }
            });
        } finally {
            watch.unwatch();
        }
    }
}
