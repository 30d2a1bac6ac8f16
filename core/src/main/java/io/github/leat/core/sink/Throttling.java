package io.github.leat.core.sink;

/** What a target said of the pace of one write. */
public enum Throttling {
    /** Nothing. */
    NONE,
    /** It was too fast for the target: the whole load slows down. */
    TARGET,
    /** It was too fast for the part of the target that these records go to: only their writer waits. */
    PART
}
