package io.github.leat.hdx;

/** Somebody else wrote what was to be replaced: read it again, and try again. */
public final class LandingConflictException extends Exception {
    private static final long serialVersionUID = 1L;

    /** @param key what was to be replaced */
    public LandingConflictException(String key) {
        super(key + " was written by somebody else meanwhile. Read it again, and try again.");
    }
}
