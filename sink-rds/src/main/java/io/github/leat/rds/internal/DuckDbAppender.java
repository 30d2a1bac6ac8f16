package io.github.leat.rds.internal;

import io.github.leat.core.record.RecordBatch;
import io.github.leat.core.record.RecordCursor;
import io.github.leat.core.record.Rejection;
import io.github.leat.core.schema.ColumnType;
import io.github.leat.core.schema.Schema;
import java.math.BigInteger;
import java.sql.Connection;
import java.sql.SQLException;
import java.util.List;
import org.duckdb.DuckDBAppender;
import org.duckdb.DuckDBConnection;

/**
 * Fills DuckDB's column vectors; texts go in as the UTF-8 bytes that were read.
 *
 * <p>The driver flushes by count of rows only (2,048, one vector), so that long texts would pile up: this one flushes by
 * bytes too. A flush of few rows costs more than one of a full vector, hence not after each batch.
 */
final class DuckDbAppender implements RecordAppender {
    /** Bytes that may wait in the vectors. */
    private static final long FLUSH_BYTES = 4 << 20;

    private static final int SHORT_DIGITS = 4;
    private static final int INT_DIGITS = 9;

    private final DuckDBAppender appender;
    private final int[] order;
    private final ColumnType[] types;
    private long waiting;

    DuckDbAppender(Connection connection, TableRef table, Schema schema, List<Integer> order) throws SQLException {
        DuckDBConnection duck = connection.unwrap(DuckDBConnection.class);
        this.appender = table.temporary()
                ? duck.createAppender("temp", "main", table.name())
                : duck.createAppender(null, duck.getSchema(), table.name());
        // the load opens, writes and closes in different threads, one after the other
        appender.unsafeBreakThreadConfinement();
        this.order = order.stream().mapToInt(Integer::intValue).toArray();
        this.types = new ColumnType[schema.size()];
        for (int i = 0; i < types.length; i++) {
            types[i] = schema.column(i).type();
        }
    }

    @Override
    public List<Rejection> append(RecordBatch batch, long firstNumber) throws SQLException {
        RecordCursor cursor = batch.cursor();
        long perRecord = batch.sizeInBytes() / Math.max(1, batch.size()) + 1;
        long number = firstNumber;
        while (cursor.next()) {
            appender.beginRow();
            for (int column : order) {
                if (column == NUMBER) {
                    appender.append(number++);
                } else if (column == NULL || cursor.isNull(column)) {
                    appender.appendNull();
                } else {
                    append(cursor, column, types[column]);
                }
            }
            appender.endRow();
            waiting += perRecord;
            if (waiting >= FLUSH_BYTES) {
                flush();
            }
        }
        return List.of();
    }

    private void append(RecordCursor cursor, int column, ColumnType type) throws SQLException {
        switch (type.kind()) {
            case BOOLEAN -> appender.append(cursor.getBoolean(column));
            case LONG -> appender.append(cursor.getLong(column));
            case DECIMAL -> appendDecimal(cursor, column, type.precision());
            case DOUBLE -> appender.append(cursor.getDouble(column));
            case DATE -> appender.appendEpochDays((int) cursor.getEpochDay(column));
            case TIME -> appender.appendDayMicros(cursor.getMicros(column));
            case TIMESTAMP, TIMESTAMP_TZ -> appender.appendEpochMicros(cursor.getMicros(column));
            case TEXT -> appender.append(cursor.getSlice(column).toBytes());
        }
    }

    private void appendDecimal(RecordCursor cursor, int column, int precision) throws SQLException {
        if (precision <= SHORT_DIGITS) {
            appender.appendDecimal((short) cursor.getUnscaled(column));
        } else if (precision <= INT_DIGITS) {
            appender.appendDecimal((int) cursor.getUnscaled(column));
        } else if (precision <= ColumnType.MAX_LONG_PRECISION) {
            appender.appendDecimal(cursor.getUnscaled(column));
        } else {
            BigInteger unscaled = cursor.getDecimal(column).unscaledValue();
            appender.appendDecimal(
                    unscaled.longValue(), unscaled.shiftRight(Long.SIZE).longValue());
        }
    }

    @Override
    public void flush() throws SQLException {
        waiting = 0;
        appender.flush();
    }

    @Override
    public void close() throws SQLException {
        appender.close();
    }
}
