package io.github.leat.benchmarks.csv;

import io.github.leat.benchmarks.CsvInput;
import io.github.leat.benchmarks.DuckDb;
import io.github.leat.benchmarks.FieldDigest;
import io.github.leat.benchmarks.Touch;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import java.util.stream.Collectors;

/** DuckDB's reader on one thread, from a file in the page cache, told everything it would otherwise have to find out. */
final class DuckDbFields implements FieldReader {
    /** DuckDB takes no expression deeper than 1,000. */
    private static final int TERMS = 100;

    private final DuckDb database = new DuckDb();

    @Override
    public long touch(CsvInput input) throws SQLException {
        List<String> columns = input.columns();
        List<String> sums = new ArrayList<>();
        for (int from = 0; from < columns.size(); from += TERMS) {
            sums.add(columns.subList(from, Math.min(from + TERMS, columns.size())).stream()
                    .map(column -> "coalesce(sum(strlen(" + column + ")), 0)")
                    .collect(Collectors.joining(" + ", "(", ")")));
        }
        try (ResultSet result = database.query("SELECT " + String.join(" + ", sums) + " FROM " + table(input))) {
            result.next();
            return result.getLong(1);
        }
    }

    @Override
    public void show(CsvInput input, FieldDigest digest) throws SQLException {
        try (ResultSet result = database.query("SELECT * FROM " + table(input))) {
            int columns = input.columns().size();
            while (result.next()) {
                for (int c = 0; c < columns; c++) {
                    digest.add(c, Objects.requireNonNullElse(result.getString(c + 1), ""));
                }
            }
        }
    }

    private static String table(CsvInput input) {
        return DuckDb.readCsv(
                input,
                input.columns().stream()
                        .map(column -> "'" + column + "': 'VARCHAR'")
                        .collect(Collectors.joining(", ")));
    }

    @Override
    public Touch touches() {
        return Touch.BYTE_LENGTHS;
    }

    @Override
    public boolean touchesHeader() {
        return false;
    }

    @Override
    public void close() throws SQLException {
        database.close();
    }
}
