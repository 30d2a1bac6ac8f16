package io.github.leat.rds.internal.mysql;

import io.github.leat.core.PermanentSinkException;
import io.github.leat.core.SinkException;
import io.github.leat.core.TransientSinkException;
import io.github.leat.rds.internal.StageName;
import java.sql.SQLException;
import java.sql.SQLNonTransientConnectionException;
import java.util.Set;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** What the errors of MySQL and MariaDB mean, by their numbers (MySQL 8.4, "Server Error Message Reference"; MariaDB, "Error Codes"). */
final class MySqlErrors {
    /** ER_TABLEACCESS_DENIED_ERROR, ER_COLUMNACCESS_DENIED_ERROR. */
    private static final int TABLE_ACCESS_DENIED = 1142;

    private static final int COLUMN_ACCESS_DENIED = 1143;

    private static final int MAX_REASON = 300;
    private static final Pattern PREFIX = Pattern.compile("^\\(conn[=:]\\d+\\) ");
    private static final Pattern COLUMN =
            Pattern.compile("(?i)column '([^']+)'|column (?:`[^`]*`\\.){2}`([^`]+)`|field '([^']+)'");
    /** Deadlock, lock wait time-out, shutdown, killed connection, read-only after a fail-over, lost network. */
    private static final Set<Integer> PASSING = Set.of(
            1040, 1042, 1043, 1053, 1077, 1129, 1158, 1159, 1160, 1161, 1203, 1205, 1213, 1290, 1613, 1836, 1927, 2006,
            2013, 2055, 4031);
    /** Too many connections of all, of a user. */
    private static final Set<Integer> NO_CONNECTION = Set.of(1040, 1203, 1226);
    /**
     * Values that do not fit and rules that are broken: those that have no SQLSTATE of class 22, 23 or 45. Default missing,
     * partition missing, wrong value, wrong string, rule of a view, rule of a table in MySQL.
     */
    private static final Set<Integer> OF_RECORD =
            Set.of(1265, 1364, 1366, 1367, 1369, 1411, 1526, 1690, 3819, 4025, 4078);

    private static final Set<Integer> TOO_LARGE = Set.of(1264, 1406);
    private static final int ROW_TOO_LARGE = 1118;
    private static final int PACKET_TOO_LARGE = 1153;

    private MySqlErrors() {}

    /** Whether the user lacks the right to read a table or one of its columns. */
    static boolean isUnreadable(SQLException error) {
        return error.getErrorCode() == TABLE_ACCESS_DENIED || error.getErrorCode() == COLUMN_ACCESS_DENIED;
    }

    static boolean hasNoConnection(SQLException error) {
        return NO_CONNECTION.contains(error.getErrorCode());
    }

    /** The error that says what it is: a failed batch wraps it. */
    static SQLException root(SQLException error) {
        SQLException root = error;
        while (root.getErrorCode() == 0 && stateOf(root).isEmpty() && root.getCause() instanceof SQLException cause) {
            root = cause;
        }
        return root;
    }

    static SinkException translate(SQLException reported, String doing, String where) {
        SQLException error = root(reported);
        String said = where + ": cannot " + doing + ": " + reason(error) + " (error " + error.getErrorCode()
                + ", SQLSTATE " + stateOf(error) + ")";
        if (isPassing(error) && doing.equals("open the database")) {
            return TransientSinkException.undoing(said + " Run the load again once the server can be reached.", error);
        }
        if (isPassing(error)) {
            return TransientSinkException.undoing(
                    said + " Nothing since the last commit was kept; the load goes on there.", error);
        }
        return new PermanentSinkException(said + " " + advice(error.getErrorCode()), error);
    }

    private static boolean isPassing(SQLException error) {
        String state = stateOf(error);
        return (error instanceof SQLNonTransientConnectionException && error.getErrorCode() == 0)
                || (state.startsWith("08") && error.getErrorCode() != PACKET_TOO_LARGE)
                || state.startsWith("40")
                || PASSING.contains(error.getErrorCode());
    }

    static boolean isOfRecord(SQLException reported) {
        SQLException error = root(reported);
        String state = stateOf(error);
        return state.startsWith("22")
                || state.startsWith("23")
                || state.startsWith("45")
                || error.getErrorCode() == PACKET_TOO_LARGE
                || error.getErrorCode() == ROW_TOO_LARGE
                || OF_RECORD.contains(error.getErrorCode());
    }

    static boolean isTooLarge(SQLException error) {
        return TOO_LARGE.contains(root(error).getErrorCode());
    }

    private static String stateOf(SQLException error) {
        String state = error.getSQLState();
        return state == null ? "" : state;
    }

    private static String advice(int code) {
        return switch (code) {
            case 1021, 1030, 1114 ->
                "Free some disk space on the server, then run the load again: it goes on at its last commit.";
            case 1317, 1969, 3024 ->
                "Raise max_statement_time or max_execution_time for the load's user, or find out what it waited for,"
                        + " then run the load again: it goes on at its last commit.";
            case 1044, 1045, 1142, 1143, 1227 ->
                "Check user and password, and grant the load's user the rights it needs, then run the load again.";
            case 1049 -> "Create the database, or correct its name in the target.";
            case ROW_TOO_LARGE ->
                "The columns do not fit a page of InnoDB: load fewer of them with select, or make the table yourself with"
                        + " smaller types.";
            default -> "Nothing since the last commit was kept; run the load again after mending the cause.";
        };
    }

    /** The server's words on one line, ended by a full stop. */
    static String reason(SQLException reported) {
        SQLException error = root(reported);
        String message = PREFIX.matcher(String.valueOf(error.getMessage())).replaceFirst("");
        String line = StageName.unmentioned(message.replaceAll("\\s+", " ").strip());
        String cut = line.length() <= MAX_REASON ? line : line.substring(0, MAX_REASON) + "…";
        return cut.endsWith(".") ? cut : cut + ".";
    }

    /** The column that the server names; empty if it names none. */
    static String column(SQLException error) {
        Matcher column = COLUMN.matcher(String.valueOf(root(error).getMessage()));
        if (!column.find()) {
            return "";
        }
        for (int group = 1; group <= column.groupCount(); group++) {
            if (column.group(group) != null) {
                return column.group(group);
            }
        }
        return "";
    }
}
