package io.github.leat.emr;

/** Where a job is, the same words for both services. */
public enum EmrState {
    /** Accepted, not begun: SUBMITTED, QUEUED, PENDING, SCHEDULED. */
    WAITING,
    /** RUNNING. */
    RUNNING,
    /** It was asked to end: CANCELLING, CANCEL_PENDING. */
    CANCELLING,
    /** SUCCESS, COMPLETED: the load is done, some of its records may have been rejected. */
    SUCCEEDED,
    /** FAILED, INTERRUPTED: what was committed stays, and the same load goes on there. */
    FAILED,
    /** CANCELLED: what was committed stays, too. */
    CANCELLED,
    /** A word of the service that this version does not know; it is waited on. */
    UNKNOWN;

    /** Whether nothing more will come. */
    public boolean isEnd() {
        return this == SUCCEEDED || this == FAILED || this == CANCELLED;
    }

    /**
     * What a word of a service means: of EMR Serverless (user guide, "Job run states", read 2026-11-27) or of a step (API
     * reference, StepStatus).
     */
    public static EmrState of(String word) {
        return switch (word) {
            case "SUBMITTED", "QUEUED", "PENDING", "SCHEDULED" -> WAITING;
            case "RUNNING" -> RUNNING;
            case "CANCELLING", "CANCEL_PENDING" -> CANCELLING;
            case "SUCCESS", "COMPLETED" -> SUCCEEDED;
            case "FAILED", "INTERRUPTED" -> FAILED;
            case "CANCELLED" -> CANCELLED;
            default -> UNKNOWN;
        };
    }
}
