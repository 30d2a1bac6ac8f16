package io.github.leat.benchmarks.serve;

import io.github.leat.rds.RdsDatabase;
import io.github.leat.serve.ApiServer;
import io.github.leat.serve.ServeOptions;
import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.lang.management.ManagementFactory;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Locale;
import java.util.Map;
import java.util.stream.Stream;

/**
 * The server in a process of its own: prints its port, then for each line that it reads what it has used so far. Ends with its
 * input.
 */
final class ServedProcess {
    private ServedProcess() {}

    public static void main(String[] args) throws Exception {
        RdsDatabase database = args[0].startsWith("jdbc:")
                ? RdsDatabase.jdbc(args[0])
                : RdsDatabase.duckdb(Path.of(args[0]), Map.of());
        try (ApiServer server = ApiServer.start(ServeOptions.of(database).withPort(0));
                BufferedReader in = new BufferedReader(new InputStreamReader(System.in, StandardCharsets.UTF_8))) {
            System.out.println(server.uri().getPort());
            while (in.readLine() != null) {
                System.out.println(used());
            }
        }
    }

    private static String used() throws IOException {
        double seconds = ProcessHandle.current()
                        .info()
                        .totalCpuDuration()
                        .orElse(Duration.ZERO)
                        .toMillis()
                / 1e3;
        System.gc();
        Runtime runtime = Runtime.getRuntime();
        return String.format(
                Locale.ROOT,
                "%.1f s of processor time, %d MB of heap after a collection, %d threads, %s of the machine's memory, %s at most",
                seconds,
                (runtime.totalMemory() - runtime.freeMemory()) >> 20,
                ManagementFactory.getThreadMXBean().getThreadCount(),
                status("VmRSS:"),
                status("VmHWM:"));
    }

    /** A line of what Linux says of this process. */
    private static String status(String name) throws IOException {
        Path status = Path.of("/proc/self/status");
        if (!Files.exists(status)) {
            return "an unknown part";
        }
        try (Stream<String> lines = Files.lines(status)) {
            return lines.filter(line -> line.startsWith(name))
                    .map(line -> Long.parseLong(line.replaceAll("[^0-9]", "")) / 1024 + " MB")
                    .findFirst()
                    .orElse("an unknown part");
        }
    }
}
