package io.github.leat.serve;

import io.github.leat.rds.RdsDatabase;
import io.github.leat.rds.RdsSink;
import io.github.leat.rds.rollup.RollUps;
import java.sql.Connection;
import java.sql.SQLException;
import java.sql.Statement;

/** A database of its own for a test class. */
interface TestDatabase {
    /** Where loads go. */
    RdsSink sink();

    /** What is served. */
    RdsDatabase database();

    /** Its roll-ups. */
    RollUps rollUps();

    /** A connection that may write. */
    Connection connect() throws SQLException;

    /** A query of the numbers from 1 to a number, as a column {@code n}. */
    String numbers(int most);

    /** A query of whether a statement of the server's runs; empty if the database cannot say. */
    String running();

    /** Quotes a name. */
    default String quote(String name) {
        return '"' + name + '"';
    }

    /** Runs statements; an error fails the test. */
    default void run(String... statements) {
        try (Connection connection = connect();
                Statement statement = connection.createStatement()) {
            for (String sql : statements) {
                statement.execute(sql);
            }
        } catch (SQLException e) {
            throw new AssertionError(e);
        }
    }
}
