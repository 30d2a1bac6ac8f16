package io.github.leat.rds.internal.postgres;

import io.github.leat.core.TransientSinkException;
import io.github.leat.core.record.RecordBatch;
import io.github.leat.core.record.Rejection;
import io.github.leat.rds.internal.RecordAppender;
import java.sql.Connection;
import java.sql.SQLException;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;
import org.postgresql.PGConnection;
import org.postgresql.copy.CopyIn;
import org.postgresql.copy.CopyManager;

/**
 * Writes all batches from commit to commit by one COPY, so that no batch waits for the server's answer: for tables that can
 * hardly refuse a record that was checked here.
 *
 * <p>If the server refuses one all the same (an index entry too long, a character that its encoding lacks), the load goes on at
 * its last commit, and writes to this table batch by batch from then on.
 */
final class StreamingAppender implements RecordAppender {
    private final CopyManager copies;
    private final CopyRecords records;
    private final Runnable onRefusal;
    private final String statement;
    private @Nullable CopyIn open;

    StreamingAppender(Connection connection, CopyRecords records, Runnable onRefusal) throws SQLException {
        this.copies = connection.unwrap(PGConnection.class).getCopyAPI();
        this.records = records;
        this.onRefusal = onRefusal;
        this.statement = records.statement();
    }

    @Override
    public List<Rejection> append(RecordBatch batch, long firstNumber) throws SQLException {
        Map<Integer, Rejection> unfit = new TreeMap<>();
        try {
            CopyIn copy = open;
            if (copy == null) {
                copy = copies.copyIn(statement);
                open = copy;
                records.begin();
            }
            records.writeOn(batch, 0, firstNumber, unfit, copy);
            return List.copyOf(unfit.values());
        } catch (SQLException e) {
            throw failed(e);
        }
    }

    @Override
    public void flush() throws SQLException {
        CopyIn copy = open;
        if (copy == null) {
            return;
        }
        open = null;
        try {
            records.end(copy);
            copy.endCopy();
        } catch (SQLException e) {
            throw failed(e);
        }
    }

    private SQLException failed(SQLException error) {
        open = null;
        if (PostgresErrors.isOfRecord(error)) {
            onRefusal.run();
            throw TransientSinkException.undoing(
                    "The table refuses a record: " + PostgresErrors.reason(error)
                            + " The load goes on at its last commit to find out which.",
                    error);
        }
        return error;
    }

    @Override
    public void close() throws SQLException {
        flush();
    }
}
