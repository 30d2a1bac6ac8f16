package io.github.leat.core.sink;

import io.github.leat.core.record.RecordBatch;
import io.github.leat.core.schema.Schema;
import java.util.Optional;
import java.util.OptionalDouble;

/**
 * One open load into a target. Used by one thread at a time.
 *
 * <p>Nothing that was written is lasting before {@link #commit}; after a crash the next load of the same object version goes
 * on at {@link #lastCommit}. Never sleeps and never retries: the load does.
 */
public interface SinkWriter extends AutoCloseable {
    /** Where an interrupted load of this very object version goes on; empty to start at the beginning. */
    Optional<Checkpoint> lastCommit();

    /**
     * What the ledger said of the object and the target when this writer was opened, where the target lets one writer of them be
     * open at a time; empty where it knows nothing, or cannot tell. So a load finds out that another did its work after it was
     * planned.
     */
    default Optional<LedgerEntry> ledgerAtOpening() {
        return Optional.empty();
    }

    /**
     * What the target can take in a second, in the sink's unit, as it says now: asked again every few seconds. Empty: it does not
     * say, or has no bound. Default: empty.
     */
    default OptionalDouble capacity() {
        return OptionalDouble.empty();
    }

    /**
     * Whether what the target saved up of its capacity is to be spent: the load then takes more than {@link #capacity} until it is
     * refused. Default: false.
     */
    default boolean spendsCredit() {
        return false;
    }

    /**
     * The part of what the target can take that this load may take now, where several loads share it by agreement: 0 to 1. Asked
     * before each write, so it has to be cheap; while it is 0 nothing is written. Default: 1.
     *
     * @throws io.github.leat.core.TransientSinkException if it has been 0 for too long
     */
    default double portion() {
        return 1;
    }

    /**
     * How many of the first records may be written at once for at most some cost. Default: all of them.
     *
     * @param batch of at least one record
     * @param cost in the sink's unit, above 0
     * @return at least 1, at most the batch's size
     */
    default int most(RecordBatch batch, double cost) {
        return batch.size();
    }

    /** What writing the batch is expected to cost, in the sink's unit. */
    long estimateCost(RecordBatch batch);

    /**
     * Writes the records of a conformed batch, none of which is faulty.
     *
     * @throws io.github.leat.core.TransientSinkException if trying again may help; nothing of the batch was written then
     * @throws io.github.leat.core.PermanentSinkException if it will not
     */
    WriteResult write(RecordBatch batch) throws InterruptedException;

    /**
     * Changes the target to a wider schema, after a value broke a column's type. Commits nothing.
     *
     * @param wider the same columns in the same order, some with wider types
     * @throws io.github.leat.core.SinkException if the target cannot
     */
    void evolve(Schema wider);

    /** Makes all that was written since the last commit lasting, together with the checkpoint. */
    void commit(Checkpoint checkpoint);

    /**
     * Ends the load: commits, moves staged records into the table, marks the ledger as completed, all in one step.
     *
     * @param end the end of the source; its counts take every record handed to {@link #write} and neither rejected nor counted otherwise by a
     *     {@link WriteResult} as written
     * @return the counts after the target's own reckoning: of those taken as written, some may turn out deduplicated (another
     *     record of the same key in this load won) or skipped (already there in mode insert-new)
     */
    RecordCounts complete(Checkpoint end);

    /** Drops what was written since the last commit. Idempotent. */
    void abort();

    /**
     * Takes the whole load back, earlier commits and those of earlier runs included, and the ledger forgets it. After it nothing
     * but {@link #close} may be called.
     *
     * @throws UnsupportedOperationException if the sink is not {@link Sink#isAtomic}
     */
    default void undo() {
        throw new UnsupportedOperationException("This sink cannot take a load back");
    }

    /** Releases everything; aborts first if something is uncommitted. Idempotent. */
    @Override
    void close();
}
