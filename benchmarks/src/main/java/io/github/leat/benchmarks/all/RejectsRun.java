package io.github.leat.benchmarks.all;

import io.github.leat.benchmarks.CsvInput;
import io.github.leat.benchmarks.rejects.RejectSide;
import io.github.leat.benchmarks.rejects.RejectSide.Outcome;
import io.github.leat.testkit.generate.CsvGrid;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;

/** One side at one share of rejects, in a process of its own; prints what it measured. */
public final class RejectsRun {
    private static final long SEED = 20_201_107;
    private static final int COLUMNS = 12;
    private static final int BLOCK = 8_000_000;

    private RejectsRun() {}

    /** The arguments are side, share of records to be rejected, bytes, passes before, and passes that count. */
    public static void main(String[] args) throws Exception {
        List<Pass> passes = measure(
                RejectSide.valueOf(args[0]),
                Double.parseDouble(args[1]),
                Long.parseLong(args[2]),
                Integer.parseInt(args[3]),
                Integer.parseInt(args[4]));
        passes.forEach(Pass::print);
    }

    /** @throws IllegalStateException if another number of records is kept or rejected than the generator made */
    static List<Pass> measure(RejectSide side, double share, long bytes, int warmUps, int passes) throws Exception {
        CsvGrid grid = new CsvGrid(COLUMNS, 0.1, share, SEED);
        CsvGrid.Block block = grid.records(Math.min(BLOCK, bytes));
        long times = Math.max(1, Math.round((double) bytes / block.bytes().length));
        Outcome expected = new Outcome(times * (block.records() - block.faulty()), times * block.faulty());
        Path directory = Files.createTempDirectory("leat-rejects");
        List<Pass> measured = new ArrayList<>();
        try (CsvInput input = CsvInput.repeating(grid.names(), grid.header(), block.bytes(), times)) {
            if (side == RejectSide.DUCKDB) {
                input.file(); // written before the clock starts
            }
            for (int pass = -warmUps; pass < passes; pass++) {
                Path rejects = directory.resolve("rejects.csv");
                long start = System.nanoTime();
                Outcome outcome = side.read(input, grid.types(), rejects);
                double seconds = (System.nanoTime() - start) / 1e9;
                Files.deleteIfExists(rejects);
                if (!outcome.equals(expected)) {
                    throw new IllegalStateException(side + ": " + outcome + " instead of " + expected);
                }
                if (pass >= 0) {
                    double fields = (double) times * block.records() * COLUMNS;
                    measured.add(new Pass(seconds, input.length() / 1e6, fields));
                }
            }
        } finally {
            Files.deleteIfExists(directory);
        }
        return measured;
    }
}
