package io.github.leat.core;

/** A source that is absent, unreadable, of an unsupported kind, or that changed while it was read. */
public final class SourceException extends LoadException {
    private static final long serialVersionUID = 1L;

    /** @param message which source, what is wrong with it, and what to do */
    public SourceException(String message) {
        super(message);
    }

    /** @param message which source, what is wrong with it, and what to do */
    public SourceException(String message, Throwable cause) {
        super(message, cause);
    }
}
