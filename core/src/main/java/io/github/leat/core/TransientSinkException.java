package io.github.leat.core;

/** A failure of the target that may pass: a lost connection, a lock time-out, a server that restarts. The load retries it. */
public final class TransientSinkException extends SinkException {
    private static final long serialVersionUID = 1L;

    private final boolean undoing;

    /** @param message what the target said, and what to do */
    public TransientSinkException(String message, Throwable cause) {
        this(message, cause, false);
    }

    /** @param message what the target said, and what to do */
    public TransientSinkException(String message) {
        super(message);
        this.undoing = false;
    }

    private TransientSinkException(String message, Throwable cause, boolean undoing) {
        super(message, cause);
        this.undoing = undoing;
    }

    private TransientSinkException(String message, boolean undoing) {
        super(message);
        this.undoing = undoing;
    }

    /**
     * A failure that undoes all that was written since the last commit, such as a lost connection: the writer is of no use any
     * more, and the load goes on at its last commit with a new one.
     *
     * @param message what the target said, and what to do
     */
    public static TransientSinkException undoing(String message, Throwable cause) {
        return new TransientSinkException(message, cause, true);
    }

    /** See {@link #undoing(String, Throwable)}. */
    public static TransientSinkException undoing(String message) {
        return new TransientSinkException(message, true);
    }

    /** Whether all that was written since the last commit is undone, rather than the last write only. */
    public boolean isUndoing() {
        return undoing;
    }
}
