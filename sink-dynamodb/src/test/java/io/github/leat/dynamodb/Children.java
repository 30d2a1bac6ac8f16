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
import java.util.Random;
import java.util.concurrent.TimeUnit;

/** The load of the tests of faults, with many commits; run as a program it says when it begins and what it did. */
public final class Children {
    private Children() {}

    /** The load. */
    static Load load(URI endpoint, String table, Path file, WriteMode mode) {
        return Load.from(FileSource.of(file))
                .into(DynamoDbSink.table(table)
                        .endpoint(endpoint)
                        .region("us-east-1")
                        .key("id")
                        .mode(mode))
                .deadLetters(DeadLetters.toFile(file.resolveSibling(file.getFileName() + ".rejects.csv")))
                .maxAttempts(20)
                .commitEvery(8 << 10, Duration.ofSeconds(5));
    }

    /** Runs it in a process of its own, and kills that at a random moment of its first {@code mostMillis}. */
    static void runAndKill(URI endpoint, String table, Path file, WriteMode mode, Random random, int mostMillis)
            throws IOException, InterruptedException {
        Process process = new ProcessBuilder(
                        Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                        "-Xmx64m",
                        "-XX:TieredStopAtLevel=1",
                        "-cp",
                        System.getProperty("java.class.path"),
                        Children.class.getName(),
                        endpoint.toString(),
                        table,
                        file.toString(),
                        mode.name())
                .redirectErrorStream(true)
                .start();
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

    /** The arguments are endpoint, table, file and mode. */
    public static void main(String[] args) {
        System.out.println("loading");
        LoadReport report = load(URI.create(args[0]), args[1], Path.of(args[2]), WriteMode.valueOf(args[3]))
                .run();
        System.out.println(report.outcome() + " " + report.counts());
    }
}
