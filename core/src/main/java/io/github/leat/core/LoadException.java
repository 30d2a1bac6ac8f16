package io.github.leat.core;

/**
 * Anything that stops a load or a read. Each message has two sentences: what happened and where; what to do next.
 *
 * <p>The hierarchy is closed, so that a caller can decide by type whether the input, the schema, the source or the target
 * is at fault.
 */
public abstract sealed class LoadException extends RuntimeException
        permits DataException, SchemaException, SourceException, SinkException {
    private static final long serialVersionUID = 1L;

    LoadException(String message, Throwable cause) {
        super(message, cause);
    }

    LoadException(String message) {
        super(message);
    }
}
