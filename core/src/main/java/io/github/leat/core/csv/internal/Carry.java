package io.github.leat.core.csv.internal;

/** What a block of text hands on to the next one: each a 0 or 1, but for {@link #inside}. Not thread-safe. */
final class Carry {
    /** Whether the last byte lies inside quotes: no bit, or all. */
    long inside;

    /** Whether the next byte begins a field. */
    long start;

    /** Whether the last byte is a closing quote, or the first of two. */
    long close;

    /** Whether the field at hand has doubled quotes. */
    long escape;

    /** Whether the last byte is a CR. */
    long carriageReturn;

    /** Whether the last byte is of a line end outside quotes. */
    long line;

    Carry() {
        begin();
    }

    /** As before the first byte of a record. */
    void begin() {
        inside = 0;
        start = 1;
        close = 0;
        escape = 0;
        carriageReturn = 0;
        line = 1;
    }
}
