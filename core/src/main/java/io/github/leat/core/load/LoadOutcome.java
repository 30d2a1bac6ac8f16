package io.github.leat.core.load;

/** How a load ended. */
public enum LoadOutcome {
    /** Everything that was read is in the target, or was dropped on purpose. */
    COMPLETED,
    /** The source was read to its end; some records are dead letters. */
    COMPLETED_WITH_REJECTS,
    /** The deadline came; the next run goes on at the checkpoint. */
    STOPPED_AT_DEADLINE,
    /** The target's ledger has this version: nothing was done. */
    ALREADY_LOADED,
    /** The target's ledger has a newer version: nothing was done. */
    STALE_VERSION,
    /** An error stopped the load; what was committed stays, and the next run goes on there. */
    FAILED
}
