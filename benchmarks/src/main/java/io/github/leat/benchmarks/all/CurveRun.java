package io.github.leat.benchmarks.all;

import io.github.leat.benchmarks.CsvInput;
import io.github.leat.benchmarks.InputKind;
import io.github.leat.benchmarks.Isolated;
import io.github.leat.benchmarks.csv.FieldSide;
import io.github.leat.testkit.generate.CsvGrid;
import io.github.leat.testkit.generate.LineEnd;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Collectors;

/** One side at one point of a curve, in a process of its own; prints what it measured. */
public final class CurveRun {
    private static final long SEED = 20_201_107;
    private static final int BLOCK = 8_000_000;
    /** What is read before the clock starts, in bytes: enough for the compiler to have been there. */
    private static final long WARM_UP = 160_000_000;

    private CurveRun() {}

    /**
     * What is read.
     *
     * @param columns how many; 0 for ACLED-like records
     * @param quotedShare share of fields in quotes; of ACLED-like records what it is
     * @param bytes how much, about
     */
    record Point(int columns, double quotedShare, long bytes) {}

    /** The arguments are side, columns, share of quoted fields, bytes, and how many passes count. */
    public static void main(String[] args) throws Exception {
        Point point = new Point(Integer.parseInt(args[1]), Double.parseDouble(args[2]), Long.parseLong(args[3]));
        for (Pass pass : measure(FieldSide.valueOf(args[0]), point, Integer.parseInt(args[4]), WARM_UP, true)) {
            pass.print();
        }
    }

    /** In another process; see {@link #main}. */
    static List<Pass> start(FieldSide side, Point point, int passes) throws Exception {
        return Pass.inOwnProcess(
                CurveRun.class,
                side.name(),
                String.valueOf(point.columns()),
                String.valueOf(point.quotedShare()),
                String.valueOf(point.bytes()),
                String.valueOf(passes));
    }

    /**
     * Proves, warms up, measures.
     *
     * @param isolated whether the proof gets classes of its own, so that it leaves no traces in what the compiler knows
     * @throws IllegalStateException if the side reads other fields than the reference, or a pass answers another sum
     */
    static List<Pass> measure(FieldSide side, Point point, int passes, long warmUp, boolean isolated) throws Exception {
        CsvGrid grid = new CsvGrid(Math.max(1, point.columns()), point.quotedShare(), 0, SEED);
        int block = (int) Math.min(BLOCK, point.bytes());
        Halves csv;
        List<String> columns;
        if (point.columns() == 0) {
            csv = Halves.of(CsvInput.generate(InputKind.ACLED, LineEnd.LF, Math.max(1, block / 1_000_000))
                    .bytes());
            columns = InputKind.ACLED.columns();
        } else {
            csv = new Halves(grid.header(), grid.records(block).bytes());
            columns = grid.names();
        }
        byte[] header = csv.header();
        byte[] records = csv.records();
        String names = columns.stream().collect(Collectors.joining(","));
        long[] sums = isolated
                ? (long[]) Isolated.call(FieldSide.class, "proveRepeating", side.name(), names, header, records)
                : FieldSide.proveRepeating(side.name(), names, header, records);
        long fieldsEach = records(records) * columns.size();
        long warmTimes = Math.max(1, Math.min(warmUp, 2 * point.bytes()) / records.length);
        try (CsvInput warm = CsvInput.repeating(columns, header, records, warmTimes)) {
            require(side, side.touch(warm), sums[0] + warmTimes * sums[1]);
        }
        long times = Math.max(1, Math.round((double) point.bytes() / records.length));
        List<Pass> measured = new ArrayList<>();
        try (CsvInput input = CsvInput.repeating(columns, header, records, times)) {
            if (side == FieldSide.DUCKDB) {
                input.file(); // written before the clock starts
            }
            for (int pass = 0; pass < passes; pass++) {
                long start = System.nanoTime();
                long sum = side.touch(input);
                double seconds = (System.nanoTime() - start) / 1e9;
                require(side, sum, sums[0] + times * sums[1]);
                measured.add(new Pass(seconds, input.length() / 1e6, (double) times * fieldsEach));
            }
        }
        return measured;
    }

    private static void require(FieldSide side, long sum, long expected) {
        if (sum != expected) {
            throw new IllegalStateException(side + " touched " + sum + " instead of " + expected);
        }
    }

    /** Line ends outside of quotes. */
    private static long records(byte[] records) {
        long count = 0;
        boolean inQuotes = false;
        for (byte b : records) {
            if (b == '"') {
                inQuotes = !inQuotes;
            } else if (b == '\n' && !inQuotes) {
                count++;
            }
        }
        return count;
    }
}
