package io.github.leat.benchmarks.serve;

import io.github.leat.rds.RdsDatabase;
import io.github.leat.serve.ApiServer;
import io.github.leat.serve.ServeOptions;
import java.io.BufferedReader;
import java.io.InputStreamReader;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.Map;

/**
 * The server in a process of its own: prints its port, then for each line that it reads the megabytes of heap that are in use
 * after a collection and the number of its threads. Ends with its input.
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
                System.gc();
                Runtime runtime = Runtime.getRuntime();
                System.out.println(((runtime.totalMemory() - runtime.freeMemory()) >> 20) + " MB of heap, "
                        + Thread.activeCount() + " threads");
            }
        }
    }
}
