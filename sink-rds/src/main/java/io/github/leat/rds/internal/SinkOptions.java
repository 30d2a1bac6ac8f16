package io.github.leat.rds.internal;

import io.github.leat.core.sink.SchemaPolicy;
import io.github.leat.core.sink.WriteMode;
import io.github.leat.rds.Duplicates;
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
 * @param lag when the load slows down
 */
public record SinkOptions(
        String table,
        List<String> key,
        WriteMode mode,
        SchemaPolicy policy,
        Duplicates duplicates,
        Optional<LagLimit> lag) {
    /** Copies the list. */
    public SinkOptions {
        key = List.copyOf(key);
    }

    SinkOptions withTable(String name) {
        return new SinkOptions(name, key, mode, policy, duplicates, lag);
    }

    /** Whether records wait in a staging table until the load completes. */
    boolean isStaged() {
        return mode != WriteMode.APPEND;
    }
}
