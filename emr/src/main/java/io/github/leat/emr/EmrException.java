package io.github.leat.emr;

/** A job that was refused, failed, took too long, or has no logs. The message says what to do. */
public final class EmrException extends RuntimeException {
    private static final long serialVersionUID = 1L;

    /** What kind of failure it is. */
    public enum Reason {
        /** The credentials may not do it; the message names the IAM action. */
        DENIED,
        /** There is no such job, application or cluster. */
        NOT_FOUND,
        /** A quota of the account is full. */
        QUOTA,
        /** The service was too busy at every try. */
        THROTTLED,
        /** The service refuses it as it is asked. */
        REFUSED,
        /** The job failed or was cancelled. */
        FAILED,
        /** The deadline passed; the job goes on. */
        DEADLINE,
        /** Logs are not kept on S3. */
        NO_LOGS,
        /** The logs are not there yet. */
        NOT_YET,
        /** The service cannot be reached, or no region or credentials are set. */
        UNREACHABLE
    }

    private final Reason reason;

    /** @param message what and where, and what to do, in two sentences or more */
    public EmrException(Reason reason, String message) {
        super(message);
        this.reason = reason;
    }

    /** @param message what and where, and what to do, in two sentences or more */
    public EmrException(Reason reason, String message, Throwable cause) {
        super(message, cause);
        this.reason = reason;
    }

    /** What kind of failure it is. */
    public Reason reason() {
        return reason;
    }
}
