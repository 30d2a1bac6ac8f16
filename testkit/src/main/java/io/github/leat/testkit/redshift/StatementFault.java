package io.github.leat.testkit.redshift;

/** What a {@link RehearsalCluster} does to one statement. */
public enum StatementFault {
    /** Nothing. */
    NONE,
    /** Runs it to its end, then cuts the connection: the client never learns what became of it. */
    LOSE_ANSWER,
    /** Cuts the connection before it is run. */
    CUT_BEFORE,
    /** Answers as COPY does whose role's credentials have expired. */
    EXPIRED_TOKEN
}
