package io.github.leat.benchmarks.postgres;

import io.github.leat.benchmarks.postgres.CopyRun.Kind;
import io.github.leat.benchmarks.report.Machine;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.EnumMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.Callable;
import picocli.CommandLine;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;

/** The same file into the same typed table, by Leat and by {@code psql \copy}, in turn; prints the ratios of seconds. */
@Command(
        name = "copy-benchmark",
        mixinStandardHelpOptions = true,
        description = "Loads into PostgreSQL by Leat and by psql; benchmarks/README.md says what is measured.",
        showDefaultValues = true)
public final class CopyBenchmark implements Callable<Integer> {
    @Option(names = "--megabytes", description = "Size of the file in 10^6 bytes")
    private int megabytes = 200;

    @Option(names = "--rounds", description = "How often every side loads")
    private int rounds = 5;

    @Option(names = "--warm", description = "How often each JVM of Leat loads the file into another table first")
    private int warm;

    @Option(names = "--psql", description = "The client that runs \\copy")
    private String psql = "psql";

    @Option(
            names = "--directory",
            description =
                    "Where file and server's tables live; one in memory keeps the disk's moods out. Default: as the"
                            + " system has it")
    private Optional<Path> directory = Optional.empty();

    @Option(names = "--kind", description = "What is loaded: ${COMPLETION-CANDIDATES}. Default: all")
    private List<Kind> kinds = List.of(Kind.values());

    private CopyBenchmark() {}

    /** See {@code --help}. */
    public static void main(String[] args) {
        System.exit(new CommandLine(new CopyBenchmark()).execute(args));
    }

    @Override
    public Integer call() throws Exception {
        Path base = directory.orElse(Path.of(System.getProperty("java.io.tmpdir")));
        Map<Kind, List<Double>> ours = new EnumMap<>(Kind.class);
        Map<Kind, List<Double>> theirs = new EnumMap<>(Kind.class);
        new CopyRun(megabytes, rounds, warm, psql, true, base, kinds).measure((round, kind, mine, other) -> {
            ours.computeIfAbsent(kind, k -> new ArrayList<>()).add(mine);
            theirs.computeIfAbsent(kind, k -> new ArrayList<>()).add(other);
            System.out.printf(Locale.ROOT, "round %d %s: leat %.2f s, by hand %.2f s%n", round, kind, mine, other);
        });
        print(ours, theirs);
        return 0;
    }

    private void print(Map<Kind, List<Double>> ours, Map<Kind, List<Double>> theirs) {
        System.out.printf(Locale.ROOT, "%n%s, %d MB, %d rounds%n", Machine.describe(), megabytes, rounds);
        for (Kind kind : kinds) {
            List<Double> a = ours.getOrDefault(kind, List.of());
            List<Double> b = theirs.getOrDefault(kind, List.of());
            List<Double> ratios = new ArrayList<>();
            for (int i = 0; i < a.size(); i++) {
                ratios.add(a.get(i) / b.get(i));
            }
            ratios.sort(Double::compare);
            System.out.printf(
                    Locale.ROOT,
                    "| %s | %.2f | %.2f | **%.2f** (%.2f–%.2f) |%n",
                    kind,
                    median(a),
                    median(b),
                    median(ratios),
                    ratios.get(0),
                    ratios.get(ratios.size() - 1));
        }
    }

    private static double median(List<Double> values) {
        List<Double> sorted = values.stream().sorted().toList();
        int middle = sorted.size() / 2;
        return sorted.size() % 2 == 1 ? sorted.get(middle) : (sorted.get(middle - 1) + sorted.get(middle)) / 2;
    }
}
