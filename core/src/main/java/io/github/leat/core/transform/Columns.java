package io.github.leat.core.transform;

import io.github.leat.core.record.RecordBatch;
import io.github.leat.core.record.Rejects;
import io.github.leat.core.schema.Schema;

/**
 * Shows columns in another order, under other names and types, and with NULL for those that are not there. Copies nothing.
 * Immutable.
 */
public final class Columns implements Transform {
    private final Schema schema;
    private final int[] indexes;

    /**
     * The columns to show.
     *
     * @param indexes for each of them the index of the batch's column, or -1 for NULL in every record
     * @throws IllegalArgumentException if there are not as many
     */
    public Columns(Schema schema, int[] indexes) {
        if (schema.size() != indexes.length) {
            throw new IllegalArgumentException(
                    schema.size() + " columns need as many indexes, there are " + indexes.length);
        }
        this.schema = schema;
        this.indexes = indexes.clone();
    }

    @Override
    public Schema outputSchema(Schema input) {
        return schema;
    }

    @Override
    public RecordBatch apply(RecordBatch batch, Rejects rejects) {
        return batch.project(schema, indexes);
    }
}
