package io.github.leat.rds;

/** What a user finds where the ledger should be. */
public enum LedgerAccess {
    /** It is there, and may be read. */
    READABLE,
    /** There is none: nothing was loaded, or the user sees nothing of the place where it is. */
    MISSING,
    /** It is there, and the user may not read it. */
    DENIED
}
