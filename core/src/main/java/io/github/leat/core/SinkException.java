package io.github.leat.core;

/** The target refused or could not be reached. */
public abstract sealed class SinkException extends LoadException
        permits TransientSinkException, PermanentSinkException {
    private static final long serialVersionUID = 1L;

    SinkException(String message, Throwable cause) {
        super(message, cause);
    }

    SinkException(String message) {
        super(message);
    }
}
