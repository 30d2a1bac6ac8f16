package io.github.leat.rds.internal;

import io.github.leat.core.sink.Duplicates;
import io.github.leat.core.sink.SchemaPolicy;
import io.github.leat.core.sink.WriteMode;
import io.github.leat.rds.Visibility;
import java.util.List;
import java.util.Optional;

/**
 * What the user asked of a table. Immutable.
 *
 * @param table name of the table as the user writes it, or, once a dialect has located it, its plain name
 * @param key source or SQL names of the key columns; may be empty
 * @param mode what happens to rows that are there
 * @param policy what happens when columns or types differ
 * @param duplicates which record of a key in one load is kept
 * @param visibility when the records are seen
 * @param lag when the load slows down
 * @param undoable whether what the load changes is kept, so that it can be taken back
 */
public record SinkOptions(
        String table,
        List<String> key,
        WriteMode mode,
        SchemaPolicy policy,
        Duplicates duplicates,
        Optional<Visibility> visibility,
        Optional<LagLimit> lag,
        boolean undoable) {
    /** Copies the list. */
    public SinkOptions {
        key = List.copyOf(key);
    }

    /** The usual ones. */
    public static SinkOptions defaults() {
        return new SinkOptions(
                "data",
                List.of(),
                WriteMode.APPEND,
                SchemaPolicy.EVOLVE,
                Duplicates.KEEP_LAST,
                Optional.empty(),
                Optional.empty(),
                false);
    }

    /** The same with another table. */
    public SinkOptions withTable(String name) {
        return new SinkOptions(name, key, mode, policy, duplicates, visibility, lag, undoable);
    }

    /** The same with another key. */
    public SinkOptions withKey(List<String> columns) {
        return new SinkOptions(table, columns, mode, policy, duplicates, visibility, lag, undoable);
    }

    /** The same with another mode. */
    public SinkOptions withMode(WriteMode other) {
        return new SinkOptions(table, key, other, policy, duplicates, visibility, lag, undoable);
    }

    /** The same with another schema policy. */
    public SinkOptions withPolicy(SchemaPolicy other) {
        return new SinkOptions(table, key, mode, other, duplicates, visibility, lag, undoable);
    }

    /** The same with another choice among records of one key. */
    public SinkOptions withDuplicates(Duplicates other) {
        return new SinkOptions(table, key, mode, policy, other, visibility, lag, undoable);
    }

    /** The same with a chosen visibility. */
    public SinkOptions withVisibility(Visibility chosen) {
        return new SinkOptions(table, key, mode, policy, duplicates, Optional.of(chosen), lag, undoable);
    }

    /** The same with a limit to lag. */
    public SinkOptions withLag(LagLimit limit) {
        return new SinkOptions(table, key, mode, policy, duplicates, visibility, Optional.of(limit), undoable);
    }

    /** The same, keeping what the load changes. */
    public SinkOptions withUndo() {
        return new SinkOptions(table, key, mode, policy, duplicates, visibility, lag, true);
    }

    /** Whether records wait in a staging table until the load completes. */
    public boolean isStaged() {
        return mode != WriteMode.APPEND || undoable || visibility.orElse(Visibility.INCREMENTAL) == Visibility.ATOMIC;
    }

    /** What the ledger calls the mode: one load cannot go on where another with another name stopped. */
    String ledgerMode() {
        return mode == WriteMode.APPEND && isStaged() ? "APPEND_" + Visibility.ATOMIC : mode.name();
    }
}
