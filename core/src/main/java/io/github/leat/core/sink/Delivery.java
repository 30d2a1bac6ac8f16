package io.github.leat.core.sink;

/** What a target guarantees when a load is interrupted and run again. */
public enum Delivery {
    /** Data, checkpoint and ledger are one transaction: every record is there once. */
    EXACTLY_ONCE,
    /** Records are written by key: writing again changes nothing. */
    IDEMPOTENT,
    /** The target keeps no ledger: records since the start of the load are written again. */
    AT_LEAST_ONCE
}
