package io.github.leat.rds;

import io.github.leat.core.io.FileSource;
import io.github.leat.core.load.Load;
import io.github.leat.core.load.LoadOutcome;
import io.github.leat.core.load.LoadReport;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Properties;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;

/** A program that runs many loads of small files at once, as one of several such processes. */
public final class ManyLoads {
    private ManyLoads() {}

    /** Starts the program; its files are numbered from {@code first} on. */
    public static Process start(String url, Path directory, int first, int count) throws IOException {
        for (int i = first; i < first + count; i++) {
            Files.writeString(directory.resolve("f" + i + ".csv"), "id,v\n" + i + ",1\n" + i + ",2\n");
        }
        return new ProcessBuilder(
                        Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                        "-Xmx96m",
                        "-XX:TieredStopAtLevel=1",
                        "-XX:+UseSerialGC",
                        "-cp",
                        System.getProperty("java.class.path"),
                        ManyLoads.class.getName(),
                        url,
                        directory.toString(),
                        String.valueOf(first),
                        String.valueOf(count))
                .redirectErrorStream(true)
                .start();
    }

    /** What the program said; its last line is {@code completed N}. */
    public static String output(Process process) throws IOException {
        return new String(process.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
    }

    /** The arguments are address, directory, number of the first file and of files. */
    public static void main(String[] args) throws Exception {
        int first = Integer.parseInt(args[2]);
        int count = Integer.parseInt(args[3]);
        ExecutorService threads = Executors.newFixedThreadPool(count);
        List<Future<LoadReport>> reports = new ArrayList<>();
        for (int i = first; i < first + count; i++) {
            Path file = Path.of(args[1], "f" + i + ".csv");
            reports.add(threads.submit(() -> Load.from(FileSource.of(file))
                    .into(RdsSink.jdbc(args[0], new Properties()).table("t"))
                    .run()));
        }
        int completed = 0;
        for (Future<LoadReport> report : reports) {
            completed += report.get().outcome() == LoadOutcome.COMPLETED ? 1 : 0;
        }
        threads.shutdown();
        System.out.println("completed " + completed);
    }
}
