package io.github.leat.rds.internal.mysql;

import java.sql.Connection;
import java.sql.SQLException;

/**
 * What a connection is set to while a load uses it: values that do not fit are errors, an instant is one of UTC, names of
 * months are English, zero is not replaced by the next number. What was set before is put back, for the pool's sake.
 */
final class SessionSettings {
    private static final String MODE = "STRICT_ALL_TABLES,NO_ZERO_DATE,NO_ZERO_IN_DATE,ERROR_FOR_DIVISION_BY_ZERO,"
            + "NO_ENGINE_SUBSTITUTION,NO_AUTO_VALUE_ON_ZERO";

    private SessionSettings() {}

    static void apply(Connection connection) throws SQLException {
        MySqlLocks.run(
                connection,
                "SET @leat_sql_mode = @@SESSION.sql_mode, @leat_time_zone = @@SESSION.time_zone,"
                        + " @leat_lc_time_names = @@SESSION.lc_time_names, SESSION sql_mode = '" + MODE
                        + "', SESSION time_zone = '+00:00', SESSION lc_time_names = 'en_US'");
    }

    static void restore(Connection connection) throws SQLException {
        MySqlLocks.run(
                connection,
                "SET SESSION sql_mode = COALESCE(@leat_sql_mode, @@SESSION.sql_mode), SESSION time_zone ="
                        + " COALESCE(@leat_time_zone, @@SESSION.time_zone), SESSION lc_time_names ="
                        + " COALESCE(@leat_lc_time_names, @@SESSION.lc_time_names)");
    }
}
