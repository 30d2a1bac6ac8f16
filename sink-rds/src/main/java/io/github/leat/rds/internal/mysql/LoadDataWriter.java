package io.github.leat.rds.internal.mysql;

import io.github.leat.core.record.ByteSlice;
import io.github.leat.core.record.RecordBatch;
import io.github.leat.core.record.RecordCursor;
import io.github.leat.core.schema.ColumnType;
import io.github.leat.rds.internal.RecordAppender;
import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.nio.charset.StandardCharsets;
import java.sql.Connection;
import java.sql.SQLException;
import java.sql.Statement;

/**
 * LOAD DATA LOCAL INFILE from memory: no file is opened, whatever name the server asks for.
 *
 * <p>With LOCAL the server turns errors into warnings and goes on. So a batch with a warning, or of which not every row went
 * in, is taken back and written again by statements that are refused where they should be.
 */
final class LoadDataWriter implements RecordWriter {
    private static final String BACK = "ROLLBACK TO SAVEPOINT leat_batch";

    private final Connection connection;
    private final InsertTarget target;
    private final RecordWriter strict;
    private final String load;
    private final ByteArrayOutputStream text = new ByteArrayOutputStream();

    LoadDataWriter(Connection connection, InsertTarget target, RecordWriter strict) {
        this.connection = connection;
        this.target = target;
        this.strict = strict;
        this.load = "LOAD DATA LOCAL INFILE 'leat' INTO TABLE " + target.table()
                + " CHARACTER SET utf8mb4 FIELDS TERMINATED BY '\\t' ESCAPED BY '\\\\' LINES TERMINATED BY '\\n' "
                + target.columnList();
    }

    @Override
    public void write(RecordBatch records, long firstNumber) throws SQLException {
        encode(records, firstNumber);
        boolean clean;
        try (Statement statement = connection.createStatement()) {
            statement.setEscapeProcessing(false);
            statement
                    .unwrap(org.mariadb.jdbc.Statement.class)
                    .setLocalInfileInputStream(new ByteArrayInputStream(text.toByteArray()));
            int rows = statement.executeUpdate(load);
            clean = rows == records.size() && statement.getWarnings() == null;
        }
        if (!clean) {
            MySqlLocks.run(connection, BACK);
            strict.write(records, firstNumber);
        }
    }

    private void encode(RecordBatch records, long firstNumber) {
        text.reset();
        StringBuilder value = new StringBuilder();
        RecordCursor cursor = records.cursor();
        long number = firstNumber;
        while (cursor.next()) {
            for (int i = 0; i < target.sources().size(); i++) {
                if (i > 0) {
                    text.write('\t');
                }
                int source = target.sources().get(i);
                ColumnType type = target.types().get(i);
                value.setLength(0);
                if (source == RecordAppender.NUMBER) {
                    value.append(number++);
                } else if (cursor.isNull(source)) {
                    value.append("\\N");
                } else if (type.equals(ColumnType.TEXT)) {
                    escape(cursor.getSlice(source));
                } else {
                    Values.plain(cursor, source, type, value);
                }
                text.writeBytes(value.toString().getBytes(StandardCharsets.US_ASCII));
            }
            text.write('\n');
        }
    }

    private void escape(ByteSlice slice) {
        for (int i = 0; i < slice.length(); i++) {
            byte b = slice.byteAt(i);
            switch (b) {
                case '\\', '\t', '\n' -> {
                    text.write('\\');
                    text.write(b);
                }
                case 0 -> {
                    text.write('\\');
                    text.write('0');
                }
                default -> text.write(b);
            }
        }
    }

    @Override
    public void close() throws SQLException {
        strict.close();
    }
}
