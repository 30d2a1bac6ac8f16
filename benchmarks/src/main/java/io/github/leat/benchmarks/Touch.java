package io.github.leat.benchmarks;

/** What a side sums up over the fields, so that none is left unread. */
public enum Touch {
    /** Length in bytes, and the first byte. */
    BYTES,
    /** Length in chars, and the first char. */
    CHARS,
    /** Length in bytes: what a query can ask for at the least cost. */
    BYTE_LENGTHS
}
