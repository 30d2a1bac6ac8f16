package io.github.leat.rds.internal.mysql;

import io.github.leat.core.record.RecordBatch;
import io.github.leat.core.record.RecordCursor;
import io.github.leat.core.schema.ColumnType;
import io.github.leat.rds.internal.RecordAppender;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.SQLException;
import java.sql.Types;
import java.time.LocalDate;
import java.util.Collections;

/** MariaDB's bulk protocol: one prepared statement and many rows of binary values in one packet. */
final class BulkWriter implements RecordWriter {
    private static final int MAX_ROWS = 10_000;
    private static final int USUAL_BYTES = 1 << 20;
    /** What the protocol adds to a packet, and some room. */
    private static final int RESERVE = 1_024;
    /** The longest binary value that is not a text, with the indicator before it. */
    private static final int VALUE_BYTES = 42;

    private final PreparedStatement statement;
    private final InsertTarget target;
    private final long maxBytes;

    BulkWriter(Connection connection, InsertTarget target, long maxPacket) throws SQLException {
        this.target = target;
        this.maxBytes = maxPacket - RESERVE;
        this.statement =
                connection.prepareStatement("INSERT INTO " + target.table() + " " + target.columnList() + " VALUES ("
                        + String.join(", ", Collections.nCopies(target.columns().size(), "?")) + ")");
    }

    @Override
    public void write(RecordBatch records, long firstNumber) throws SQLException {
        statement.clearBatch();
        RecordCursor cursor = records.cursor();
        long number = firstNumber;
        long waiting = 0;
        int rows = 0;
        while (cursor.next()) {
            long bytes = sizeOf(cursor);
            if (bytes > maxBytes) {
                throw new PacketTooLarge();
            }
            if (rows == MAX_ROWS || (rows > 0 && waiting + bytes > Math.min(USUAL_BYTES, maxBytes))) {
                statement.executeBatch();
                waiting = 0;
                rows = 0;
            }
            bind(cursor, number++);
            statement.addBatch();
            waiting += bytes;
            rows++;
        }
        if (rows > 0) {
            statement.executeBatch();
        }
    }

    private long sizeOf(RecordCursor cursor) {
        long bytes = 0;
        for (int i = 0; i < target.sources().size(); i++) {
            int source = target.sources().get(i);
            bytes += VALUE_BYTES
                    + (source >= 0 && target.types().get(i).equals(ColumnType.TEXT)
                            ? cursor.getSlice(source).length()
                            : 0);
        }
        return bytes;
    }

    private void bind(RecordCursor cursor, long number) throws SQLException {
        for (int i = 0; i < target.sources().size(); i++) {
            int source = target.sources().get(i);
            if (source == RecordAppender.NUMBER) {
                statement.setLong(i + 1, number);
            } else if (cursor.isNull(source)) {
                statement.setNull(i + 1, Types.NULL);
            } else {
                bind(i + 1, cursor, source, target.types().get(i));
            }
        }
    }

    private void bind(int parameter, RecordCursor cursor, int column, ColumnType type) throws SQLException {
        switch (type.kind()) {
            case BOOLEAN -> statement.setInt(parameter, cursor.getBoolean(column) ? 1 : 0);
            case LONG -> statement.setLong(parameter, cursor.getLong(column));
            case DECIMAL -> statement.setBigDecimal(parameter, cursor.getDecimal(column));
            case DOUBLE -> statement.setDouble(parameter, cursor.getDouble(column));
            case DATE -> statement.setObject(parameter, LocalDate.ofEpochDay(cursor.getEpochDay(column)));
            case TIME -> statement.setObject(parameter, cursor.getTime(column));
            case TIMESTAMP, TIMESTAMP_TZ -> statement.setObject(parameter, Values.dateTime(cursor.getMicros(column)));
            case TEXT -> statement.setString(parameter, cursor.getString(column));
        }
    }

    @Override
    public void close() throws SQLException {
        statement.close();
    }
}
