package io.github.leat.core;

/** A failure of the target that may pass: a lost connection, a lock time-out, a server that restarts. The load retries it. */
public final class TransientSinkException extends SinkException {
    private static final long serialVersionUID = 1L;

    /** @param message what the target said, and what to do */
    public TransientSinkException(String message, Throwable cause) {
        super(message, cause);
    }

    /** @param message what the target said, and what to do */
    public TransientSinkException(String message) {
        super(message);
    }
}
