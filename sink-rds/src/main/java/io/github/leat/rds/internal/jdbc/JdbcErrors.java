package io.github.leat.rds.internal.jdbc;

import io.github.leat.core.PermanentSinkException;
import io.github.leat.core.SinkException;
import io.github.leat.core.TransientSinkException;
import java.sql.SQLException;
import java.sql.SQLTransientException;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** What the errors of any database mean, by the classes of SQLSTATE that the standard gives (SQL:2016, part 2, 24.1). */
final class JdbcErrors {
    private static final int MAX_REASON = 300;
    private static final Pattern COLUMN = Pattern.compile("(?i)column \"([^\"]+)\"");

    private JdbcErrors() {}

    static SinkException translate(SQLException reported, String doing, String where) {
        SQLException error = root(reported);
        String state = stateOf(error);
        String said = where + ": cannot " + doing + ": " + reason(error) + " (SQLSTATE " + state + ")";
        boolean connection = state.startsWith("08");
        boolean conflict = state.startsWith("40") || state.startsWith("HYT") || error instanceof SQLTransientException;
        boolean ledgerTaken = state.startsWith("23") && doing.equals("write the ledger");
        if (connection || conflict || ledgerTaken) {
            return TransientSinkException.undoing(
                    said + " Nothing since the last commit was kept; the load goes on there.", error);
        }
        return new PermanentSinkException(
                said + " Nothing since the last commit was kept; run the load again after mending the cause.", error);
    }

    /** A failed batch wraps what happened. */
    private static SQLException root(SQLException error) {
        SQLException root = error;
        while (stateOf(root).isEmpty()) {
            if (root.getNextException() != null) {
                root = root.getNextException();
            } else if (root.getCause() instanceof SQLException cause) {
                root = cause;
            } else {
                break;
            }
        }
        return root;
    }

    static boolean isOfRecord(SQLException error) {
        String state = stateOf(root(error));
        return state.startsWith("22") || state.startsWith("23") || state.startsWith("44");
    }

    static boolean isTooLarge(SQLException error) {
        String state = stateOf(root(error));
        return state.equals("22001") || state.equals("22003");
    }

    private static String stateOf(SQLException error) {
        String state = error.getSQLState();
        return state == null ? "" : state;
    }

    /** The database's words on one line, without the statement, ended by a full stop. */
    static String reason(SQLException reported) {
        String message = String.valueOf(root(reported).getMessage()).replaceFirst("(?s);? SQL statement:.*", "");
        String line = message.replaceAll("\\s+", " ").strip();
        String cut = line.length() <= MAX_REASON ? line : line.substring(0, MAX_REASON) + "…";
        return cut.endsWith(".") ? cut : cut + ".";
    }

    /** The column that the database names; empty if it names none. */
    static String column(SQLException error) {
        Matcher column = COLUMN.matcher(String.valueOf(root(error).getMessage()));
        return column.find() ? column.group(1) : "";
    }
}
