package io.github.leat.core;

/** The source, the options and the target do not fit together. Thrown before the first byte is written. */
public final class SchemaException extends LoadException {
    private static final long serialVersionUID = 1L;

    /** @param message what does not fit, and what to do */
    public SchemaException(String message) {
        super(message);
    }

    /** @param message what does not fit, and what to do */
    public SchemaException(String message, Throwable cause) {
        super(message, cause);
    }
}
