package io.github.leat.rds.internal;

import io.github.leat.core.record.RecordBatch;
import io.github.leat.core.record.Rejection;
import java.sql.SQLException;
import java.util.List;

/** The fast way into one table, inside the connection's transaction. Used by one thread at a time. */
public interface RecordAppender extends AutoCloseable {
    /** A column that gets NULL. */
    int NULL = -1;

    /** A column that gets the record's number. */
    int NUMBER = -2;

    /**
     * Adds the records of a batch; they may be buffered.
     *
     * @param firstNumber number of the first record, counted on from there; unused if the table keeps none
     * @return the records that were found not to fit the table, ascending; the others were taken
     */
    List<Rejection> append(RecordBatch batch, long firstNumber) throws SQLException;

    /** Hands everything buffered to the transaction. */
    void flush() throws SQLException;

    /** Flushes and releases. After an error nothing more is written. */
    @Override
    void close() throws SQLException;
}
