package io.github.leat.benchmarks.all;

/** How much is measured. */
public enum Effort {
    /** As the tables are meant: all of it takes about an hour. */
    FULL,
    /** To see that everything runs, in some minutes; the figures mean little. */
    QUICK,
    /** For tests: the smallest inputs, in this process. */
    TINY;

    /** A number for each effort. */
    int of(int full, int quick, int tiny) {
        return switch (this) {
            case FULL -> full;
            case QUICK -> quick;
            case TINY -> tiny;
        };
    }
}
