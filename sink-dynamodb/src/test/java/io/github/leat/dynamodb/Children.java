package io.github.leat.dynamodb;

import io.github.leat.core.io.FileSource;
import io.github.leat.core.load.DeadLetters;
import io.github.leat.core.load.Load;
import io.github.leat.core.load.LoadReport;
import io.github.leat.core.sink.WriteMode;
import java.io.IOException;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import java.util.concurrent.TimeUnit;
import java.util.function.UnaryOperator;

/** The load of the tests of faults, with many commits; run as a program it says when it begins and what it did. */
public final class Children {
    private Children() {}

    /** The load. */
    static Load load(URI endpoint, String table, Path file, WriteMode mode) {
        return load(endpoint, table, file, mode, sink -> sink);
    }

    private static Load load(
            URI endpoint, String table, Path file, WriteMode mode, UnaryOperator<DynamoDbSink> changed) {
        return Load.from(FileSource.of(file))
                .into(changed.apply(DynamoDbSink.table(table)
                        .endpoint(endpoint)
                        .region("us-east-1")
                        .key("id")
                        .mode(mode)))
                .deadLetters(DeadLetters.toFile(file.resolveSibling(file.getFileName() + ".rejects.csv")))
                .maxAttempts(20)
                .commitEvery(8 << 10, Duration.ofSeconds(5));
    }

    /** Runs it in a process of its own, and kills that at a random moment of its first {@code mostMillis}. */
    static void runAndKill(URI endpoint, String table, Path file, WriteMode mode, Random random, int mostMillis)
            throws IOException, InterruptedException {
        Process process = start(endpoint, table, file, mode.name());
        try (var out = process.inputReader(StandardCharsets.UTF_8)) {
            String said = out.readLine();
            while (said != null && !said.equals("loading")) {
                said = out.readLine();
            }
            process.waitFor(random.nextInt(mostMillis), TimeUnit.MILLISECONDS);
        } finally {
            process.destroyForcibly().waitFor();
        }
    }

    /** Runs it in a process of its own, with a lease; what it says goes to a file beside its input. */
    static Process startLeased(URI endpoint, String table, Path file, String lease) throws IOException {
        return start(endpoint, table, file, WriteMode.UPSERT.name(), lease);
    }

    private static Process start(URI endpoint, String table, Path file, String... more) throws IOException {
        List<String> command = new ArrayList<>(List.of(
                Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                "-Xmx64m",
                "-XX:TieredStopAtLevel=1",
                "-XX:+UseSerialGC",
                "-cp",
                System.getProperty("java.class.path"),
                Children.class.getName(),
                endpoint.toString(),
                table,
                file.toString()));
        command.addAll(List.of(more));
        ProcessBuilder builder = new ProcessBuilder(command).redirectErrorStream(true);
        if (more.length > 1) {
            builder.redirectOutput(said(file).toFile());
        }
        return builder.start();
    }

    /** What a load with a lease said. */
    static Path said(Path file) {
        return file.resolveSibling(file.getFileName() + ".said.txt");
    }

    /** The arguments are endpoint, table, file, mode and, if there is one, the lease. */
    public static void main(String[] args) {
        System.out.println("loading");
        LoadReport report = load(
                        URI.create(args[0]),
                        args[1],
                        Path.of(args[2]),
                        WriteMode.valueOf(args[3]),
                        sink -> args.length > 4 ? sink.lease(args[4]) : sink)
                .run();
        System.out.println(report.outcome() + " " + report.counts());
    }
}
