package io.github.leat.benchmarks;

import io.github.leat.testkit.generate.LineEnd;
import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.Objects;
import java.util.Properties;
import org.duckdb.DuckDBDriver;

/** A DuckDB in memory. */
public final class DuckDb implements AutoCloseable {
    private final Connection connection;
    private final Statement statement;

    /** Starts one that uses one thread. */
    public DuckDb() {
        this(1);
    }

    /** Starts one that uses so many threads. */
    public DuckDb(int threads) {
        try {
            // Not through DriverManager, which does not know the drivers of other class loaders.
            connection = Objects.requireNonNull(new DuckDBDriver().connect("jdbc:duckdb:", new Properties()));
            statement = connection.createStatement();
            statement.execute("SET threads = " + threads);
        } catch (SQLException e) {
            throw new IllegalStateException("DuckDB does not start", e);
        }
    }

    /** Runs a query. */
    public ResultSet query(String sql) throws SQLException {
        return statement.executeQuery(sql);
    }

    /**
     * The table function that reads an input's file, with nothing left to guess.
     *
     * @param columns names and types as in DuckDB's struct: {@code 'a': 'VARCHAR', 'b': 'BIGINT'}
     */
    public static String readCsv(CsvInput input, String columns) {
        return "read_csv('" + input.file() + "', auto_detect = false, header = true, delim = ',', quote = '\"',"
                + " escape = '\"', new_line = '" + (input.lineEnd() == LineEnd.CRLF ? "\\r\\n" : "\\n") + "',"
                + " dateformat = '" + dateFormat(input) + "', columns = {" + columns + "})";
    }

    private static String dateFormat(CsvInput input) {
        return input.kind().datePattern().equals("dd MMMM yyyy") ? "%d %B %Y" : "%Y-%m-%d";
    }

    @Override
    public void close() throws SQLException {
        connection.close();
    }
}
