package io.github.leat.rds.internal.mysql;

import io.github.leat.core.record.RecordBatch;
import java.sql.SQLException;

/** Writes records into one table; after an error some of them may be there. Used by one thread at a time. */
interface RecordWriter extends AutoCloseable {
    /**
     * Writes records.
     *
     * @param firstNumber number of the first one
     */
    void write(RecordBatch records, long firstNumber) throws SQLException;

    @Override
    void close() throws SQLException;
}
