package io.github.leat.benchmarks.report;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Collection;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.concurrent.Callable;
import org.openjdk.jmh.results.RunResult;
import org.openjdk.jmh.runner.RunnerException;
import org.openjdk.jmh.runner.options.VerboseMode;
import picocli.CommandLine;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

/**
 * Runs one benchmark with all sides and writes the table of ratios.
 *
 * <p>A round runs every side once, each in a process of its own; rounds follow each other, so that a machine that gets slower
 * or faster in between shows in the spread.
 */
@Command(
        name = "benchmarks",
        mixinStandardHelpOptions = true,
        description = "Compares Leat with its peers; benchmarks/README.md says what is measured.",
        showDefaultValues = true)
public final class Compare implements Callable<Integer> {
    @Parameters(
            paramLabel = "BENCHMARK",
            description = "CsvReaderBenchmark, TypedReadingBenchmark or ParallelReadingBenchmark")
    private String benchmark = "";

    @Option(names = "--input", split = ",", description = "Only these inputs: ACLED,ACLED_ASCII,NUMERIC,QUOTED")
    private List<String> inputs = List.of();

    @Option(names = "--line-end", split = ",", description = "Only these line ends: LF,CRLF")
    private List<String> lineEnds = List.of();

    @Option(names = "--side", split = ",", description = "Only these sides, such as LEAT,FASTCSV")
    private List<String> sides = List.of();

    @Option(names = "--megabytes", description = "Size of the input in 10^6 bytes")
    private int megabytes = 48;

    @Option(names = "--rounds", description = "How often every side runs in a process of its own")
    private int rounds = 3;

    @Option(names = "--warmups", description = "Iterations that do not count, in each process")
    private int warmups = 3;

    @Option(names = "--iterations", description = "Iterations that count, in each process")
    private int iterations = 3;

    @Option(names = "--seconds", description = "Length of an iteration")
    private int seconds = 2;

    @Option(names = "--jvm", description = "Another java to run the sides with; default is this one")
    private Optional<Path> jvm = Optional.empty();

    @Option(names = "--jvm-args", split = " ", description = "More arguments for it, one quoted text")
    private List<String> jvmArguments = List.of();

    @Option(names = "--out", description = "Write the tables to this file too")
    private Optional<Path> out = Optional.empty();

    private Compare() {}

    /** See {@code --help}. */
    public static void main(String[] args) {
        System.exit(new CommandLine(new Compare()).execute(args));
    }

    @Override
    public Integer call() throws RunnerException, IOException {
        JmhRun run = new JmhRun(
                benchmark, inputs, lineEnds, sides, megabytes, rounds, warmups, iterations, seconds, jvm, jvmArguments);
        Results results = new Results();
        String java = "";
        for (int round = 0; round < rounds; round++) {
            Collection<RunResult> runs = run.round(VerboseMode.NORMAL);
            results.add(runs);
            java = runs.stream().findFirst().map(Compare::java).orElse(java);
        }
        String report = report(java, results);
        System.out.println(report);
        if (out.isPresent()) {
            Files.createDirectories(out.get().toAbsolutePath().resolveSibling("."));
            Files.writeString(out.get(), report);
        }
        return 0;
    }

    private static String java(RunResult run) {
        return run.getParams().getVmName() + " " + run.getParams().getVmVersion();
    }

    private String report(String java, Results results) {
        return String.format(
                Locale.ROOT,
                """
                # %s

                %s.
                %s.
                Inputs of %d MB (10^6 bytes) in memory; %d rounds of one process a side, each with %d warm-ups and %d \
                measured iterations of %d s. JVM arguments: -Xms1g -Xmx1g %s

                Median and, in brackets, the range over all measured iterations; for ratios from slowest Leat by fastest \
                peer to fastest Leat by slowest peer.

                %s
                %s""",
                benchmark,
                Machine.describe(),
                java,
                megabytes,
                rounds,
                warmups,
                iterations,
                seconds,
                String.join(" ", jvmArguments),
                results.ratios(),
                results.speeds());
    }
}
