package io.github.leat.benchmarks.typed;

import io.github.leat.benchmarks.CsvInput;
import io.github.leat.benchmarks.Touch;
import java.sql.SQLException;

/** One library, decoding every field into a value of its column's type; texts stay as near to the input as it can keep them. */
interface ValueReader extends AutoCloseable {
    /** Decodes everything, on this thread unless the side says otherwise, and sums it up: this is measured. */
    Sums sum(CsvInput input) throws Exception;

    /** Decodes everything and shows every value: this is proven. */
    void show(CsvInput input, ValueDigest digest) throws Exception;

    /** What is summed up of texts. */
    Touch touches();

    @Override
    default void close() throws SQLException {}
}
