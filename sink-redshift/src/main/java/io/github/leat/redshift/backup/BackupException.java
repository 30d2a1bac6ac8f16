package io.github.leat.redshift.backup;

/** A backup or a restore that was refused, failed, or took too long. The message says what to do. */
public final class BackupException extends RuntimeException {
    private static final long serialVersionUID = 1L;

    /** What kind of failure it is. */
    public enum Reason {
        /** The credentials may not do it; the message names the IAM action. */
        DENIED,
        /** There is no such snapshot, schedule, cluster or namespace. */
        NOT_FOUND,
        /** The name is taken by something else. */
        TAKEN,
        /** A quota of the account is full. */
        QUOTA,
        /** The service was too busy at every try. */
        THROTTLED,
        /** The service refuses it as it is asked. */
        REFUSED,
        /** The snapshot or the restore itself failed. */
        FAILED,
        /** The deadline passed; the service goes on. */
        DEADLINE,
        /** The service cannot be reached, or no region or credentials are set. */
        UNREACHABLE
    }

    private final Reason reason;

    /** @param message what and where, and what to do, in two sentences or more */
    public BackupException(Reason reason, String message) {
        super(message);
        this.reason = reason;
    }

    /** @param message what and where, and what to do, in two sentences or more */
    public BackupException(Reason reason, String message, Throwable cause) {
        super(message, cause);
        this.reason = reason;
    }

    /** What kind of failure it is. */
    public Reason reason() {
        return reason;
    }
}
