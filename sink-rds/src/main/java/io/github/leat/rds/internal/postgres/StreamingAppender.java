package io.github.leat.rds.internal.postgres;

import io.github.leat.core.TransientSinkException;
import io.github.leat.core.record.RecordBatch;
import io.github.leat.core.record.Rejection;
import io.github.leat.rds.internal.RecordAppender;
import io.github.leat.rds.internal.RecordRanges;
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
 * hardly refuse a record that was checked here. Once it is split, by several at once.
 *
 * <p>If the server refuses one all the same (an index entry too long, a character that its encoding lacks), the load goes on at
 * its last commit, and writes to this table batch by batch from then on.
 */
final class StreamingAppender implements RecordAppender {
    private final Connection connection;
    private final CopyManager copies;
    private final CopyRecords records;
    private final Runnable onRefusal;
    private final String statement;
    private final CopyBuffer buffer = new CopyBuffer();
    private @Nullable CopyIn open;
    private @Nullable ParallelCopies parallel;

    StreamingAppender(Connection connection, CopyRecords records, Runnable onRefusal) throws SQLException {
        this.connection = connection;
        this.copies = connection.unwrap(PGConnection.class).getCopyAPI();
        this.records = records;
        this.onRefusal = onRefusal;
        this.statement = records.statement();
    }

    @Override
    public List<Rejection> append(RecordBatch batch, long firstNumber) throws SQLException {
        Map<Integer, Rejection> unfit = new TreeMap<>();
        try {
            if (parallel != null) {
                parallel.append(batch, firstNumber, unfit);
                return List.copyOf(unfit.values());
            }
            CopyIn copy = open;
            if (copy == null) {
                copy = copies.copyIn(statement);
                open = copy;
                buffer.clear();
                records.begin(buffer);
            }
            records.write(batch, 0, firstNumber, unfit, buffer, copy);
            return List.copyOf(unfit.values());
        } catch (SQLException e) {
            throw failed(e);
        }
    }

    @Override
    public List<Rejection> check(RecordBatch batch) throws SQLException {
        return records.check(batch);
    }

    @Override
    public boolean isSplittable() {
        return true;
    }

    @Override
    public void split(Connection other, RecordRanges taken) throws SQLException {
        ParallelCopies all = parallel;
        if (all == null) {
            flush();
            all = new ParallelCopies(records);
            all.add(connection, null);
            parallel = all;
        }
        all.add(other, taken);
    }

    @Override
    public void flush() throws SQLException {
        try {
            if (parallel != null) {
                parallel.flush();
            }
            CopyIn copy = open;
            if (copy != null) {
                open = null;
                records.end(buffer);
                buffer.flush(copy);
                copy.endCopy();
            }
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
        try {
            flush();
        } finally {
            if (parallel != null) {
                parallel.close();
                parallel = null;
            }
        }
    }
}
