package io.github.leat.benchmarks.serve;

import io.github.leat.benchmarks.report.Machine;
import io.github.leat.core.io.FileSource;
import io.github.leat.core.load.Load;
import io.github.leat.rds.RdsSink;
import io.github.leat.testkit.generate.CsvGenerator;
import io.github.leat.testkit.generate.CsvShape;
import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.io.OutputStreamWriter;
import java.io.Writer;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.concurrent.Callable;
import picocli.CommandLine;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;

/** Many readers of kept aggregates over a large table: latencies, errors, and what the server holds. */
@Command(
        name = "serve-benchmark",
        mixinStandardHelpOptions = true,
        description = "Reads aggregates of a served DuckDB file; benchmarks/README.md says what is measured.",
        showDefaultValues = true)
public final class ServeBenchmark implements Callable<Integer> {
    /** Records that are loaded; the others are copies of them, made by the database. */
    private static final int LOADED = 100_000;

    private static final List<String> QUERIES = List.of(
            "group=country&measures=count,fatalities.sum",
            "group=event_date.month&measures=count,fatalities.sum",
            "group=country,event_date.year&measures=count",
            "group=event_type&measures=count,fatalities.avg&top=5",
            "group=country&measures=count&fatalities.gte=1");

    /** Groups of about a record each, counted and ordered by long texts. */
    private static final String SLOW = "/api/tables/events/aggregate?group=notes,event_date,latitude,longitude"
            + "&measures=notes.distinct,notes.max,notes.min,actor1.distinct,actor1.max&sort=-notes.max";

    @Option(names = "--gzip", description = "Whether readers take compressed answers")
    private boolean gzip;

    @Option(names = "--records", description = "Rows of the table")
    private int records = 10_000_000;

    @Option(names = "--readers", description = "Readers, with a connection each")
    private int readers = 1_000;

    @Option(names = "--seconds", description = "How long they read")
    private int seconds = 30;

    @Option(names = "--warm", description = "How long they read before that")
    private int warm = 30;

    @Option(names = "--pause", description = "Milliseconds from one request of a reader to its next; 0: at once")
    private int pause = 1_000;

    @Option(names = "--heap", description = "Heap of the server")
    private String heap = "256m";

    @Option(
            names = "--file",
            description = "The database; made if it is not there. Default: a new one, removed at the end")
    private Optional<Path> file = Optional.empty();

    private ServeBenchmark() {}

    /** See {@code --help}. */
    public static void main(String[] args) {
        System.exit(new CommandLine(new ServeBenchmark()).execute(args));
    }

    @Override
    public Integer call() throws Exception {
        Path directory = Files.createTempDirectory("leat-serve");
        Path database = file.orElse(directory.resolve("served.duckdb"));
        try {
            if (!Files.exists(database)) {
                make(directory, database);
            }
            serve(database);
        } finally {
            Files.deleteIfExists(directory.resolve("served.duckdb"));
            Files.deleteIfExists(directory);
        }
        return 0;
    }

    private void make(Path directory, Path database) throws IOException, SQLException {
        int loaded = Math.min(records, LOADED);
        Path csv = directory.resolve("events.csv");
        CsvGenerator.builder(CsvShape.ACLED)
                .seed(20_201_107)
                .records(loaded)
                .build()
                .writeTo(csv);
        Load.from(FileSource.of(csv))
                .into(RdsSink.duckdb(database).table("events"))
                .run();
        Files.delete(csv);
        try (Connection connection = DriverManager.getConnection("jdbc:duckdb:" + database);
                Statement statement = connection.createStatement()) {
            statement.execute("SET memory_limit = '1GB'");
            for (int rows = loaded; rows < records; rows += loaded) {
                statement.execute("INSERT INTO events SELECT * FROM events LIMIT " + Math.min(loaded, records - rows));
            }
        }
    }

    private void serve(Path database) throws IOException, InterruptedException {
        List<String> command = new ArrayList<>(List.of(
                Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                "-Xmx" + heap,
                "-XX:+UseSerialGC",
                "-Dorg.slf4j.simpleLogger.defaultLogLevel=warn",
                "-cp",
                System.getProperty("java.class.path"),
                ServedProcess.class.getName(),
                database.toString()));
        Process process = new ProcessBuilder(command)
                .redirectError(ProcessBuilder.Redirect.INHERIT)
                .start();
        try (BufferedReader said =
                        new BufferedReader(new InputStreamReader(process.getInputStream(), StandardCharsets.UTF_8));
                Writer ask = new OutputStreamWriter(process.getOutputStream(), StandardCharsets.UTF_8)) {
            int port = Integer.parseInt(String.valueOf(said.readLine()));
            List<byte[]> requests = QUERIES.stream()
                    .map(query -> ("GET /api/tables/events/aggregate?" + query + " HTTP/1.1\r\nHost: localhost:" + port
                                    + (gzip ? "\r\nAccept-Encoding: gzip" : "") + "\r\n\r\n")
                            .getBytes(StandardCharsets.US_ASCII))
                    .toList();
            try (Readers all = new Readers(port, readers, requests)) {
                Readers.Seen first = all.read(warm, pause, 1);
                String between = used(ask, said);
                Readers.Seen seen = all.read(seconds, pause, 2);
                String end = used(ask, said);
                System.out.printf(
                        Locale.ROOT,
                        "%s, %d records, %d readers, a request each %d ms, server -Xmx%s%n",
                        Machine.describe(),
                        records,
                        readers,
                        pause,
                        heap);
                print("first, nothing kept", first);
                System.out.println("server: " + between);
                print("then", seen);
                System.out.println("server: " + end);
                if (pause > 0) {
                    System.out.println(slow(port));
                }
            }
        } finally {
            process.destroy();
            process.waitFor();
        }
    }

    private static String used(Writer ask, BufferedReader said) throws IOException {
        ask.write("\n");
        ask.flush();
        return String.valueOf(said.readLine());
    }

    /** What becomes of a question that takes longer than any may. */
    private static String slow(int port) throws IOException, InterruptedException {
        long begin = System.nanoTime();
        HttpResponse<String> answer = HttpClient.newHttpClient()
                .send(
                        HttpRequest.newBuilder(URI.create("http://localhost:" + port + SLOW))
                                .build(),
                        HttpResponse.BodyHandlers.ofString());
        return String.format(
                Locale.ROOT,
                "a slow question: %d after %.1f s",
                answer.statusCode(),
                (System.nanoTime() - begin) / 1e9);
    }

    private static void print(String what, Readers.Seen seen) {
        System.out.printf(
                Locale.ROOT,
                "%s: %d answers (%.0f/s, %d MB), %d not 200; p50 %.2f ms, p99 %.2f ms, p99.9 %.2f ms, most %.2f ms; asked at"
                        + " most %.2f ms late%n",
                what,
                seen.answers(),
                seen.perSecond(),
                seen.bytes() / 1_000_000,
                seen.errors(),
                seen.p50(),
                seen.p99(),
                seen.p999(),
                seen.most(),
                seen.late());
    }
}
