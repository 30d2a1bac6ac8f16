package io.github.leat.rds;

/** When others see the records of a load. */
public enum Visibility {
    /** All at once when the load completes: they wait in a staging table, whose commits can be resumed. */
    ATOMIC,
    /** Commit by commit, while the load goes on; for appends only. */
    INCREMENTAL
}
