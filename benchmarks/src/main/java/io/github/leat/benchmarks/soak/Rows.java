package io.github.leat.benchmarks.soak;

import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** The rows of a table of a database. */
final class Rows {
    private static final int FETCH = 1_000;

    private Rows() {}

    static Content of(Connection connection, String table, InputShape shape) throws SQLException {
        connection.setAutoCommit(false); // PostgreSQL's driver would fetch all rows at once
        Content content = Content.EMPTY;
        try (Statement statement = connection.createStatement()) {
            statement.setFetchSize(FETCH);
            try (ResultSet rows =
                    statement.executeQuery("SELECT " + String.join(", ", shape.columns()) + " FROM " + table)) {
                while (rows.next()) {
                    List<@Nullable String> row = new ArrayList<>();
                    for (int i = 1; i <= shape.columns().size(); i++) {
                        row.add(rows.getString(i));
                    }
                    content = content.plus(row);
                }
            }
        }
        connection.rollback();
        return content;
    }
}
