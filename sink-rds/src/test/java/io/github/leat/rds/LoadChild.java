package io.github.leat.rds;

import io.github.leat.core.io.FileSource;
import io.github.leat.core.load.Load;
import io.github.leat.core.load.LoadReport;
import io.github.leat.core.sink.WriteMode;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Properties;
import java.util.Random;
import java.util.concurrent.TimeUnit;

/** The load of the tests of faults; run as a program it says when it begins and what it did. */
public final class LoadChild {
    private LoadChild() {}

    /** The load, with many commits. */
    public static Load load(String url, Path file, WriteMode mode) {
        RdsSink sink = RdsSink.jdbc(url, new Properties()).table("events").mode(mode);
        return Load.from(FileSource.of(file))
                .into(mode == WriteMode.APPEND ? sink : sink.key("event_id_cnty"))
                .commitEvery(256 << 10, Duration.ofSeconds(5));
    }

    /** Runs it in a process of its own, and kills that at a random moment of its first {@code mostMillis}. */
    public static void runAndKill(String url, Path file, WriteMode mode, Random random, int mostMillis)
            throws IOException, InterruptedException {
        Process process = new ProcessBuilder(
                        Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                        "-Xmx64m",
                        "-XX:TieredStopAtLevel=1",
                        "-XX:+UseSerialGC",
                        "-cp",
                        System.getProperty("java.class.path"),
                        LoadChild.class.getName(),
                        url,
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

    /** The arguments are address, file and mode. */
    public static void main(String[] args) {
        System.out.println("loading");
        LoadReport report =
                load(args[0], Path.of(args[1]), WriteMode.valueOf(args[2])).run();
        System.out.println(report.outcome() + " " + report.counts());
    }
}
