package io.github.leat.core.record;

import io.github.leat.core.schema.Schema;
import java.io.Closeable;
import java.io.IOException;
import org.jspecify.annotations.Nullable;

/** A stream of batches of one schema. Not thread-safe: one thread reads, others may use the batches. */
public interface RecordReader extends Closeable {
    /** The columns of every batch. */
    Schema schema();

    /**
     * The next batch, or null at the end of the input.
     *
     * @throws IOException if the source fails
     * @throws io.github.leat.core.MalformedRecordException if the format is broken beyond what a single reject can hold
     */
    @Nullable
    RecordBatch read() throws IOException;
}
