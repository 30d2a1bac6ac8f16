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

    /** For steps that reject nothing: throws if one does. */
    static Rejects none() {
        return (batch, rejection) -> {
            throw new IllegalStateException("A record was rejected where none can be: " + rejection.reason());
        };
    }
}
