package io.github.leat.rds.internal.postgres;

import io.github.leat.core.record.RecordCursor;

/** Writes one column's field of the current record. */
@FunctionalInterface
interface FieldWriter {
    /**
     * Writes length and value.
     *
     * @param column of the cursor, whose field is not NULL
     */
    void write(RecordCursor cursor, int column, CopyBuffer out) throws Unfit;
}
