package io.github.leat.rds.internal.mysql;

import io.github.leat.core.record.RecordBatch;
import io.github.leat.core.record.RecordCursor;
import io.github.leat.core.schema.ColumnType;
import io.github.leat.rds.internal.RecordAppender;
import java.sql.Connection;
import java.sql.SQLException;
import java.sql.Statement;

/** Statements of many rows each, as long as is quick and the server reads. */
final class RowsWriter implements RecordWriter {
    /** Beyond this longer statements are not quicker. */
    private static final int USUAL_BYTES = 1 << 20;
    /** What the protocol adds to a statement, and some room. */
    private static final int RESERVE = 1_024;

    private final Connection connection;
    private final InsertTarget target;
    private final String insert;
    private final long maxBytes;
    private final StringBuilder sql = new StringBuilder();
    private long bytes;

    RowsWriter(Connection connection, InsertTarget target, long maxPacket) {
        this.connection = connection;
        this.target = target;
        this.insert = "INSERT INTO " + target.table() + " " + target.columnList() + " VALUES ";
        this.maxBytes = maxPacket - RESERVE - 4L * insert.length();
    }

    @Override
    public void write(RecordBatch records, long firstNumber) throws SQLException {
        sql.setLength(0);
        bytes = 0;
        RecordCursor cursor = records.cursor();
        long number = firstNumber;
        while (cursor.next()) {
            int before = sql.length();
            long added = append(cursor, number++);
            if (added > maxBytes) {
                throw new PacketTooLarge();
            }
            if (bytes > 0 && bytes + added > Math.min(USUAL_BYTES, maxBytes)) {
                String row = sql.substring(before);
                sql.setLength(before);
                send();
                sql.append(insert).append(row, 1, row.length());
            }
            bytes += added;
        }
        send();
    }

    private void send() throws SQLException {
        if (sql.isEmpty()) {
            return;
        }
        try (Statement statement = connection.createStatement()) {
            // or the driver would look for {fn …} in the values
            statement.setEscapeProcessing(false);
            statement.executeUpdate(sql.toString());
        }
        sql.setLength(0);
        bytes = 0;
    }

    /** Appends a row after a comma, or after the statement's begin; answers its length in bytes. */
    private long append(RecordCursor cursor, long number) {
        sql.append(sql.isEmpty() ? insert : ",").append('(');
        long length = 2;
        for (int i = 0; i < target.sources().size(); i++) {
            int source = target.sources().get(i);
            int from = sql.length();
            if (source == RecordAppender.NUMBER) {
                sql.append(number);
            } else if (cursor.isNull(source)) {
                sql.append("NULL");
            } else if (target.types().get(i).equals(ColumnType.TEXT)) {
                String text = cursor.getString(source);
                Values.quote(text, sql);
                // of characters beyond ASCII there are more bytes than chars
                length += cursor.getSlice(source).length() - text.length();
            } else {
                Values.literal(cursor, source, target.types().get(i), sql);
            }
            length += sql.length() - from + 1;
            sql.append(',');
        }
        sql.setCharAt(sql.length() - 1, ')');
        return length;
    }

    @Override
    public void close() {}
}
