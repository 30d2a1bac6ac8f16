package io.github.leat.benchmarks.all;

import io.github.leat.benchmarks.all.Grid.Better;
import io.github.leat.benchmarks.chart.LineChart.Spread;
import io.github.leat.benchmarks.rejects.RejectSide;
import java.util.List;

/** How the cost of typed reading grows with the share of records that are rejected. */
final class RejectsTable implements Table {
    @Override
    public String id() {
        return "rejects";
    }

    @Override
    public String title() {
        return "Cost by share of rejected records";
    }

    @Override
    public Page measure(Effort effort) throws Exception {
        long bytes = effort.of(64, 8, 1) * 1_000_000L;
        int rounds = effort.of(2, 1, 1);
        Grid speed = new Grid("MB/s", Better.MORE, 0);
        Grid cost = new Grid("ns per field", Better.LESS, 1);
        List<String> percents = effort == Effort.TINY ? List.of("0", "10") : List.of("0", "0.1", "1", "10", "50");
        for (String percent : percents) {
            for (int round = 0; round < rounds; round++) {
                for (RejectSide side : RejectSide.values()) {
                    for (Pass pass : passes(side, Double.parseDouble(percent) / 100, bytes, effort)) {
                        speed.add(percent, label(side), pass.megabytesPerSecond());
                        cost.add(percent, label(side), pass.nanosPerField());
                    }
                }
            }
        }
        return new Page()
                .about(bytes / 1_000_000
                        + " MB of 12 columns (integers, texts, decimal numbers, dates), a tenth of the fields in quotes. In the share of"
                        + " records that is given the first field is no integer. Every other value is decoded.")
                .about("""
                        What each does with such a record:

                        - Leat: reader and Conform, as in a load; the record's fields and a reason go to a file
                        - Leat load: a whole load with declared types that writes CSV to `/dev/null`, with its dead letters forced to disk
                        - FastCSV + JDK: `NumberFormatException` is caught; the record's fields and the message go to a file
                        - DuckDB: `read_csv` with `store_rejects`, one thread, into a table in memory, from a file in the page cache""")
                .about(rounds
                        + " round(s) of one process a side and share, the sides in turn, after passes that do not count; -Xmx512m. Every pass"
                        + " must keep and reject exactly as many records as the generator made.")
                .grid(speed)
                .grid(cost.withoutRatios())
                .across("records rejected, % (not to scale)", Spread.EVEN);
    }

    private static List<Pass> passes(RejectSide side, double share, long bytes, Effort effort) throws Exception {
        return effort == Effort.TINY
                ? RejectsRun.measure(side, share, bytes, 0, 1)
                : Pass.inOwnProcess(
                        RejectsRun.class,
                        side.name(),
                        String.valueOf(share),
                        String.valueOf(bytes),
                        String.valueOf(effort.of(2, 1, 0)),
                        String.valueOf(effort.of(3, 1, 1)));
    }

    private static String label(RejectSide side) {
        return switch (side) {
            case LEAT -> Grid.OURS;
            case LEAT_LOAD -> "Leat load";
            case FASTCSV_JDK -> "FastCSV + JDK";
            case DUCKDB -> "DuckDB";
        };
    }
}
