package io.github.leat.serve.internal.database;

/** A query that took longer than queries may, and was stopped. */
public final class QueryTooSlowException extends RuntimeException {
    private static final long serialVersionUID = 1;

    QueryTooSlowException(Throwable cause) {
        super("The query was stopped at its limit.", cause);
    }
}
