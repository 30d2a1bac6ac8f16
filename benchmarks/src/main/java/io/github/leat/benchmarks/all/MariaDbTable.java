package io.github.leat.benchmarks.all;

import io.github.leat.benchmarks.all.Grid.Better;
import io.github.leat.benchmarks.mariadb.BatchRun;

/** {@link BatchRun} as a table. */
final class MariaDbTable implements Table {
    @Override
    public String id() {
        return "mariadb";
    }

    @Override
    public String title() {
        return "Loads into MariaDB";
    }

    @Override
    public Page measure(Effort effort) throws Exception {
        int megabytes = effort.of(50, 5, 1);
        int rounds = effort.of(3, 1, 1);
        Grid grid = new Grid("MB/s of CSV", Better.MORE, 1);
        new BatchRun(megabytes, rounds)
                .measure((round, side, seconds, rows) ->
                        grid.add(megabytes + " MB ACLED-like", label(side), megabytes / seconds));
        return new Page()
                .about(
                        "Into the same typed table by Leat's three ways in and by a plain JDBC batch (FastCSV, a prepared INSERT, `addBatch`"
                                + " of 1,000, one commit, the driver's bulk protocol and rewriting off). One warm JVM, "
                                + rounds
                                + " round(s) after one that does not count, the sides in turn, the table emptied before each; inference and"
                                + " conforming included. Leat is its default, bulk batches.")
                .about(
                        "Proven in the round that does not count: the same number of rows and the same CHECKSUM TABLE. In the others rows are"
                                + " counted.")
                .grid(grid);
    }

    private static String label(BatchRun.Side side) {
        return switch (side) {
            case PLAIN_BATCH -> "plain JDBC batch";
            case LEAT_BULK -> Grid.OURS;
            case LEAT_ROWS -> "Leat, many rows";
            case LEAT_LOAD_DATA -> "Leat, LOAD DATA";
        };
    }
}
