package io.github.leat.benchmarks.mariadb;

import io.github.leat.benchmarks.mariadb.BatchRun.Side;
import io.github.leat.benchmarks.report.Machine;
import java.util.ArrayList;
import java.util.EnumMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.concurrent.Callable;
import picocli.CommandLine;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;

/** The same file into the same typed table of MariaDB, by Leat's ways in and by a plain JDBC batch, in turn; prints the ratios. */
@Command(
        name = "batch-benchmark",
        mixinStandardHelpOptions = true,
        description =
                "Loads into MariaDB by Leat and by a plain JDBC batch; benchmarks/README.md says what is measured.",
        showDefaultValues = true)
public final class BatchBenchmark implements Callable<Integer> {
    @Option(names = "--megabytes", description = "Size of the file in 10^6 bytes")
    private int megabytes = 50;

    @Option(names = "--rounds", description = "How often every side loads")
    private int rounds = 3;

    private BatchBenchmark() {}

    /** See {@code --help}. */
    public static void main(String[] args) {
        System.exit(new CommandLine(new BatchBenchmark()).execute(args));
    }

    @Override
    public Integer call() throws Exception {
        Map<Side, List<Double>> seconds = new EnumMap<>(Side.class);
        new BatchRun(megabytes, rounds).measure((round, side, took, rows) -> {
            seconds.computeIfAbsent(side, s -> new ArrayList<>()).add(took);
            System.out.printf(Locale.ROOT, "round %d %s: %.2f s, %d records%n", round, side, took, rows);
        });
        print(seconds);
        return 0;
    }

    private void print(Map<Side, List<Double>> seconds) {
        System.out.printf(Locale.ROOT, "%n%s, %d MB, %d rounds%n", Machine.describe(), megabytes, rounds);
        List<Double> plain = seconds.getOrDefault(Side.PLAIN_BATCH, List.of());
        for (Side side : Side.values()) {
            List<Double> own = seconds.getOrDefault(side, List.of());
            List<Double> ratios = new ArrayList<>();
            for (int i = 0; i < own.size(); i++) {
                ratios.add(plain.get(i) / own.get(i));
            }
            ratios.sort(Double::compare);
            System.out.printf(
                    Locale.ROOT,
                    "| %s | %.2f | **%.2f** (%.2f–%.2f) |%n",
                    side,
                    own.stream().sorted().toList().get(own.size() / 2),
                    ratios.get(ratios.size() / 2),
                    ratios.get(0),
                    ratios.get(ratios.size() - 1));
        }
    }
}
