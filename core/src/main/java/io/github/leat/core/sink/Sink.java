package io.github.leat.core.sink;

import io.github.leat.core.schema.Schema;
import java.util.Optional;

/**
 * A place to load into: a table, a file. Immutable configuration; opening it gives a {@link SinkWriter}. Thread-safe.
 *
 * <p>Every implementation passes {@code SinkContract} of the testkit.
 */
public interface Sink {
    /** What people call it, such as {@code duckdb:leat.duckdb, table conflicts}. Never with a secret in it. */
    String name();

    /**
     * Whether nothing of a load is to be seen in the target until it completes, so that {@link SinkWriter#undo} can take it back
     * whole. Default: false.
     */
    default boolean isAtomic() {
        return false;
    }

    /** What the load must know. */
    SinkTraits traits();

    /**
     * What opening would do. Writes nothing.
     *
     * @throws io.github.leat.core.SchemaException if the schema, the mode or the key do not fit the target
     * @throws io.github.leat.core.SinkException if the target cannot be reached
     */
    SinkPlan plan(Schema schema);

    /**
     * The least that the load needs to be allowed, for the target as it is now. Writes nothing; looks at the target, and so needs
     * to be let in. Default: empty, the target has no users, or it is not known what they need.
     *
     * @param schema the schema of the plan
     * @param grantee who is to load, as the target names users; empty: who is connected
     * @throws io.github.leat.core.SchemaException if the grantee is no name of a user
     * @throws io.github.leat.core.SinkException if the target cannot be reached
     */
    default Optional<Privileges> privileges(Schema schema, Optional<String> grantee) {
        return Optional.empty();
    }

    /**
     * The columns that the target has, for contracts about columns that differ: where one is the same as a column of the load,
     * under that one's SQL name. Writes nothing. Default: empty, the target is not there yet or has no columns of its own.
     *
     * @param load the load's columns
     */
    default Optional<Schema> target(Schema load) {
        return Optional.empty();
    }

    /**
     * What the ledger says about an object version, without writing anything; empty when it has never been loaded, also where
     * the target keeps no ledger.
     */
    Optional<LedgerEntry> ledger(LoadId load);

    /**
     * Lists what the ledger holds, without writing or making anything. Reads all of it. Default: empty, the sink keeps no ledger
     * that can be listed.
     *
     * @throws io.github.leat.core.SinkException if the target cannot be reached, or the ledger not be read
     */
    default Optional<LedgerListing> loads(LedgerScope scope) {
        return Optional.empty();
    }

    /** Whether loads keep what they change, so that they can be taken back after they have completed. Default: false. */
    default boolean isUndoable() {
        return false;
    }

    /** Takes back loads that have kept what they changed. Default: empty, the sink cannot. */
    default Optional<Undo> undo(LedgerScope scope) {
        return Optional.empty();
    }

    /**
     * In what order parts of one source may be loaded, and several at once. Default: in any.
     */
    default PartOrder partOrder() {
        return PartOrder.ANY;
    }

    /**
     * How records are spread over several writers. A sink that answers one is written to by all its writers at once, each record
     * by the writer that its key decides; the first writer alone commits and completes, after all the others have written what
     * comes before. Default: empty, batches are dealt out in turn and every writer commits.
     *
     * @param schema the schema of the plan
     */
    default Optional<Routing> routing(Schema schema) {
        return Optional.empty();
    }

    /**
     * Opens a further writer of a load that has one already. Default: as {@link #open}.
     *
     * @param first the writer that {@link #open} gave
     */
    default SinkWriter openAnother(Schema schema, LoadId load, SinkWriter first) {
        return open(schema, load);
    }

    /**
     * Prepares the target (DDL, staging) and opens a writer.
     *
     * @param schema the schema of the plan
     * @throws io.github.leat.core.SinkException if the target cannot be reached or prepared
     */
    SinkWriter open(Schema schema, LoadId load);
}
