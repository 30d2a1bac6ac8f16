package io.github.leat.core.transform;

import io.github.leat.core.record.RecordCursor;

/**
 * Computes values of one record from its others. What it throws makes the record a reject with the exception's message.
 *
 * <p>Called record after record on one thread at a time; must not keep the cursor or the values.
 */
@FunctionalInterface
public interface RecordFunction {
    /**
     * Computes one record's values.
     *
     * @param record the record, conformed: its getters answer decoded values; columns are those before this function
     * @param values takes what was computed; a column that is not set is NULL
     * @throws Exception if the record is not to be loaded
     */
    void apply(RecordCursor record, ComputedValues values) throws Exception;
}
