package io.github.leat.hdx;

/** What a sync did with one file. */
public enum SyncOutcome {
    /** It was fetched. */
    FETCHED,
    /** It is what was fetched before; nothing was fetched. */
    UNCHANGED,
    /** Nothing but its content could tell; it was fetched, and is what is there already. */
    SAME_CONTENT,
    /** It is of a format that was not asked for. */
    LEFT_OUT,
    /** It could not be fetched; the others are. */
    FAILED
}
