package io.github.leat.benchmarks.postgres;

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
import java.util.List;

/**
 * Loads the same file by Leat and by psql, in turn, on a server of its own. In a first round that does not count it is proven that both load the
 * same rows; afterwards rows are counted.
 */
public final class CopyRun {
    private final int megabytes;
    private final int rounds;
    private final int warm;
    private final String psql;
    private final boolean isPsqlThere;
    private final Path directory;
    private final List<Kind> kinds;

    /**
     * What is to be run.
     *
     * @param megabytes size of the file in 10^6 bytes
     * @param rounds how often every side loads
     * @param warm how often each JVM of Leat loads the file into another table first
     * @param psql the client that runs \copy
     * @param isPsqlThere whether psql is measured too
     * @param directory where file and server's tables live
     * @param kinds what is loaded
     */
    public CopyRun(
            int megabytes, int rounds, int warm, String psql, boolean isPsqlThere, Path directory, List<Kind> kinds) {
        this.megabytes = megabytes;
        this.rounds = rounds;
        this.warm = warm;
        this.psql = psql;
        this.isPsqlThere = isPsqlThere;
        this.directory = directory;
        this.kinds = List.copyOf(kinds);
    }

    /** What is loaded. */
    public enum Kind {
        /** All rows are new, and the table has no key. */
        APPEND,
        /** By key, into an empty table. */
        UPSERT_NEW,
        /** By key, and all keys are there. */
        UPSERT_EXISTING
    }

    /** Told the seconds of each load that counts. */
    public interface Listener {
        /** One of each side; those of psql are NaN where it is not measured. */
        void loaded(int round, Kind kind, double ours, double theirs);
    }

    /**
     * Runs it.
     *
     * @throws IllegalStateException if the two sides load different rows
     */
    public void measure(Listener listener) throws Exception {
        Path file = Files.createTempFile(directory, "leat-copy", ".csv");
        try (EmbeddedPostgres server = EmbeddedPostgres.builder()
                .setDataDirectory(Files.createTempDirectory(directory, "leat-pg"))
                .setServerConfig("shared_buffers", "512MB")
                .setServerConfig("max_wal_size", "8GB")
                .setServerConfig("synchronous_commit", "on")
                .start()) {
            long records;
            try (OutputStream out = Files.newOutputStream(file)) {
                records = CsvGenerator.builder(CsvShape.ACLED)
                        .seed(20_201_107)
                        .bytes(megabytes * 1_000_000L)
                        .build()
                        .writeTo(out)
                        .records();
            }
            run(server, file, records, listener);
        } finally {
            Files.deleteIfExists(file);
        }
    }

    private void run(EmbeddedPostgres server, Path file, long records, Listener listener) throws Exception {
        leat(server, file, WriteMode.APPEND); // makes the table
        sql(server, "TRUNCATE events", "CREATE UNIQUE INDEX events_key ON events (event_id_cnty) NULLS NOT DISTINCT");
        for (int round = 0; round <= rounds; round++) {
            for (Kind kind : kinds) {
                double mine = ours(server, file, kind);
                String answer = round == 0 ? answer(server) : count(server);
                requireRecords(kind, records, answer);
                double other = Double.NaN;
                if (isPsqlThere) {
                    other = theirs(server, file, kind);
                    String theirAnswer = round == 0 ? answer(server) : count(server);
                    if (!theirAnswer.equals(answer)) {
                        throw new IllegalStateException(kind + ": psql loaded other rows than Leat: " + theirAnswer
                                + " instead of " + answer + " (rows, hash).");
                    }
                }
                if (round > 0) {
                    listener.loaded(round, kind, mine, other);
                }
            }
        }
    }

    private static void requireRecords(Kind kind, long records, String answer) {
        if (!answer.equals(String.valueOf(records)) && !answer.startsWith(records + " ")) {
            throw new IllegalStateException(
                    kind + ": the table has " + answer + " (rows, hash) instead of " + records + " rows.");
        }
    }

    private static String count(EmbeddedPostgres server) throws SQLException {
        return ask(server, "SELECT count(*)::text FROM events");
    }

    /** How many rows there are and what all their columns hold, whatever their order. */
    private static String answer(EmbeddedPostgres server) throws SQLException {
        return ask(server, "SELECT count(*) || ' ' || sum(hashtextextended(e::text, 0)::numeric) FROM events e");
    }

    private static String ask(EmbeddedPostgres server, String query) throws SQLException {
        try (Connection connection = server.getPostgresDatabase().getConnection();
                Statement statement = connection.createStatement();
                ResultSet row = statement.executeQuery(query)) {
            row.next();
            return row.getString(1);
        }
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
