package io.github.leat.testkit.control;

/** What happens to one call instead of its answer. */
public enum ControlFault {
    /** Refused because too many came; nothing is done. */
    THROTTLED,
    /** Refused because the caller may not; nothing is done. */
    DENIED,
    /** Refused because the credentials are old; nothing is done. */
    EXPIRED,
    /** Answered with status 500; nothing is done. */
    BROKEN,
    /** Done, and the connection closed without an answer. */
    ANSWER_LOST,
    /** The connection closed before anything is done. */
    CUT
}
