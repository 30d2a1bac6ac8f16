package io.github.leat.core.load.internal;

import io.github.leat.core.record.RecordBatch;
import io.github.leat.core.record.Rejection;
import java.util.List;

/**
 * A conformed batch to write, with what was rejected on the way.
 *
 * @param read how many records came into it
 * @param batch those to write
 * @param rejected those of the records that are not to be written
 * @param skipped how many of the records a filter left out
 */
public record Work(int read, RecordBatch batch, List<Rejected> rejected, int skipped) {
    /** A record that is not to be written, in the batch in which that was found. */
    public record Rejected(RecordBatch batch, Rejection rejection) {}
}
