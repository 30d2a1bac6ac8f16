package io.github.leat.testkit.generate;

/** What ends each record. */
public enum LineEnd {
    /** A line feed. */
    LF,
    /** Carriage return and line feed, as RFC 4180 has it. */
    CRLF
}
