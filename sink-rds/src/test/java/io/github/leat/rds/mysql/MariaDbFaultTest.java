package io.github.leat.rds.mysql;

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
import java.nio.file.Path;
import java.util.Random;
import java.util.concurrent.atomic.AtomicInteger;
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
class MariaDbFaultTest {
    private static final int KILLS = Integer.getInteger("leat.kills", 1);
    private static final int RECORDS = 10_000;
    private static final int LONGEST_MILLIS = 2_500;

    /** Every third of these connections is cut: fewer than a load makes attempts, since all of them may be its writer's before it gets on. */
    private static final int CUT = 3 * (Load.DEFAULT_MAX_ATTEMPTS - 1);

    @TempDir
    static Path directory;

    private static Path file = Path.of("");
    private static String expected = "";

    private final long seed = System.nanoTime();
    private final Random random = new Random(seed);
    private final MariaDbServer server = MariaDbServer.newDatabase();

    @BeforeAll
    static void generate() throws Exception {
        file = directory.resolve("events.csv");
        CsvGenerator.builder(CsvShape.ACLED).seed(7).records(RECORDS).build().writeTo(file);
        MariaDbServer calm = MariaDbServer.newDatabase();
        LoadReport report = LoadChild.load(calm.url(), file, WriteMode.APPEND).run();
        assertThat(report.counts().written()).isEqualTo(RECORDS);
        expected = contents(calm);
    }

    @BeforeEach
    void sayTheSeed() {
        System.out.println("seed " + seed);
    }

    /** How many rows, and a checksum of each column's values with their keys. */
    private static String contents(MariaDbServer server) {
        String columns = String.join(
                ", ",
                server.texts(
                        "SELECT CONCAT('BIT_XOR(CRC32(CONCAT(event_id_cnty, \\':\\', IFNULL(`', column_name, '`, \\'-\\'))))')"
                                + " FROM information_schema.columns WHERE table_schema = '" + server.database()
                                + "' AND table_name = 'events' AND column_name NOT LIKE '\\_leat%' ORDER BY ordinal_position"));
        return server.texts("SELECT COUNT(*), COUNT(DISTINCT event_id_cnty), " + columns + " FROM events")
                .get(0);
    }

    private void assertLoaded(LoadReport report) {
        assertThat(report.outcome()).isIn(LoadOutcome.COMPLETED, LoadOutcome.ALREADY_LOADED);
        assertThat(report.counts().isBalanced()).isTrue();
        assertThat(contents(server)).as("seed %d", seed).isEqualTo(expected);
        assertThat(server.texts("SELECT completed = 1, records_read, records_written FROM _leat_ledger"))
                .containsExactly("1|" + RECORDS + "|" + RECORDS);
        assertThat(server.texts("SELECT table_name FROM information_schema.tables WHERE table_schema = '"
                        + server.database() + "' AND table_name LIKE '\\_leat\\_stage%'"))
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
                MariaDbServer.port(),
                () -> isCut(connections.incrementAndGet()) ? 100_000 + random.nextInt(1_000_000) : Long.MAX_VALUE)) {
            String url = server.url().replace(":" + MariaDbServer.port() + "/", ":" + proxy.port() + "/");
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
    void aServerThatIsKilledInTheMiddleIsWaitedFor(WriteMode mode) throws Exception {
        AtomicInteger told = new AtomicInteger();
        LoadReport report = LoadChild.load(server.url(), file, mode)
                .maxAttempts(30)
                .onProgress(progress -> {
                    if (told.incrementAndGet() == 8) {
                        MariaDbServer.crash();
                    }
                })
                .run();
        assertThat(report.outcome()).isEqualTo(LoadOutcome.COMPLETED);
        assertThat(told.get()).isGreaterThan(8);
        assertLoaded(report);
    }

    @Test
    void aStatementThatTimesOutSaysWhatToDo() throws Exception {
        server.run("CREATE TABLE events (event_id_cnty longtext COLLATE utf8mb4_bin)");
        server.run("INSERT INTO events VALUES ('x')");
        String hurried = server.url() + "&sessionVariables=max_statement_time=0.000001";
        assertThatThrownBy(() -> LoadChild.load(hurried, file, WriteMode.APPEND).run())
                .isInstanceOf(PermanentSinkException.class)
                .hasMessageContaining("max_statement_time")
                .hasMessageContaining("1969");
        server.run("DROP TABLE events");
        assertLoaded(LoadChild.load(server.url(), file, WriteMode.APPEND).run());
    }
}
