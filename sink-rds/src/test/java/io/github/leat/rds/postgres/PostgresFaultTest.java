package io.github.leat.rds.postgres;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.github.leat.core.PermanentSinkException;
import io.github.leat.core.load.Load;
import io.github.leat.core.load.LoadOutcome;
import io.github.leat.core.load.LoadReport;
import io.github.leat.core.sink.WriteMode;
import io.github.leat.rds.LoadChild;
import io.github.leat.testkit.CuttingProxy;
import io.github.leat.testkit.generate.CsvGenerator;
import io.github.leat.testkit.generate.CsvShape;
import io.github.leat.testkit.server.PostgresServer;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.Statement;
import java.util.Random;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.Assumptions;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/**
 * After each fault and a re-run the table is that of a load nothing happened to. The seed of what is random is printed with a
 * failure; {@code -Dleat.kills=20} kills that often.
 */
class PostgresFaultTest {
    private static final int KILLS = Integer.getInteger("leat.kills", 1);
    private static final int RECORDS = 10_000;
    private static final int LONGEST_MILLIS = 2_000;

    /** Every third of these connections is cut: fewer than a load makes attempts, since all of them may be its writer's before it gets on. */
    private static final int CUT = 3 * (Load.DEFAULT_MAX_ATTEMPTS - 1);

    @TempDir
    static Path directory;

    private static Path file = Path.of("");
    private static String expected = "";

    private final long seed = System.nanoTime();
    private final Random random = new Random(seed);
    private final PostgresServer server = PostgresServer.newSchema();

    @BeforeAll
    static void generate() throws Exception {
        file = directory.resolve("events.csv");
        CsvGenerator.builder(CsvShape.ACLED).seed(7).records(RECORDS).build().writeTo(file);
        PostgresServer calm = PostgresServer.newSchema();
        LoadReport report = LoadChild.load(calm.url(), file, WriteMode.APPEND).run();
        assertThat(report.counts().written()).isEqualTo(RECORDS);
        expected = contents(calm);
    }

    @BeforeEach
    void sayTheSeed() {
        System.out.println("seed " + seed);
    }

    private static String contents(PostgresServer server) {
        return server.texts("SELECT count(*), md5(string_agg(md5(CAST(e AS text)), '' ORDER BY event_id_cnty)) FROM"
                        + " events e")
                .get(0);
    }

    private void assertLoaded(LoadReport report) {
        assertThat(report.outcome()).isIn(LoadOutcome.COMPLETED, LoadOutcome.ALREADY_LOADED);
        assertThat(report.counts().isBalanced()).isTrue();
        assertThat(contents(server)).as("seed %d", seed).isEqualTo(expected);
        assertThat(server.texts("SELECT completed, records_read, records_written FROM _leat_ledger"))
                .containsExactly("t|" + RECORDS + "|" + RECORDS);
        assertThat(server.texts("SELECT relname FROM pg_class WHERE relname LIKE '\\_leat\\_stage%' AND relnamespace ="
                        + " CAST('" + server.schema() + "' AS regnamespace)"))
                .isEmpty();
    }

    /** The load goes on after one kill or after several; each time it has completed it begins anew. */
    @ParameterizedTest
    @EnumSource(WriteMode.class)
    void aLoaderKilledAtAnyMomentGoesOn(WriteMode mode) throws Exception {
        int resumed = 0;
        for (int kill = 1; kill <= KILLS; kill++) {
            LoadChild.runAndKill(server.url(), file, mode, random, LONGEST_MILLIS);
            if (kill == KILLS || random.nextBoolean()) {
                LoadReport report = LoadChild.load(server.url(), file, mode).run();
                resumed += report.resumedAt().isPresent() ? 1 : 0;
                assertLoaded(report);
                server.run("DROP TABLE events", "DELETE FROM _leat_ledger");
            }
        }
        System.out.println(mode + ": " + KILLS + " kills, " + resumed + " loads went on at a checkpoint");
    }

    private static boolean isCut(int connection) {
        return connection % 3 == 0 && connection <= CUT;
    }

    @ParameterizedTest
    @EnumSource(WriteMode.class)
    void aConnectionThatIsCutIsMadeAnew(WriteMode mode) throws Exception {
        AtomicInteger connections = new AtomicInteger();
        // the first ones plan and read the ledger
        try (CuttingProxy proxy = CuttingProxy.to(
                PostgresServer.port(),
                () -> isCut(connections.incrementAndGet()) ? 100_000 + random.nextInt(1_000_000) : Long.MAX_VALUE)) {
            String url = server.url().replace(":" + PostgresServer.port() + "/", ":" + proxy.port() + "/");
            LoadReport report = LoadChild.load(url, file, mode).run();
            assertThat(report.outcome()).isEqualTo(LoadOutcome.COMPLETED);
            assertThat(proxy.cuts()).isPositive();
            assertLoaded(report);
        }
    }

    @ParameterizedTest
    @EnumSource(
            value = WriteMode.class,
            names = {"APPEND", "UPSERT"})
    void aServerThatCrashesInTheMiddleIsWaitedFor(WriteMode mode) throws Exception {
        AtomicInteger commits = new AtomicInteger();
        LoadReport report = LoadChild.load(server.url(), file, mode)
                .maxAttempts(20)
                .onProgress(progress -> {
                    if (commits.incrementAndGet() == 8) {
                        crash();
                    }
                })
                .run();
        assertThat(report.outcome()).isEqualTo(LoadOutcome.COMPLETED);
        assertThat(commits.get()).isGreaterThan(8);
        assertLoaded(report);
    }

    /** One killed backend makes the server end all others and recover as after a power cut; unlogged tables are empty then. */
    private void crash() {
        String pid = server.texts("SELECT pid FROM pg_stat_activity WHERE application_name = 'leat' LIMIT 1")
                .get(0);
        ProcessHandle.of(Long.parseLong(pid)).orElseThrow().destroyForcibly();
    }

    @Test
    void aStatementThatTimesOutSaysWhatToDo() throws Exception {
        server.run("CREATE TABLE events AS SELECT CAST(NULL AS text) AS event_id_cnty");
        server.run("DELETE FROM events");
        try (Connection connection = server.connect();
                Statement statement = connection.createStatement()) {
            connection.setAutoCommit(false);
            statement.execute("LOCK TABLE events IN ROW EXCLUSIVE MODE");
            String hurried = server.url() + "&options=-c%20statement_timeout%3D200";
            assertThatThrownBy(() ->
                            LoadChild.load(hurried, file, WriteMode.APPEND).run())
                    .isInstanceOf(PermanentSinkException.class)
                    .hasMessageContaining("statement_timeout")
                    .hasMessageContaining("57014");
        }
        server.run("DROP TABLE events");
        assertLoaded(LoadChild.load(server.url(), file, WriteMode.APPEND).run());
    }

    @Test
    void aFullDiskStopsTheMergeAndNothingIsHalfDone() {
        String cramped = server.url() + "&options=-c%20work_mem%3D64kB%20-c%20temp_file_limit%3D64kB";
        assertThatThrownBy(() ->
                        LoadChild.load(cramped, file, WriteMode.INSERT_NEW).run())
                .isInstanceOf(PermanentSinkException.class)
                .hasMessageContaining("53400");
        assertThat(server.rows("events")).isEmpty();
        LoadReport again =
                LoadChild.load(server.url(), file, WriteMode.INSERT_NEW).run();
        assertThat(again.resumedAt()).isPresent();
        assertLoaded(again);
    }

    /**
     * The process of the server that writes may make no file longer than 17 MB, as a quota would have it: more than a segment of
     * the log, less than the table.
     */
    @Test
    void aFullDiskInTheMiddleOfAnAppendLosesNothing() throws Exception {
        Assumptions.assumeTrue(Files.isExecutable(Path.of("/usr/bin/prlimit")), "This needs prlimit of util-linux");
        Path large = directory.resolve("large.csv");
        int records = 60_000;
        CsvGenerator.builder(CsvShape.ACLED).seed(8).records(records).build().writeTo(large);
        AtomicBoolean limited = new AtomicBoolean();
        assertThatThrownBy(() -> LoadChild.load(server.url(), large, WriteMode.APPEND)
                        .onProgress(progress -> {
                            if (!limited.getAndSet(true)) {
                                limitFiles();
                            }
                        })
                        .run())
                .isInstanceOf(PermanentSinkException.class)
                .hasMessageContaining("file");
        assertThat(limited).isTrue();
        LoadReport again = LoadChild.load(server.url(), large, WriteMode.APPEND).run();
        assertThat(again.resumedAt()).isPresent();
        assertThat(again.counts().written()).isEqualTo(records);
        assertThat(again.counts().isBalanced()).isTrue();
        PostgresServer calm = PostgresServer.newSchema();
        LoadChild.load(calm.url(), large, WriteMode.APPEND).run();
        assertThat(contents(server)).isEqualTo(contents(calm));
        server.run("DROP TABLE events");
        calm.run("DROP TABLE events");
    }

    private void limitFiles() {
        String pid = server.texts("SELECT pid FROM pg_stat_activity WHERE application_name = 'leat' LIMIT 1")
                .get(0);
        try {
            int code = new ProcessBuilder("/usr/bin/prlimit", "--pid", pid, "--fsize=17000000:")
                    .inheritIO()
                    .start()
                    .waitFor();
            assertThat(code).isZero();
        } catch (IOException | InterruptedException e) {
            throw new AssertionError(e);
        }
    }
}
