package io.github.leat.benchmarks.csv;

import io.github.leat.benchmarks.CsvInput;
import io.github.leat.benchmarks.FieldDigest;
import io.github.leat.benchmarks.Touch;
import java.sql.SQLException;

/** One library, used in the quickest way it has to give every field of every record once. */
interface FieldReader extends AutoCloseable {
    /** Reads everything on this thread and sums up what {@link #touches} says: this is measured. */
    long touch(CsvInput input) throws Exception;

    /** Reads everything and shows every field of the data records: this is proven. */
    void show(CsvInput input, FieldDigest digest) throws Exception;

    /** What is summed up. */
    Touch touches();

    /** Whether the header's names are summed up too, being a record like others to this reader. */
    boolean touchesHeader();

    @Override
    default void close() throws SQLException {}
}
