package io.github.leat.rds.internal.postgres;

import io.github.leat.core.PermanentSinkException;
import io.github.leat.core.SinkException;
import io.github.leat.core.TransientSinkException;
import io.github.leat.rds.internal.StageName;
import java.sql.SQLException;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import org.postgresql.util.PSQLException;
import org.postgresql.util.ServerErrorMessage;

/** What PostgreSQL's errors mean, by SQLSTATE (PostgreSQL 17, appendix A). */
final class PostgresErrors {
    private static final int MAX_REASON = 300;
    /** Idle in transaction too long, too many connections, out of memory, lock not available, object in use. */
    private static final Set<String> PASSING = Set.of("25P03", "53300", "53200", "55P03", "55006");

    private PostgresErrors() {}

    static SinkException translate(SQLException error, String doing, String where) {
        String state = stateOf(error);
        String said = where + ": cannot " + doing + ": " + reason(error) + " (SQLSTATE " + state + ")";
        if (isPassing(state) && doing.equals("open the database")) {
            return TransientSinkException.undoing(said + " Run the load again once the server can be reached.", error);
        }
        if (isPassing(state)) {
            return TransientSinkException.undoing(
                    said + " Nothing since the last commit was kept; the load goes on there.", error);
        }
        return new PermanentSinkException(said + " " + advice(state), error);
    }

    static String stateOf(SQLException error) {
        String state = error.getSQLState();
        return state == null ? "" : state;
    }

    /** Whether the connection or the transaction was lost by something that may not happen again. */
    static boolean isPassing(String state) {
        boolean connection = state.startsWith("08") && !state.equals("08P01");
        boolean shutdown = state.startsWith("57P") && !state.equals("57P04");
        return connection || shutdown || state.startsWith("40") || PASSING.contains(state);
    }

    /** Whether the server refused a record rather than the load: a value, a constraint, a trigger's own error. */
    static boolean isOfRecord(SQLException error) {
        String state = stateOf(error);
        return state.startsWith("22")
                || state.startsWith("23")
                || state.startsWith("44")
                || state.startsWith("P0")
                || state.equals("54000");
    }

    private static String advice(String state) {
        return switch (state) {
            case "53100" ->
                "Free some disk space on the server, then run the load again: it goes on at its last commit.";
            case "57014" ->
                "Raise statement_timeout for the load's user, or find out what it waited for, then run the load again:"
                        + " it goes on at its last commit.";
            case "28P01", "28000" -> "Check user and password, and the server's pg_hba.conf.";
            case "3D000" -> "Create the database, or correct its name in the target.";
            case "42501" -> "Grant the load's user the right to do that, then run the load again.";
            default -> "Nothing since the last commit was kept; run the load again after mending the cause.";
        };
    }

    /** The server's words on one line, ended by a full stop; without whole rows, which may be long or private. */
    static String reason(SQLException error) {
        ServerErrorMessage server = serverMessage(error);
        if (server == null) {
            return oneLine(String.valueOf(error.getMessage()));
        }
        String detail = server.getDetail();
        boolean hasDetail = detail != null && !detail.startsWith("Failing row contains");
        return oneLine(server.getMessage() + (hasDetail ? ": " + detail : ""));
    }

    static @Nullable ServerErrorMessage serverMessage(SQLException error) {
        return error instanceof PSQLException own ? own.getServerErrorMessage() : null;
    }

    private static String oneLine(String text) {
        String line = StageName.unmentioned(text.replaceAll("\\s+", " ").strip());
        String cut = line.length() > MAX_REASON ? line.substring(0, MAX_REASON) + "…" : line;
        return cut.endsWith(".") || cut.endsWith("!") ? cut : cut + ".";
    }
}
