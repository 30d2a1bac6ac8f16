package io.github.leat.rds.internal;

import io.github.leat.core.record.RecordBatch;
import io.github.leat.core.record.Rejection;
import java.sql.Connection;
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

    /** The records of a batch that {@link #append} would find not to fit by itself. Writes nothing. */
    default List<Rejection> check(RecordBatch batch) throws SQLException {
        throw new UnsupportedOperationException("This appender writes what it checks");
    }

    /** Whether records may go over further connections as well. */
    default boolean isSplittable() {
        return false;
    }

    /**
     * Shares the next batches between the connections so far and another one, inside that one's transaction, until closed.
     *
     * @param taken gets the source's numbers of the records that go over the other connection; complete after {@link #flush}
     */
    default void split(Connection other, RecordRanges taken) throws SQLException {
        throw new UnsupportedOperationException("This appender has one connection");
    }

    /** Hands everything buffered to the transaction. */
    void flush() throws SQLException;

    /** Flushes and releases. After an error nothing more is written. */
    @Override
    void close() throws SQLException;
}
