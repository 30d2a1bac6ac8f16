package io.github.leat.benchmarks.serve;

import io.github.leat.benchmarks.ResidentMemory;
import io.github.leat.rds.RdsDatabase;
import io.github.leat.serve.ApiServer;
import io.github.leat.serve.ServeOptions;
import java.io.BufferedReader;
import java.io.InputStreamReader;
import java.lang.management.ManagementFactory;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Locale;
import java.util.Map;

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

    private static String used() {
        double seconds = ProcessHandle.current()
                        .info()
                        .totalCpuDuration()
                        .orElse(Duration.ZERO)
                        .toMillis()
                / 1e3;
        long pid = ProcessHandle.current().pid();
        System.gc();
        Runtime runtime = Runtime.getRuntime();
        return String.format(
                Locale.ROOT,
                "%.1f s of processor time, %d MB of heap after a collection, %d threads, %s of the machine's memory, %s at most",
                seconds,
                (runtime.totalMemory() - runtime.freeMemory()) >> 20,
                ManagementFactory.getThreadMXBean().getThreadCount(),
                megabytes(ResidentMemory.now(pid)),
                megabytes(ResidentMemory.most(pid)));
    }

    private static String megabytes(long bytes) {
        return bytes == 0 ? "an unknown part" : (bytes >> 20) + " MB";
    }
}
