package io.github.leat.testkit.redshift.data;

/** What a {@link DataApiServer} does to one call. */
public enum CallFault {
    /** Nothing. */
    NONE,
    /** Takes the call, then cuts the connection: the client never learns of it. */
    LOSE_ANSWER,
    /** Answers 500, InternalServerException, and does nothing. */
    INTERNAL_ERROR,
    /** Answers 400, ThrottlingException, and does nothing. */
    THROTTLE,
    /** Answers 400, ExpiredTokenException, as to a caller whose credentials have expired, and does nothing. */
    EXPIRED_TOKEN,
    /** Answers 400, ActiveStatementsExceededException, and does nothing. */
    TOO_MANY_STATEMENTS
}
