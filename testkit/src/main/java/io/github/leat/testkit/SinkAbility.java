package io.github.leat.testkit;

/** What a backend can do: the tests of {@link SinkContract} that need what it cannot are skipped by name. */
public enum SinkAbility {
    /** Mode UPSERT. */
    UPSERT,
    /** Mode INSERT_NEW. */
    INSERT_NEW,
    /** Mode REPLACE. */
    REPLACE,
    /** Goes on at the last commit after a crash. */
    RESUME,
    /** Takes loads with more or fewer columns than the table. */
    EVOLVE_COLUMNS,
    /** Changes a column's type before and during a load. */
    WIDEN,
    /** Keeps what was written before a column is widened in an append, and takes a widening back with the rest. */
    UNDO_WIDENING,
    /** Keeps the types of columns, so that a table can disagree with a load. */
    TYPED,
    /** Has rules of its own that refuse records. */
    REFUSE,
    /** Lets others read while a load runs. */
    CONCURRENT_READS,
    /** Takes back what was written since the last commit, and what an interrupted load left when a newer version is loaded. */
    TAKE_BACK,
    /** Takes NULL in a key. */
    NULL_KEYS,
    /** Keeps every value of a DOUBLE, and texts of a mebibyte. */
    LARGE_VALUES,
    /** Knows the columns that a target has. */
    COLUMNS
}
