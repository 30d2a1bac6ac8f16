package io.github.leat.rds.internal.mysql;

import io.github.leat.core.record.RecordBatch;
import io.github.leat.core.record.RejectCode;
import io.github.leat.core.record.Rejection;
import io.github.leat.rds.internal.Bisection;
import io.github.leat.rds.internal.RecordAppender;
import java.sql.Connection;
import java.sql.SQLException;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** Writes each batch behind a savepoint, so that what the server refuses can be looked for. */
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
        return Bisection.write(batch, (from, part) -> tryWrite(part, firstNumber + from), this::rejection);
    }

    private @Nullable SQLException tryWrite(RecordBatch part, long firstNumber) throws SQLException {
        MySqlLocks.run(connection, SAVEPOINT);
        try {
            writer.write(part, firstNumber);
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
