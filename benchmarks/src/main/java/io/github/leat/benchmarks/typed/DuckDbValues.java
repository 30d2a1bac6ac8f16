package io.github.leat.benchmarks.typed;

import io.github.leat.benchmarks.CsvInput;
import io.github.leat.benchmarks.DuckDb;
import io.github.leat.benchmarks.Touch;
import io.github.leat.core.schema.ColumnType;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Collectors;

/** DuckDB's reader with declared types, from a file in the page cache. */
final class DuckDbValues implements ValueReader {
    private final DuckDb database;

    DuckDbValues(int threads) {
        this.database = new DuckDb(threads);
    }

    @Override
    public Sums sum(CsvInput input) throws SQLException {
        List<String> whole = new ArrayList<>();
        List<String> fractions = new ArrayList<>();
        List<String> texts = new ArrayList<>();
        List<ColumnType> types = input.kind().types();
        for (int c = 0; c < types.size(); c++) {
            String column = input.columns().get(c);
            switch (types.get(c).kind()) {
                case DOUBLE -> fractions.add(sum(column));
                case DATE -> whole.add(sum(column + " - DATE '1970-01-01'"));
                case LONG -> whole.add(sum(column));
                case BOOLEAN -> whole.add(sum(column + "::INTEGER"));
                default -> texts.add(sum("strlen(" + column + ")"));
            }
        }
        String query =
                "SELECT " + total(whole) + ", " + total(fractions) + ", " + total(texts) + " FROM " + table(input);
        try (ResultSet result = database.query(query)) {
            result.next();
            return new Sums(result.getLong(1), result.getDouble(2), result.getLong(3), 0);
        }
    }

    private static String sum(String expression) {
        return "coalesce(sum(" + expression + "), 0)";
    }

    private static String total(List<String> sums) {
        return sums.isEmpty() ? "0" : String.join(" + ", sums);
    }

    @Override
    public void show(CsvInput input, ValueDigest digest) throws SQLException {
        List<ColumnType> types = input.kind().types();
        String columns = input.columns().stream()
                .map(name -> types.get(input.columns().indexOf(name)).equals(ColumnType.DATE)
                        ? name + " - DATE '1970-01-01'"
                        : name)
                .collect(Collectors.joining(", "));
        try (ResultSet result = database.query("SELECT " + columns + " FROM " + table(input))) {
            while (result.next()) {
                for (int c = 0; c < types.size(); c++) {
                    show(result, c, types.get(c), digest);
                }
            }
        }
    }

    private static void show(ResultSet result, int column, ColumnType type, ValueDigest digest) throws SQLException {
        Object value = result.getObject(column + 1);
        // An empty text in quotes is not NULL to DuckDB; the other sides do not tell the two apart here.
        if (value == null || value.equals("")) {
            digest.nothing(column);
            return;
        }
        switch (type.kind()) {
            case LONG, DATE -> digest.whole(column, ((Number) value).longValue());
            case DOUBLE -> digest.fraction(column, (Double) value);
            case BOOLEAN -> digest.whole(column, (Boolean) value ? 1 : 0);
            default -> digest.text(column, (String) value);
        }
    }

    private static String table(CsvInput input) {
        List<String> columns = new ArrayList<>();
        for (int c = 0; c < input.columns().size(); c++) {
            String type = switch (input.kind().types().get(c).kind()) {
                case LONG -> "BIGINT";
                case DOUBLE -> "DOUBLE";
                case DATE -> "DATE";
                case BOOLEAN -> "BOOLEAN";
                default -> "VARCHAR";
            };
            columns.add("'" + input.columns().get(c) + "': '" + type + "'");
        }
        return DuckDb.readCsv(input, String.join(", ", columns));
    }

    @Override
    public Touch touches() {
        return Touch.BYTE_LENGTHS;
    }

    @Override
    public void close() throws SQLException {
        database.close();
    }
}
