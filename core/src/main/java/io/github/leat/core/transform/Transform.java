package io.github.leat.core.transform;

import io.github.leat.core.record.RecordBatch;
import io.github.leat.core.record.Rejects;
import io.github.leat.core.schema.Schema;

/**
 * A step between reader and sink, on whole batches. Thread-safe unless it says otherwise.
 *
 * <p>A record is never lost: what is not in the answer is either handed to the rejects, or counted as skipped.
 */
public interface Transform {
    /** The columns after this step. */
    Schema outputSchema(Schema input);

    /** The batch after this step. */
    RecordBatch apply(RecordBatch batch, Rejects rejects);

    /** This step, then another. */
    default Transform then(Transform next) {
        Transform first = this;
        return new Transform() {
            @Override
            public Schema outputSchema(Schema input) {
                return next.outputSchema(first.outputSchema(input));
            }

            @Override
            public RecordBatch apply(RecordBatch batch, Rejects rejects) {
                return next.apply(first.apply(batch, rejects), rejects);
            }
        };
    }

    /** Leaves everything as it is. */
    static Transform identity() {
        return new Transform() {
            @Override
            public Schema outputSchema(Schema input) {
                return input;
            }

            @Override
            public RecordBatch apply(RecordBatch batch, Rejects rejects) {
                return batch;
            }
        };
    }
}
