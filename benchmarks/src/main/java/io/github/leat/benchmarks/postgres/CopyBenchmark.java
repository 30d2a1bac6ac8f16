package io.github.leat.benchmarks.postgres;

import io.github.leat.benchmarks.report.Machine;
import io.github.leat.core.sink.WriteMode;
import io.github.leat.testkit.generate.CsvGenerator;
import io.github.leat.testkit.generate.CsvShape;
import io.zonky.test.db.postgres.embedded.EmbeddedPostgres;
import java.io.IOException;
import java.io.OutputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.ArrayList;
import java.util.EnumMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.Callable;
import picocli.CommandLine;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;

/** The same file into the same typed table, by Leat and by {@code psql \copy}, in turn; prints the ratios of seconds. */
@Command(
        name = "copy-benchmark",
        mixinStandardHelpOptions = true,
        description = "Loads into PostgreSQL by Leat and by psql; benchmarks/README.md says what is measured.",
        showDefaultValues = true)
public final class CopyBenchmark implements Callable<Integer> {
    @Option(names = "--megabytes", description = "Size of the file in 10^6 bytes")
    private int megabytes = 200;

    @Option(names = "--rounds", description = "How often every side loads")
    private int rounds = 5;

    @Option(names = "--warm", description = "How often each JVM of Leat loads the file into another table first")
    private int warm;

    @Option(names = "--psql", description = "The client that runs \\copy")
    private String psql = "psql";

    @Option(
            names = "--directory",
            description =
                    "Where file and server's tables live; one in memory keeps the disk's moods out. Default: as the"
                            + " system has it")
    private Optional<Path> directory = Optional.empty();

    @Option(names = "--kind", description = "What is loaded: ${COMPLETION-CANDIDATES}. Default: all")
    private List<Kind> kinds = List.of(Kind.values());

    private CopyBenchmark() {}

    /** See {@code --help}. */
    public static void main(String[] args) {
        System.exit(new CommandLine(new CopyBenchmark()).execute(args));
    }

    private enum Kind {
        APPEND,
        UPSERT_NEW,
        UPSERT_EXISTING
    }

    @Override
    public Integer call() throws Exception {
        Path base = directory.orElse(Path.of(System.getProperty("java.io.tmpdir")));
        Path file = Files.createTempFile(base, "leat-copy", ".csv");
        try (EmbeddedPostgres server = EmbeddedPostgres.builder()
                .setDataDirectory(Files.createTempDirectory(base, "leat-pg"))
                .setServerConfig("shared_buffers", "512MB")
                .setServerConfig("max_wal_size", "8GB")
                .setServerConfig("synchronous_commit", "on")
                .start()) {
            try (OutputStream out = Files.newOutputStream(file)) {
                CsvGenerator.builder(CsvShape.ACLED)
                        .seed(20_201_107)
                        .bytes(megabytes * 1_000_000L)
                        .build()
                        .writeTo(out);
            }
            run(server, file);
        } finally {
            Files.deleteIfExists(file);
        }
        return 0;
    }

    private void run(EmbeddedPostgres server, Path file) throws Exception {
        Map<Kind, List<Double>> ours = new EnumMap<>(Kind.class);
        Map<Kind, List<Double>> theirs = new EnumMap<>(Kind.class);
        leat(server, file, WriteMode.APPEND); // makes the table
        sql(server, "TRUNCATE events", "CREATE UNIQUE INDEX events_key ON events (event_id_cnty) NULLS NOT DISTINCT");
        for (int round = 0; round <= rounds; round++) {
            for (Kind kind : kinds) {
                boolean counts = round > 0;
                double mine = ours(server, file, kind);
                double other = theirs(server, file, kind);
                if (counts) {
                    ours.computeIfAbsent(kind, k -> new ArrayList<>()).add(mine);
                    theirs.computeIfAbsent(kind, k -> new ArrayList<>()).add(other);
                    System.out.printf(
                            Locale.ROOT, "round %d %s: leat %.2f s, by hand %.2f s%n", round, kind, mine, other);
                }
            }
        }
        System.out.printf(Locale.ROOT, "%n%s, %d MB, %d rounds%n", Machine.describe(), megabytes, rounds);
        for (Kind kind : kinds) {
            List<Double> a = ours.getOrDefault(kind, List.of());
            List<Double> b = theirs.getOrDefault(kind, List.of());
            List<Double> ratios = new ArrayList<>();
            for (int i = 0; i < a.size(); i++) {
                ratios.add(a.get(i) / b.get(i));
            }
            ratios.sort(Double::compare);
            System.out.printf(
                    Locale.ROOT,
                    "| %s | %.2f | %.2f | **%.2f** (%.2f–%.2f) |%n",
                    kind,
                    median(a),
                    median(b),
                    median(ratios),
                    ratios.get(0),
                    ratios.get(ratios.size() - 1));
        }
    }

    private static double median(List<Double> values) {
        List<Double> sorted = values.stream().sorted().toList();
        int middle = sorted.size() / 2;
        return sorted.size() % 2 == 1 ? sorted.get(middle) : (sorted.get(middle - 1) + sorted.get(middle)) / 2;
    }

    private double ours(EmbeddedPostgres server, Path file, Kind kind) throws Exception {
        prepare(server, kind);
        return leat(server, file, kind == Kind.APPEND ? WriteMode.APPEND : WriteMode.UPSERT);
    }

    private double theirs(EmbeddedPostgres server, Path file, Kind kind) throws Exception {
        prepare(server, kind);
        String script = kind == Kind.APPEND
                ? "\\copy events FROM '" + file + "' (FORMAT csv, HEADER)\n"
                : mergeByHand(file, updates(server));
        long start = System.nanoTime();
        psql(server, script);
        return (System.nanoTime() - start) / 1e9;
    }

    private static String mergeByHand(Path file, String updates) {
        return "BEGIN;\nCREATE UNLOGGED TABLE by_hand (LIKE events);\n\\copy by_hand FROM '" + file
                + "' (FORMAT csv, HEADER)\nINSERT INTO events SELECT * FROM by_hand ON CONFLICT (event_id_cnty) DO"
                + " UPDATE SET " + updates + ";\nDROP TABLE by_hand;\nCOMMIT;\n";
    }

    private static void prepare(EmbeddedPostgres server, Kind kind) throws SQLException {
        switch (kind) {
            case APPEND -> sql(server, "TRUNCATE events", "DROP INDEX IF EXISTS events_key");
            case UPSERT_NEW ->
                sql(
                        server,
                        "TRUNCATE events",
                        "CREATE UNIQUE INDEX IF NOT EXISTS events_key ON events (event_id_cnty) NULLS NOT DISTINCT");
            case UPSERT_EXISTING -> sql(server, "VACUUM events");
        }
        sql(server, "DELETE FROM _leat_ledger", "CHECKPOINT");
    }

    private static String updates(EmbeddedPostgres server) throws SQLException {
        List<String> updates = new ArrayList<>();
        try (Connection connection = server.getPostgresDatabase().getConnection();
                Statement statement = connection.createStatement();
                ResultSet row = statement.executeQuery("SELECT * FROM events LIMIT 0")) {
            for (int i = 1; i <= row.getMetaData().getColumnCount(); i++) {
                String column = row.getMetaData().getColumnName(i);
                updates.add(column + " = EXCLUDED." + column);
            }
        }
        return String.join(", ", updates);
    }

    private static void sql(EmbeddedPostgres server, String... statements) throws SQLException {
        try (Connection connection = server.getPostgresDatabase().getConnection();
                Statement statement = connection.createStatement()) {
            for (String sql : statements) {
                statement.execute(sql);
            }
        }
    }

    private void psql(EmbeddedPostgres server, String script) throws IOException, InterruptedException {
        Process process = new ProcessBuilder(
                        psql,
                        "-X",
                        "-q",
                        "-v",
                        "ON_ERROR_STOP=1",
                        "postgresql://postgres@localhost:" + server.getPort() + "/postgres")
                .redirectErrorStream(true)
                .start();
        try (OutputStream in = process.getOutputStream()) {
            in.write(script.getBytes(StandardCharsets.UTF_8));
        }
        String said = new String(process.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
        if (process.waitFor() != 0) {
            throw new IOException(psql + " failed: " + said + ". Install it: apt-get install postgresql-client");
        }
    }

    private double leat(EmbeddedPostgres server, Path file, WriteMode mode) throws Exception {
        List<String> command = List.of(
                Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                "-XX:+UseSerialGC",
                "-Xmx256m",
                "-cp",
                System.getProperty("java.class.path"),
                LeatLoad.class.getName(),
                "jdbc:postgresql://localhost:" + server.getPort() + "/postgres?user=postgres",
                file.toString(),
                mode.name(),
                String.valueOf(warm));
        Process process = new ProcessBuilder(command)
                .redirectError(ProcessBuilder.Redirect.INHERIT)
                .start();
        String said = new String(process.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
        if (process.waitFor() != 0) {
            throw new IOException("The load failed: " + said);
        }
        String[] words = said.strip().split("\\s+", -1);
        return Double.parseDouble(words[words.length - 2]);
    }
}
