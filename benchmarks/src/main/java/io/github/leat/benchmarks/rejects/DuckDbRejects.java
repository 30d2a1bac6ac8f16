package io.github.leat.benchmarks.rejects;

import io.github.leat.benchmarks.CsvInput;
import io.github.leat.benchmarks.DuckDb;
import io.github.leat.benchmarks.rejects.RejectSide.Outcome;
import io.github.leat.core.schema.ColumnType;
import java.nio.file.Path;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.List;
import java.util.stream.Collectors;
import java.util.stream.IntStream;

/** See {@link RejectSide#DUCKDB}. */
final class DuckDbRejects implements RejectSide.Reading {
    @Override
    public Outcome read(CsvInput input, List<ColumnType> types, Path rejects) throws SQLException {
        String columns = IntStream.range(0, types.size())
                .mapToObj(c -> "'" + input.columns().get(c) + "': '" + type(types.get(c)) + "'")
                .collect(Collectors.joining(", "));
        String table = DuckDb.readCsv(input, columns);
        String lenient = table.substring(0, table.length() - 1) + ", store_rejects = true, rejects_limit = 0)";
        String sums = IntStream.range(0, types.size())
                .mapToObj(c -> sum(input.columns().get(c), types.get(c)))
                .collect(Collectors.joining(", "));
        // A database of its own for each pass, since rejects are kept until it is closed.
        try (DuckDb database = new DuckDb()) {
            long kept;
            try (ResultSet row = database.query("SELECT count(*), " + sums + " FROM " + lenient)) {
                row.next();
                kept = row.getLong(1);
            }
            try (ResultSet row = database.query("SELECT count(DISTINCT line) FROM reject_errors")) {
                row.next();
                return new Outcome(kept, row.getLong(1));
            }
        }
    }

    private static String type(ColumnType type) {
        return switch (type.kind()) {
            case LONG -> "BIGINT";
            case DOUBLE -> "DOUBLE";
            case DATE -> "DATE";
            default -> "VARCHAR";
        };
    }

    private static String sum(String column, ColumnType type) {
        return switch (type.kind()) {
            case LONG, DOUBLE -> "sum(" + column + ")";
            case DATE -> "sum(" + column + " - DATE '1970-01-01')";
            default -> "sum(strlen(" + column + "))";
        };
    }
}
