package io.github.leat.core.sink;

/** Which loads of a ledger are listed. */
public enum LedgerScope {
    /** Those into the sink's table, by the ledger that a load into it would write. */
    TABLE,
    /** Those into all tables that the ledger knows; the sink's table does not matter, except that it has the ledger's place. */
    ALL_TABLES
}
