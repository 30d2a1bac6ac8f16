package io.github.leat.rds.internal;

import io.github.leat.core.sink.WriteMode;
import java.util.List;

/**
 * What a load will do in a database, as far as rights go.
 *
 * @param table plain name of the target
 * @param exists whether it is there
 * @param hasLedger whether the ledger is there
 * @param mode what happens to rows that are there
 * @param isStaged whether records go through a staging table
 * @param isKeyed whether records have a key
 * @param isKeyUnique whether an index of the target makes the key unique
 * @param isKeyMade whether the load makes that index
 * @param isKeyAll whether the load has no columns but the key
 * @param changes DDL that makes a table that is there fit
 * @param isUndoable whether what the load changes is kept
 * @param hasUndoLog whether the list of what is kept is there
 * @param columns names of the target's columns that the load fills
 */
public record Work(
        String table,
        boolean exists,
        boolean hasLedger,
        WriteMode mode,
        boolean isStaged,
        boolean isKeyed,
        boolean isKeyUnique,
        boolean isKeyMade,
        boolean isKeyAll,
        List<String> changes,
        boolean isUndoable,
        boolean hasUndoLog,
        List<String> columns) {
    /** Copies the lists. */
    public Work {
        changes = List.copyOf(changes);
        columns = List.copyOf(columns);
    }

    static Work of(Dialect dialect, SinkOptions options, TablePlan plan, boolean hasLedger, boolean hasUndoLog) {
        boolean exists = plan.target().isPresent();
        List<String> columns = plan.slots().stream().map(Slot::column).toList();
        List<String> key = plan.key().stream().map(columns::get).toList();
        return new Work(
                plan.table(),
                exists,
                hasLedger,
                options.mode(),
                options.isStaged(),
                !key.isEmpty(),
                new TableSql(dialect, options, plan).isKeyUnique(),
                !exists
                        && options.mode().needsKey()
                        && dialect.uniqueKey(plan.table(), key).isPresent(),
                key.size() == columns.size(),
                exists ? plan.ddl() : List.of(),
                options.undoable(),
                hasUndoLog,
                columns);
    }
}
