package io.github.leat.benchmarks.all;

import io.github.leat.benchmarks.all.Grid.Better;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.SQLException;
import java.util.Locale;

/** The same file into a new DuckDB file, by Leat and by DuckDB's own ways in. */
final class DuckDbLoadTable implements Table {
    @Override
    public String id() {
        return "duckdb";
    }

    @Override
    public String title() {
        return "Loads into DuckDB";
    }

    @Override
    public Page measure(Effort effort) throws Exception {
        int megabytes = effort.of(200, 10, 1);
        int rounds = effort.of(3, 1, 1);
        Grid grid = new Grid("MB/s of CSV", Better.MORE, 0);
        try (InputFile input = InputFile.events(megabytes * 1_000_000L)) {
            Path made = input.directory().resolve("made.duckdb");
            DuckDbLoad.LEAT.load(input.file(), made, made);
            String expected = DuckDbLoad.answer(made);
            requireRecords(expected, input.records());
            String aCase = megabytes + " MB ACLED-like";
            for (int round = 0; round <= rounds; round++) {
                for (DuckDbLoad side : DuckDbLoad.values()) {
                    double seconds = once(side, input, made, expected);
                    if (round > 0) {
                        grid.add(aCase, side.label(), input.megabytes() / seconds);
                    }
                }
            }
            return new Page()
                    .about(String.format(
                            Locale.ROOT,
                            "%d records of 31 columns into a new database file, %d round(s) after one that does not count, the sides in"
                                    + " turn in one warm JVM. The clock runs from opening the database until it is closed. The page cache"
                                    + " has the file. `memory_limit` is 512 MB for all.",
                            input.records(),
                            rounds))
                    .about("""
                            Leat infers the layout, checks each value, paces, commits with a ledger, on its own threads beside one of \
                            DuckDB; the others are told the columns and types. COPY, read_csv into a table that is there \
                            (INSERT … SELECT), and DuckDB's appender with records of FastCSV, whose values the JDK parses.""")
                    .about(
                            "Proven after every load: the same number of rows, and the same sum of a hash over all columns of each row, as Leat's"
                                    + " first load gave, into tables of the same types.")
                    .grid(grid);
        }
    }

    private static double once(DuckDbLoad side, InputFile input, Path made, String expected) throws Exception {
        Path database = Files.createTempFile(input.directory(), "loaded", ".duckdb");
        Files.delete(database);
        try {
            double seconds = side.load(input.file(), database, made);
            String answer = DuckDbLoad.answer(database);
            if (!answer.equals(expected)) {
                throw new IllegalStateException(
                        side.label() + " loaded other rows: " + answer + " instead of " + expected + " (rows, hash).");
            }
            return seconds;
        } finally {
            Files.deleteIfExists(database);
            Files.deleteIfExists(Path.of(database + ".wal"));
        }
    }

    private static void requireRecords(String answer, long records) throws SQLException {
        if (!answer.startsWith(records + " ")) {
            throw new SQLException("Leat loaded " + answer + " (rows, hash) instead of " + records + " rows.");
        }
    }
}
