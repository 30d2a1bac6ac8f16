package io.github.leat.core.record;

/** Takes the records that do not go on. Implementations say whether they are thread-safe. */
@FunctionalInterface
public interface Rejects {
    /**
     * Takes one record.
     *
     * @param batch the batch that holds it; only valid during the call
     * @param rejection which one, and why
     */
    void reject(RecordBatch batch, Rejection rejection);
}
