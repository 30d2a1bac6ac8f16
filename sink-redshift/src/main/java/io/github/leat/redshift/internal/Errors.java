package io.github.leat.redshift.internal;

import io.github.leat.core.PermanentSinkException;
import io.github.leat.core.SinkException;
import io.github.leat.core.TransientSinkException;
import java.sql.SQLException;
import java.util.Set;

/** What Redshift's errors mean. It has most SQLSTATEs from PostgreSQL, but tells much by its words alone. */
final class Errors {
    /** What is being done when the connection is made. */
    static final String CONNECT = "connect";

    private static final int MAX_REASON = 300;

    /**
     * Idle in transaction too long, too many connections, out of memory, lock not available, object in use; and table, its type, or
     * column made by another load at the same time, which is there when this one begins again.
     */
    private static final Set<String> PASSING =
            Set.of("25P03", "53300", "53200", "55P03", "55006", "42P07", "42710", "42701", "23505");

    private Errors() {}

    static SinkException translate(SQLException error, String doing, String where) {
        String state = error.getSQLState() == null ? "" : error.getSQLState();
        return translate(state, String.valueOf(error.getMessage()), error, doing, where);
    }

    /** @param state the SQLSTATE */
    static SinkException translate(String state, String message, Exception error, String doing, String where) {
        String reason = oneLine(message);
        if (doing.equals(Ledger.GUARD) && state.equals("22012")) {
            return new PermanentSinkException(
                    where
                            + ": another load of the same object into the same table has taken over. Let it finish; nothing"
                            + " since the last commit of this one was kept.",
                    error);
        }
        String said =
                where + ": cannot " + doing + ": " + reason + (state.isEmpty() ? "" : " (SQLSTATE " + state + ")");
        if (isPassing(state, reason)) {
            return TransientSinkException.undoing(
                    said
                            + (doing.equals(CONNECT)
                                    ? " Run the load again once the cluster can be reached."
                                    : " Nothing since the last commit was kept; the load goes on there."),
                    error);
        }
        return new PermanentSinkException(said + " " + advice(state, reason), error);
    }

    private static boolean isPassing(String state, String reason) {
        boolean connection = state.startsWith("08") && !state.equals("08P01");
        boolean shutdown = state.startsWith("57P") && !state.equals("57P04");
        return connection
                || shutdown
                || state.startsWith("40")
                || PASSING.contains(state)
                || reason.contains("Serializable isolation violation");
    }

    private static String advice(String state, String reason) {
        if (reason.contains("ExpiredToken") || reason.contains("InvalidAccessKeyId")) {
            return "The role's credentials are not good any more. Check the IAM role, then run the load again: it goes on at"
                    + " its last commit.";
        }
        if (reason.contains("S3ServiceException") || reason.contains("AccessDenied")) {
            return "Check that the IAM role is attached to the cluster and may list the staging bucket and read its objects.";
        }
        return switch (state) {
            case "57014" ->
                "Raise statement_timeout for the load's user, then run the load again: it goes on at its last commit.";
            case "28P01", "28000" -> "Check user and password.";
            case "3D000" -> "Create the database, or correct its name in the target.";
            case "42501" -> "Grant the load's user the right to do that, then run the load again.";
            case "2BP01" ->
                "Views stand on the table, so it cannot be replaced by another of its name. Set replace=delete, which"
                        + " keeps the table and replaces its rows.";
            default -> "Nothing since the last commit was kept; run the load again after mending the cause.";
        };
    }

    /** Whether COPY refused records, which one of the views of load errors tells then. */
    static boolean isOfRecords(Throwable error) {
        String said = String.valueOf(error.getMessage());
        return said.contains(LoadErrors.NEW_VIEW) || said.contains(LoadErrors.OLD_VIEW);
    }

    static String oneLine(String text) {
        String line = text.replaceAll("\\s+", " ").strip();
        String cut = line.length() > MAX_REASON ? line.substring(0, MAX_REASON) + "…" : line;
        return cut.endsWith(".") || cut.endsWith("!") ? cut : cut + ".";
    }
}
