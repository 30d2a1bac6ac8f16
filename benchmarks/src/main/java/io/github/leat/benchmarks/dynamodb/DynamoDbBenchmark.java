package io.github.leat.benchmarks.dynamodb;

import io.github.leat.benchmarks.report.Machine;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.Callable;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;

/** How much of a table's write capacity is used, how often requests are throttled, and how several writers share it. */
@Command(
        name = "DynamoDbBenchmark",
        mixinStandardHelpOptions = true,
        description =
                "Loads into a DynamoDB server behind a meter without burst credit; needs Node 20 or later and the command's "
                        + "jar. benchmarks/README.md says what is measured.")
public final class DynamoDbBenchmark implements Callable<Integer> {
    @Option(names = "--leat", description = "The command's jar; default ${DEFAULT-VALUE}.")
    private Path jar = Path.of("cli", "target", "leat-cli.jar");

    @Option(names = "--seconds", description = "Measured for so long; default ${DEFAULT-VALUE}.")
    private int seconds = 60;

    @Option(names = "--warm-up", description = "Seconds before that; default ${DEFAULT-VALUE}.")
    private int warmUp = 10;

    @Option(names = "--latency", description = "Milliseconds that each request takes; default ${DEFAULT-VALUE}.")
    private int latency = 5;

    @Option(names = "--case", description = "Only the cases whose description begins with this; may be repeated.")
    private List<String> only = new ArrayList<>();

    @Option(names = "--side", description = "Only the writers whose name begins with this; may be repeated.")
    private List<String> sides = new ArrayList<>();

    @Option(
            names = "--shared",
            description = "Parameters of the target that make writers share a budget; default ${DEFAULT-VALUE}.")
    private String shared = "&lease=benchmark";

    @Option(
            names = "--file-order",
            description = "Parameters of the target that keep the file's order; default ${DEFAULT-VALUE}.")
    private String fileOrder = "&writers=1";

    @Option(names = "--out", description = "Also writes the table to this file.")
    private @Nullable Path out;

    private DynamoDbBenchmark() {}

    /** Runs the cases. */
    public static void main(String[] args) {
        System.exit(new CommandLine(new DynamoDbBenchmark()).execute(args));
    }

    @Override
    public Integer call() throws IOException, InterruptedException {
        Path directory = Files.createTempDirectory("leat-dynamodb-benchmark");
        StringBuilder table = new StringBuilder(Machine.describe() + ", Java "
                + Runtime.version().feature() + "; "
                + seconds + " s measured after " + warmUp + " s, " + latency + " ms a request, no burst credit\n\n"
                + Outcome.HEAD);
        System.out.print(table);
        for (BenchCase one : cases(directory)) {
            BenchRun run =
                    new BenchRun(Duration.ofSeconds(warmUp), Duration.ofSeconds(seconds), Duration.ofMillis(latency));
            String row = run.run(one).row();
            System.out.print(row);
            System.out.flush();
            table.append(row);
        }
        if (out != null) {
            Files.writeString(out, table);
        }
        return 0;
    }

    private List<BenchCase> cases(Path directory) {
        Path absolute = jar.toAbsolutePath();
        BenchWriter all = new LeatWriter(absolute, directory, "100%", "", "", List.of());
        BenchWriter half = new LeatWriter(absolute, directory, "50%", "", "", List.of());
        BenchWriter sharing = new LeatWriter(absolute, directory, "100%", " with a lease", shared, List.of());
        BenchWriter inOrder = new LeatWriter(absolute, directory, "100%", " in file order", fileOrder, List.of());
        BenchWriter emr = new EmrWriter(1);
        BenchWriter emrHalf = new EmrWriter(0.5);
        List<BenchCase.Change> changes = List.of(
                new BenchCase.Change(Duration.ofSeconds(seconds / 3), 500),
                new BenchCase.Change(Duration.ofSeconds(seconds * 2 / 3), 1000));
        List<BenchCase> cases = new ArrayList<>();
        for (BenchWriter writer : List.of(all, emr)) {
            for (int capacity : List.of(100, 1000, 4000)) {
                cases.add(BenchCase.steady("one writer", writer, 1, capacity));
            }
        }
        cases.add(BenchCase.steady("half the capacity", half, 1, 1000));
        cases.add(BenchCase.steady("half the capacity", emrHalf, 1, 1000));
        for (BenchWriter writer : List.of(all, sharing, emr)) {
            cases.add(BenchCase.steady("eight writers", writer, 8, 1000));
        }
        for (BenchWriter writer : List.of(all, emr)) {
            cases.add(BenchCase.steady("halved, then doubled", writer, 1, 1000).changing(changes));
        }
        for (BenchWriter writer : List.of(all, inOrder, emr)) {
            cases.add(BenchCase.sorted("sorted by partition key", writer, 6000, 2500));
        }
        cases.removeIf(one -> !only.isEmpty() && only.stream().noneMatch(one.what()::startsWith));
        cases.removeIf(
                one -> !sides.isEmpty() && sides.stream().noneMatch(one.writer().name()::startsWith));
        return cases;
    }
}
