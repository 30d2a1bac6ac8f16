package io.github.leat.rds.internal.mysql;

import io.github.leat.core.record.RecordBatch;
import io.github.leat.core.record.RejectCode;
import io.github.leat.core.record.Rejection;
import io.github.leat.rds.internal.RecordAppender;
import java.sql.Connection;
import java.sql.SQLException;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;

/**
 * Writes each batch behind a savepoint. If the server refuses it, the savepoint is rolled back and halves are tried until the
 * refused records are found; after a refusal one record is tried, then two, then four.
 */
final class MySqlAppender implements RecordAppender {
    private static final String SAVEPOINT = "SAVEPOINT leat_batch";
    private static final String BACK = "ROLLBACK TO SAVEPOINT leat_batch";

    private final Connection connection;
    private final InsertTarget target;
    private final RecordWriter writer;
    private final long maxPacket;

    MySqlAppender(Connection connection, InsertTarget target, RecordWriter writer, long maxPacket) {
        this.connection = connection;
        this.target = target;
        this.writer = writer;
        this.maxPacket = maxPacket;
    }

    @Override
    public List<Rejection> append(RecordBatch batch, long firstNumber) throws SQLException {
        Map<Integer, Rejection> refused = new TreeMap<>();
        int from = 0;
        int step = batch.size();
        while (from < batch.size()) {
            int to = Math.min(batch.size(), from + step);
            SQLException failure = tryWrite(batch, from, to, firstNumber);
            if (failure == null) {
                from = to;
                step = Math.min(batch.size(), step * 2);
            } else if (to - from == 1) {
                refused.put(from, rejection(from, failure));
                from = to;
                step = 1;
            } else {
                step = (to - from) / 2;
            }
        }
        return List.copyOf(refused.values());
    }

    private @Nullable SQLException tryWrite(RecordBatch batch, int from, int to, long firstNumber) throws SQLException {
        RecordBatch part = to - from == batch.size() ? batch : batch.slice(from, to);
        MySqlLocks.run(connection, SAVEPOINT);
        try {
            writer.write(part, firstNumber + from);
            return null;
        } catch (SQLException e) {
            if (!MySqlErrors.isOfRecord(e)) {
                throw e;
            }
            MySqlLocks.run(connection, BACK);
            return e;
        }
    }

    private Rejection rejection(int index, SQLException error) {
        if (error instanceof PacketTooLarge) {
            return new Rejection(
                    index,
                    "",
                    RejectCode.VALUE_TOO_LARGE,
                    "The record is longer than the server's max_allowed_packet of " + maxPacket + " bytes.");
        }
        return new Rejection(
                index,
                target.sourceName(MySqlErrors.column(error)),
                MySqlErrors.isTooLarge(error) ? RejectCode.VALUE_TOO_LARGE : RejectCode.REFUSED_BY_TARGET,
                "The table refuses it: " + MySqlErrors.reason(error));
    }

    /** Nothing waits here: each batch is in the transaction when {@link #append} returns. */
    @Override
    public void flush() {}

    @Override
    public void close() throws SQLException {
        writer.close();
    }
}
