package io.github.leat.serve.internal.http;

import io.github.leat.serve.internal.api.Problem;
import io.github.leat.serve.internal.api.ProblemException;
import io.github.leat.serve.internal.database.DatabaseBusyException;
import io.github.leat.serve.internal.database.QueryTooSlowException;
import io.github.leat.serve.internal.database.ReadingStoppedException;
import io.github.leat.serve.internal.database.VisitFailedException;
import io.github.leat.serve.query.QueryException;
import java.io.IOException;
import java.sql.SQLException;
import java.util.Optional;
import java.util.concurrent.CompletionException;
import java.util.concurrent.RejectedExecutionException;
import java.util.function.BiPredicate;
import org.jdbi.v3.core.JdbiException;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** What failures look like from outside; what was not foreseen goes to the log. */
final class Problems {
    private static final Logger LOG = LoggerFactory.getLogger(Problems.class);

    private Problems() {}

    static Problem of(Throwable failure) {
        Throwable cause = failure;
        while (isWrapping(cause) && cause.getCause() != null) {
            cause = cause.getCause();
        }
        if (cause instanceof ProblemException known) {
            return known.problem();
        }
        if (cause instanceof QueryException query) {
            return new Problem(400, "Bad parameter", String.valueOf(query.getMessage()), Optional.of(query.part()));
        }
        if (cause instanceof QueryTooSlowException) {
            return Problem.of(
                    422, "Too slow", "The query was stopped at its limit of time. Filter more, or group by less.");
        }
        if (cause instanceof DatabaseBusyException) {
            return Problem.busy(String.valueOf(cause.getMessage()));
        }
        if (cause instanceof RejectedExecutionException) {
            return Problem.busy("The server is closing.");
        }
        if (cause instanceof IOException) {
            LOG.debug("the client went away", cause);
            return Problem.unforeseen();
        }
        if (isBeyondRange(cause)) {
            return Problem.of(422, "Out of range", "A value or a sum is beyond what the database can hold.");
        }
        if (isDenied(cause)) {
            return Problem.of(
                    403,
                    "Not readable",
                    "The database lets the server's user no longer read this table, or the ledger.");
        }
        if (isTooLarge(cause)) {
            return Problem.of(
                    422,
                    "Too large",
                    "The query needs more memory than the database may take. Filter more, or sort less.");
        }
        LOG.error("A request failed in a way that was not foreseen", failure);
        return Problem.unforeseen();
    }

    private static boolean isWrapping(Throwable cause) {
        return cause instanceof CompletionException
                || cause instanceof ReadingStoppedException
                || cause instanceof ClientGoneException;
    }

    /** Whether the database refused a statement that should be right. */
    static boolean isUnforeseen(Throwable failure) {
        return (failure instanceof JdbiException || failure instanceof VisitFailedException)
                && !isBeyondRange(failure)
                && !isTooLarge(failure);
    }

    /** SQL states of the class "data exception"; DuckDB has texts only. */
    private static boolean isBeyondRange(Throwable failure) {
        return says(
                failure,
                (state, text) -> state.startsWith("22")
                        || text.startsWith("Out of Range Error")
                        || text.startsWith("Conversion Error"));
    }

    /** PostgreSQL: insufficient resources, memory and disk among them. */
    private static boolean isTooLarge(Throwable failure) {
        return says(failure, (state, text) -> state.startsWith("53") || text.startsWith("Out of Memory Error"));
    }

    /** PostgreSQL: insufficient_privilege; MariaDB and MySQL: of a table, of a column. */
    private static boolean isDenied(Throwable failure) {
        for (Throwable cause = failure; cause != null; cause = cause.getCause()) {
            if (cause instanceof SQLException sql
                    && ("42501".equals(sql.getSQLState())
                            || sql.getErrorCode() == 1142
                            || sql.getErrorCode() == 1143)) {
                return true;
            }
        }
        return false;
    }

    private static boolean says(Throwable failure, BiPredicate<String, String> stateAndText) {
        for (Throwable cause = failure; cause != null; cause = cause.getCause()) {
            if (cause instanceof SQLException sql
                    && stateAndText.test(String.valueOf(sql.getSQLState()), String.valueOf(sql.getMessage()))) {
                return true;
            }
        }
        return false;
    }
}
