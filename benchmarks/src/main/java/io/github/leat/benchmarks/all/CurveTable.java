package io.github.leat.benchmarks.all;

import io.github.leat.benchmarks.all.CurveRun.Point;
import io.github.leat.benchmarks.all.Grid.Better;
import io.github.leat.benchmarks.chart.LineChart.Spread;
import io.github.leat.benchmarks.csv.FieldSide;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;

/** How the cost of reading fields grows with something: a process for each side at each point, in turn. */
final class CurveTable implements Table {
    private static final List<FieldSide> STREAMS = List.of(FieldSide.LEAT, FieldSide.FASTCSV, FieldSide.UNIVOCITY);
    private static final List<FieldSide> WITH_DUCKDB =
            List.of(FieldSide.LEAT, FieldSide.FASTCSV, FieldSide.UNIVOCITY, FieldSide.DUCKDB);

    private final Curve curve;

    private CurveTable(Curve curve) {
        this.curve = curve;
    }

    private enum Curve {
        SIZE("size", "Cost by size of the input", "size of the input, MB", STREAMS),
        COLUMNS("columns", "Cost by number of columns", "columns", WITH_DUCKDB),
        QUOTED("quoted", "Cost by share of quoted fields", "fields in quotes, %", WITH_DUCKDB);

        private final String id;
        private final String title;
        private final String across;

        @SuppressWarnings("ImmutableEnumChecker") // List.of
        private final List<FieldSide> sides;

        Curve(String id, String title, String across, List<FieldSide> sides) {
            this.id = id;
            this.title = title;
            this.across = across;
            this.sides = sides;
        }
    }

    static CurveTable size() {
        return new CurveTable(Curve.SIZE);
    }

    static CurveTable columns() {
        return new CurveTable(Curve.COLUMNS);
    }

    static CurveTable quoted() {
        return new CurveTable(Curve.QUOTED);
    }

    @Override
    public String id() {
        return curve.id;
    }

    @Override
    public String title() {
        return curve.title;
    }

    @Override
    public Page measure(Effort effort) throws Exception {
        int rounds = effort.of(2, 1, 1);
        Grid speed = new Grid("MB/s", Better.MORE, 0);
        Grid cost = new Grid("ns per field", Better.LESS, 1);
        for (int value : values(effort)) {
            String aCase = String.format(Locale.ROOT, "%,d", value);
            Point point = point(value, effort);
            for (int round = 0; round < rounds; round++) {
                for (FieldSide side : curve.sides) {
                    for (Pass pass : passes(side, point, effort)) {
                        speed.add(aCase, SideName.of(side.name()), pass.megabytesPerSecond());
                        cost.add(aCase, SideName.of(side.name()), pass.nanosPerField());
                    }
                }
            }
        }
        return new Page()
                .about(what(effort))
                .about(rounds
                        + " round(s) of one process a side and point, the sides in turn, each with a warm-up of up to 160 MB and -Xmx512m."
                        + " Before it measures, each process proves that its side gives the same fields as Commons CSV, and every pass"
                        + " must answer the sum that the proof computed.")
                .grid(speed)
                .grid(cost.withoutRatios())
                .across(curve.across, Spread.TO_SCALE);
    }

    private List<Pass> passes(FieldSide side, Point point, Effort effort) throws Exception {
        return effort == Effort.TINY
                ? CurveRun.measure(side, point, 1, 1, false)
                : CurveRun.start(side, point, point.bytes() > 500_000_000 ? 1 : effort.of(3, 1, 1));
    }

    private List<Integer> values(Effort effort) {
        return switch (curve) {
            case SIZE ->
                switch (effort) {
                    case FULL -> List.of(10, 100, 1_000, 10_000);
                    case QUICK -> List.of(10, 100);
                    case TINY -> List.of(1, 2);
                };
            case COLUMNS -> effort == Effort.TINY ? List.of(3, 600) : List.of(3, 10, 31, 100, 300, 1_000, 3_000);
            case QUOTED -> effort == Effort.TINY ? List.of(0, 100) : List.of(0, 25, 50, 75, 100);
        };
    }

    private Point point(int value, Effort effort) {
        long bytes = effort.of(64, 8, 1) * 1_000_000L;
        return switch (curve) {
            case SIZE -> new Point(0, 0, value * 1_000_000L);
            case COLUMNS -> new Point(value, 0.25, bytes);
            case QUOTED -> new Point(12, value / 100.0, bytes);
        };
    }

    private String what(Effort effort) {
        String bytes = effort.of(64, 8, 1) + " MB";
        List<String> text = new ArrayList<>();
        switch (curve) {
            case SIZE ->
                text.add(
                        "ACLED-like records, 8 MB of them generated and given again and again from memory until the size is reached:"
                                + " nothing is on the disk. DuckDB reads files only and is left out. Sizes from 1 GB on are read once a round.");
            case COLUMNS ->
                text.add(bytes
                        + " in each: integers, texts, decimal numbers and dates in turn, a quarter of the fields in quotes. DuckDB"
                        + " reads them as a file, on one thread, with everything declared.");
            case QUOTED ->
                text.add(bytes
                        + " in each: 12 columns of integers, texts, decimal numbers and dates in turn, any of them in quotes."
                        + " DuckDB reads them as a file, on one thread, with everything declared.");
        }
        return String.join(" ", text);
    }
}
