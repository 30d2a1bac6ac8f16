package io.github.leat.core.sink;

/** What a load does with rows that are already in the target. */
public enum WriteMode {
    /** Adds all records. */
    APPEND,
    /** Updates the row of the same key, else inserts. */
    UPSERT,
    /** Inserts where no row has the key; other records are skipped. */
    INSERT_NEW,
    /** The table's rows become those of the load, in one step at the end. */
    REPLACE;

    /** Whether the mode needs key columns. */
    public boolean needsKey() {
        return this == UPSERT || this == INSERT_NEW;
    }
}
