package io.github.leat.rds.internal.jdbc;

import io.github.leat.core.record.RecordBatch;
import io.github.leat.core.record.RecordCursor;
import io.github.leat.core.record.RejectCode;
import io.github.leat.core.record.Rejection;
import io.github.leat.core.schema.ColumnType;
import io.github.leat.core.schema.Schema;
import io.github.leat.rds.internal.Bisection;
import io.github.leat.rds.internal.RecordAppender;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.SQLException;
import java.sql.Savepoint;
import java.sql.Types;
import java.time.LocalDate;
import java.time.ZoneOffset;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** One prepared statement and batches of its values, each behind a savepoint where the database has them. */
final class JdbcAppender implements RecordAppender {
    private static final int MAX_ROWS = 1_000;

    private final Connection connection;
    private final PreparedStatement statement;
    private final List<String> columns;
    private final List<Integer> sources;
    private final Schema schema;
    private final boolean hasSavepoints;

    /**
     * Prepares the statement.
     *
     * @param columns unquoted names of the columns that are filled
     * @param sources for each of them the index of the batch's column, or {@link #NUMBER}
     */
    JdbcAppender(Connection connection, String insert, List<String> columns, List<Integer> sources, Schema schema)
            throws SQLException {
        this.connection = connection;
        this.columns = columns;
        this.sources = sources;
        this.schema = schema;
        this.hasSavepoints = connection.getMetaData().supportsSavepoints();
        this.statement = connection.prepareStatement(insert);
    }

    @Override
    public List<Rejection> append(RecordBatch batch, long firstNumber) throws SQLException {
        return Bisection.write(batch, (from, part) -> tryWrite(part, firstNumber + from), this::rejection);
    }

    private @Nullable SQLException tryWrite(RecordBatch part, long firstNumber) throws SQLException {
        Savepoint savepoint = hasSavepoints ? connection.setSavepoint() : null;
        try {
            write(part, firstNumber);
            if (savepoint != null) {
                connection.releaseSavepoint(savepoint);
            }
            return null;
        } catch (SQLException e) {
            if (savepoint == null || !JdbcErrors.isOfRecord(e)) {
                throw e;
            }
            connection.rollback(savepoint);
            return e;
        }
    }

    private void write(RecordBatch part, long firstNumber) throws SQLException {
        statement.clearBatch();
        RecordCursor cursor = part.cursor();
        long number = firstNumber;
        int rows = 0;
        while (cursor.next()) {
            bind(cursor, number++);
            statement.addBatch();
            if (++rows % MAX_ROWS == 0) {
                statement.executeBatch();
            }
        }
        if (rows % MAX_ROWS != 0) {
            statement.executeBatch();
        }
    }

    private void bind(RecordCursor cursor, long number) throws SQLException {
        for (int i = 0; i < sources.size(); i++) {
            int source = sources.get(i);
            if (source == NUMBER) {
                statement.setLong(i + 1, number);
            } else {
                bind(i + 1, cursor, source, schema.column(source).type());
            }
        }
    }

    private void bind(int parameter, RecordCursor cursor, int column, ColumnType type) throws SQLException {
        if (cursor.isNull(column)) {
            statement.setNull(parameter, codeOf(type));
            return;
        }
        switch (type.kind()) {
            case BOOLEAN -> statement.setBoolean(parameter, cursor.getBoolean(column));
            case LONG -> statement.setLong(parameter, cursor.getLong(column));
            case DECIMAL -> statement.setBigDecimal(parameter, cursor.getDecimal(column));
            case DOUBLE -> statement.setDouble(parameter, cursor.getDouble(column));
            case DATE -> statement.setObject(parameter, LocalDate.ofEpochDay(cursor.getEpochDay(column)));
            case TIME -> statement.setObject(parameter, cursor.getTime(column));
            case TIMESTAMP -> statement.setObject(parameter, cursor.getDateTime(column));
            case TIMESTAMP_TZ ->
                statement.setObject(parameter, cursor.getTimestamp(column).atOffset(ZoneOffset.UTC));
            case TEXT -> statement.setString(parameter, cursor.getString(column));
        }
    }

    private static int codeOf(ColumnType type) {
        return switch (type.kind()) {
            case BOOLEAN -> Types.BOOLEAN;
            case LONG -> Types.BIGINT;
            case DECIMAL -> Types.DECIMAL;
            case DOUBLE -> Types.DOUBLE;
            case DATE -> Types.DATE;
            case TIME -> Types.TIME;
            case TIMESTAMP -> Types.TIMESTAMP;
            case TIMESTAMP_TZ -> Types.TIMESTAMP_WITH_TIMEZONE;
            case TEXT -> Types.VARCHAR;
        };
    }

    private Rejection rejection(int index, SQLException error) {
        return new Rejection(
                index,
                sourceName(JdbcErrors.column(error)),
                JdbcErrors.isTooLarge(error) ? RejectCode.VALUE_TOO_LARGE : RejectCode.REFUSED_BY_TARGET,
                "The table refuses it: " + JdbcErrors.reason(error));
    }

    private String sourceName(String column) {
        for (int i = 0; i < columns.size(); i++) {
            if (columns.get(i).equalsIgnoreCase(column) && sources.get(i) >= 0) {
                return schema.column(sources.get(i)).name();
            }
        }
        return "";
    }

    /** Nothing waits here: each batch is in the transaction when {@link #append} returns. */
    @Override
    public void flush() {}

    @Override
    public void close() throws SQLException {
        statement.close();
    }
}
