package io.github.leat.redshift;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.junit.jupiter.params.provider.Arguments.arguments;

import io.github.leat.core.PermanentSinkException;
import io.github.leat.core.load.LoadOutcome;
import io.github.leat.core.load.LoadReport;
import io.github.leat.core.sink.WriteMode;
import io.github.leat.testkit.generate.CsvGenerator;
import io.github.leat.testkit.generate.CsvShape;
import io.github.leat.testkit.redshift.StatementFault;
import io.github.leat.testkit.redshift.data.CallFault;
import io.github.leat.testkit.server.FaultyProxy;
import io.github.leat.testkit.server.PostgresServer;
import io.github.leat.testkit.server.S3Server;
import io.github.leat.testkit.server.WireFault;
import java.nio.file.Path;
import java.util.List;
import java.util.Random;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.IntPredicate;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.MethodSource;

/**
 * Answers that never come, a store that refuses, a process that dies: afterwards the table is right, nothing is left on S3, and the
 * counts balance. {@code -Dleat.kills=20} kills that often.
 */
class RedshiftFaultTest {
    private static final int RECORDS = 4_500;
    private static final int KILLS = Integer.getInteger("leat.kills", 2);
    private static final int LONGEST_MILLIS = 100;

    @TempDir
    static Path directory;

    private static Path file = Path.of("");
    private static String expected = "";
    private static int statements;

    private final Warehouse warehouse = Warehouse.open();

    @BeforeAll
    static void loadCalmly() throws Exception {
        file = directory.resolve("events.csv");
        CsvGenerator.builder(CsvShape.ACLED).seed(7).records(RECORDS).build().writeTo(file);
        try (Warehouse calm = Warehouse.open()) {
            LoadReport report =
                    LoadChild.load(calm.sink(), file, WriteMode.APPEND).run();
            assertThat(report.counts().written()).isEqualTo(RECORDS);
            expected = contents(calm.cluster().server());
            statements = calm.cluster().statements().size();
            assertThat(calm.cluster().statements().stream().filter(sql -> sql.startsWith("COPY")))
                    .as("commits of a calm load")
                    .hasSizeGreaterThan(3);
        }
    }

    @AfterEach
    void close() {
        warehouse.close();
    }

    private static String contents(PostgresServer server) {
        return server.texts("SELECT count(*), md5(string_agg(md5(CAST(e AS text)), '' ORDER BY event_id_cnty)) FROM"
                        + " events e")
                .get(0);
    }

    private static void assertLoaded(Warehouse warehouse, LoadReport report) {
        PostgresServer server = warehouse.cluster().server();
        assertThat(report.outcome()).isIn(LoadOutcome.COMPLETED, LoadOutcome.ALREADY_LOADED);
        assertThat(report.counts().isBalanced()).isTrue();
        assertThat(contents(server)).isEqualTo(expected);
        assertThat(server.texts("SELECT completed, records_read, records_written FROM _leat_ledger"))
                .containsExactly("t|" + RECORDS + "|" + RECORDS);
        assertThat(server.texts("SELECT relname FROM pg_class WHERE relname LIKE '\\_leat\\_stage%' AND relnamespace ="
                        + " CAST('" + server.schema() + "' AS regnamespace)"))
                .isEmpty();
        assertThat(warehouse.objects()).as("what stays on S3").isEmpty();
    }

    private void faultOfNth(String start, int nth, StatementFault fault) {
        AtomicInteger seen = new AtomicInteger();
        warehouse
                .cluster()
                .faults(sql -> sql.startsWith(start) && seen.incrementAndGet() == nth ? fault : StatementFault.NONE);
    }

    /** The statements of both ways are the same, so the slower one has the two modes whose ends differ most. */
    static Stream<Arguments> waysAndModes() {
        return Stream.concat(
                Stream.of(WriteMode.values()).map(mode -> arguments(Way.JDBC, mode)),
                Stream.of(WriteMode.UPSERT, WriteMode.INSERT_NEW).map(mode -> arguments(Way.DATA_API, mode)));
    }

    @ParameterizedTest
    @MethodSource("waysAndModes")
    void aLostAnswerToCommitDoublesNothing(Way way, WriteMode mode) {
        for (int nth = 1; nth <= 5; nth += 2) {
            faultOfNth("COMMIT", nth, StatementFault.LOSE_ANSWER);
            assertLoaded(
                    warehouse, LoadChild.load(warehouse.sink(way), file, mode).run());
            assertThat(warehouse.cluster().statements().stream().filter("COMMIT"::equals))
                    .hasSizeGreaterThanOrEqualTo(nth);
            startAgain();
        }
    }

    @ParameterizedTest
    @MethodSource("waysAndModes")
    void aLostAnswerToTheLastCommitIsFoundOut(Way way, WriteMode mode) {
        AtomicInteger ends = new AtomicInteger();
        AtomicInteger drops = new AtomicInteger();
        warehouse.cluster().faults(sql -> {
            if (sql.startsWith("DROP TABLE IF EXISTS") && sql.contains("_leat_stage_")) {
                drops.incrementAndGet();
            }
            boolean isLast = drops.get() > 0 && sql.equals("COMMIT") && ends.incrementAndGet() == 1;
            return isLast ? StatementFault.LOSE_ANSWER : StatementFault.NONE;
        });
        LoadReport report = LoadChild.load(warehouse.sink(way), file, mode).run();
        assertThat(report.outcome()).isEqualTo(LoadOutcome.COMPLETED);
        assertThat(ends).hasPositiveValue();
        assertLoaded(warehouse, report);
    }

    static Stream<Arguments> waysAndCuts() {
        return Stream.of(Way.values())
                .flatMap(way -> Stream.of(StatementFault.LOSE_ANSWER, StatementFault.CUT_BEFORE)
                        .map(fault -> arguments(way, fault)));
    }

    @ParameterizedTest
    @MethodSource("waysAndCuts")
    void aCopyThatIsCutOffIsDoneAgain(Way way, StatementFault fault) {
        for (int nth : List.of(1, 4)) {
            faultOfNth("COPY", nth, fault);
            assertLoaded(
                    warehouse,
                    LoadChild.load(warehouse.sink(way), file, WriteMode.UPSERT).run());
            startAgain();
        }
    }

    @ParameterizedTest
    @EnumSource(Way.class)
    void expiredCredentialsOfTheRoleStopTheLoadWhichGoesOnLater(Way way) {
        faultOfNth("COPY", 3, StatementFault.EXPIRED_TOKEN);
        assertThatThrownBy(() -> LoadChild.load(warehouse.sink(way), file, WriteMode.UPSERT)
                        .run())
                .isInstanceOf(PermanentSinkException.class)
                .hasMessageContaining("ExpiredToken")
                .hasMessageContaining("IAM role");
        assertThat(warehouse.objects()).isEmpty();
        assertGoesOn(way);
    }

    private void assertGoesOn(Way way) {
        LoadReport again =
                LoadChild.load(warehouse.sink(way), file, WriteMode.UPSERT).run();
        assertThat(again.resumedAt()).isPresent();
        assertLoaded(warehouse, again);
    }

    @Test
    void expiredCredentialsOfTheProcessStopTheLoadWhichGoesOnLater() {
        failBatches(CallFault.EXPIRED_TOKEN, nth -> nth >= 4);
        assertThatThrownBy(() -> LoadChild.load(warehouse.sink(Way.DATA_API), file, WriteMode.UPSERT)
                        .run())
                .isInstanceOf(PermanentSinkException.class)
                .hasMessageContaining("expired")
                .hasMessageContaining("Renew them");
        warehouse.data().faults((operation, sqls) -> CallFault.NONE);
        assertGoesOn(Way.DATA_API);
    }

    @Test
    void expiredCredentialsAtTheStoreStopTheLoadWhichGoesOnLater() {
        AtomicInteger puts = new AtomicInteger();
        AtomicBoolean isExpired = new AtomicBoolean(true);
        try (FaultyProxy proxy = FaultyProxy.to(
                        S3Server.start().port(),
                        head -> isExpired.get() && head.startsWith("PUT ") && puts.incrementAndGet() >= 6
                                ? WireFault.error(400, "ExpiredToken")
                                : WireFault.none());
                Warehouse through = Warehouse.through(proxy.endpoint())) {
            assertThatThrownBy(() -> LoadChild.load(through.sink(), file, WriteMode.APPEND)
                            .run())
                    .isInstanceOf(PermanentSinkException.class)
                    .hasMessageContaining("ExpiredToken");
            isExpired.set(false);
            LoadReport again =
                    LoadChild.load(through.sink(), file, WriteMode.APPEND).run();
            assertThat(again.resumedAt()).isPresent();
            assertLoaded(through, again);
        }
    }

    /** Batches are what commits. */
    private void failBatches(CallFault fault, IntPredicate which) {
        AtomicInteger seen = new AtomicInteger();
        warehouse
                .data()
                .faults((operation, sqls) ->
                        operation.equals("BatchExecuteStatement") && which.test(seen.incrementAndGet())
                                ? fault
                                : CallFault.NONE);
    }

    @ParameterizedTest
    @EnumSource(
            value = CallFault.class,
            names = {"LOSE_ANSWER", "INTERNAL_ERROR", "THROTTLE"})
    void whatTheSdkSendsAgainRunsOnce(CallFault fault) {
        AtomicInteger calls = new AtomicInteger();
        warehouse.data().faults((operation, sqls) -> calls.incrementAndGet() % 5 == 0 ? fault : CallFault.NONE);
        LoadReport report = LoadChild.load(warehouse.sink(Way.DATA_API), file, WriteMode.APPEND)
                .run();
        assertLoaded(warehouse, report);
        assertThat(report.resumedAt()).as("began again").isEmpty();
    }

    @ParameterizedTest
    @EnumSource(
            value = CallFault.class,
            names = {"LOSE_ANSWER", "INTERNAL_ERROR", "THROTTLE", "TOO_MANY_STATEMENTS"})
    void callsThatFailForAWhileAreMadeAgain(CallFault fault) {
        failBatches(fault, nth -> nth >= 3 && nth <= 9);
        LoadReport report = LoadChild.load(warehouse.sink(Way.DATA_API), file, WriteMode.UPSERT)
                .run();
        assertThat(report.outcome()).isEqualTo(LoadOutcome.COMPLETED);
        assertLoaded(warehouse, report);
    }

    @Test
    void aStoreThatFailsForAWhileIsTriedAgain() {
        AtomicInteger puts = new AtomicInteger();
        try (FaultyProxy proxy = FaultyProxy.to(S3Server.start().port(), head -> {
                    boolean isPart = head.startsWith("PUT ") && head.contains("/part-");
                    int nth = isPart ? puts.incrementAndGet() : 0;
                    return nth >= 3 && nth <= 8
                            ? WireFault.error(nth % 2 == 0 ? 500 : 503, nth % 2 == 0 ? "InternalError" : "SlowDown")
                            : WireFault.none();
                });
                Warehouse through = Warehouse.through(proxy.endpoint())) {
            LoadReport report =
                    LoadChild.load(through.sink(), file, WriteMode.APPEND).run();
            assertThat(report.outcome()).isEqualTo(LoadOutcome.COMPLETED);
            assertThat(puts).hasValueGreaterThan(8);
            assertLoaded(through, report);
        }
    }

    @Test
    void aLoaderKilledAtAnyMomentGoesOn() throws Exception {
        long seed = System.nanoTime();
        Random random = new Random(seed);
        int resumed = 0;
        for (int kill = 1; kill <= KILLS; kill++) {
            WriteMode mode = List.of(WriteMode.values()).get(random.nextInt(WriteMode.values().length));
            Way way = kill % 2 == 0 ? Way.JDBC : Way.DATA_API;
            killAtStatement(way, mode, 1 + random.nextInt(statements), random.nextInt(LONGEST_MILLIS));
            LoadReport report = LoadChild.load(warehouse.sink(way), file, mode).run();
            resumed += report.resumedAt().isPresent() ? 1 : 0;
            assertLoaded(warehouse, report);
            startAgain();
        }
        System.out.println("seed " + seed + ": " + KILLS + " kills among " + statements + " statements, " + resumed
                + " loads went on at a checkpoint");
    }

    /** Kills a process of the load some time after it has sent so many statements; one that ends before lives on. */
    private void killAtStatement(Way way, WriteMode mode, int nth, int millisLater) throws Exception {
        CountDownLatch reached = new CountDownLatch(nth);
        warehouse.cluster().faults(sql -> {
            reached.countDown();
            return StatementFault.NONE;
        });
        Process process = LoadChild.start(warehouse.address(way), file, mode);
        try {
            boolean isReached = false;
            while (process.isAlive() && !isReached) {
                isReached = reached.await(LONGEST_MILLIS, TimeUnit.MILLISECONDS);
            }
            process.waitFor(millisLater, TimeUnit.MILLISECONDS);
        } finally {
            process.destroyForcibly().waitFor();
        }
    }

    private void startAgain() {
        warehouse.cluster().faults(sql -> StatementFault.NONE);
        warehouse.cluster().server().run("DROP TABLE IF EXISTS events", "DELETE FROM _leat_ledger");
    }
}
