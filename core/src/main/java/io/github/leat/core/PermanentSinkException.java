package io.github.leat.core;

/** A failure of the target that retrying cannot mend: no permission, disk full, a statement it does not accept. */
public final class PermanentSinkException extends SinkException {
    private static final long serialVersionUID = 1L;

    /** @param message what the target said, and what to do */
    public PermanentSinkException(String message, Throwable cause) {
        super(message, cause);
    }

    /** @param message what the target said, and what to do */
    public PermanentSinkException(String message) {
        super(message);
    }
}
