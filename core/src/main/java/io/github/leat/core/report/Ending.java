package io.github.leat.core.report;

import io.github.leat.core.load.LoadOutcome;

/** How a load ended, as the page shows it: a few words, and how good that is. */
enum Ending {
    LOADED("Loaded", "good"),
    LOADED_WITH_REJECTS("Loaded, with rejects", "doubtful"),
    ALREADY_LOADED("Already loaded", "idle"),
    STALE("Older than what is loaded", "idle"),
    STOPPED("Stopped at the deadline", "doubtful"),
    FAILED("Failed", "bad"),
    INTERRUPTED("Interrupted", "bad"),
    NOT_BEGUN("Not begun", "bad");

    private final String label;
    private final String style;

    Ending(String label, String style) {
        this.label = label;
        this.style = style;
    }

    static Ending of(LoadOutcome outcome) {
        return switch (outcome) {
            case COMPLETED -> LOADED;
            case COMPLETED_WITH_REJECTS -> LOADED_WITH_REJECTS;
            case ALREADY_LOADED -> ALREADY_LOADED;
            case STALE_VERSION -> STALE;
            case STOPPED_AT_DEADLINE -> STOPPED;
            case FAILED -> FAILED;
        };
    }

    String label() {
        return label;
    }

    /** Class of the style sheet. */
    String style() {
        return style;
    }

    /** Whether it ended before the end of its source, without wanting to. */
    boolean isBroken() {
        return this == FAILED || this == INTERRUPTED;
    }

    /** Whether it is worth a look before others. */
    boolean isTrouble() {
        return this != LOADED && this != ALREADY_LOADED && this != STALE;
    }
}
