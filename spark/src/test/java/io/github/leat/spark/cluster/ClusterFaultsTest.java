package io.github.leat.spark.cluster;

import static org.assertj.core.api.Assertions.assertThat;

import io.github.leat.core.sink.RecordCounts;
import io.github.leat.testkit.dynamodb.DynaliteServer;
import io.github.leat.testkit.server.PostgresServer;
import java.io.IOException;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;
import software.amazon.awssdk.services.dynamodb.DynamoDbClient;
import software.amazon.awssdk.services.dynamodb.model.ResourceNotFoundException;

/** Loads on a cluster whose processes are killed or stopped in the middle: nothing lost, nothing doubled. */
@Tag("thorough")
@Timeout(180)
class ClusterFaultsTest {
    /** Attempts of what stands still begin early. */
    private static final List<String> SPECULATION = List.of(
            "spark.speculation=true",
            "spark.speculation.interval=100ms",
            "spark.speculation.quantile=0.1",
            "spark.speculation.multiplier=1.1");

    /** A process that does not answer is given up after seconds. */
    private static final List<String> IMPATIENCE = List.of(
            "spark.executor.heartbeatInterval=1s", "spark.network.timeout=6s", "spark.network.timeoutInterval=1s");

    private static StandaloneCluster cluster;

    @TempDir
    private Path directory = Path.of("");

    @BeforeAll
    static void start(@TempDir Path home) throws IOException {
        cluster = StandaloneCluster.start(home);
    }

    @AfterAll
    static void stop() {
        cluster.close();
    }

    @BeforeEach
    void awaitIdle() throws Exception {
        cluster.awaitIdle();
    }

    /** What is loaded where. */
    private record Case(Path file, int records, String target, long part, long perSecond, Count count) {
        List<String> arguments(List<String> settings) {
            List<String> all = new ArrayList<>(List.of(file.toString(), target, "" + part, "" + perSecond));
            all.addAll(settings);
            return all;
        }

        /** Some parts are done, or in the middle, and some are not. */
        boolean isInTheMiddle() {
            return count.records() > records / 8;
        }

        void assertComplete(String counts) {
            assertThat(counts).isEqualTo(new RecordCounts(records, records, 0, 0, 0).toString());
            assertThat(count.records()).isEqualTo(records);
            assertThat(count.distinct()).isEqualTo(records);
        }
    }

    /** What is in the target. */
    private interface Count {
        long records();

        long distinct();
    }

    private Case postgres() throws IOException {
        PostgresServer server = PostgresServer.newSchema();
        return new Case(events(80_000), 80_000, server.url(), 500_000, 1_000_000, new Count() {
            @Override
            public long records() {
                boolean there =
                        server.texts("SELECT to_regclass('events') IS NOT NULL").contains("t");
                return there ? number("count(*)") : 0;
            }

            @Override
            public long distinct() {
                return number("count(DISTINCT id)");
            }

            private long number(String what) {
                return Long.parseLong(
                        server.texts("SELECT " + what + " FROM events").get(0));
            }
        });
    }

    /** A newline in every note. */
    private Path events(int records) throws IOException {
        StringBuilder text = new StringBuilder("id,note,n\n");
        for (int i = 0; i < records; i++) {
            text.append(i).append(",\"note ").append(i).append("\nand \"\"more\"\", of a note that is longer\",");
            text.append(i % 100).append('\n');
        }
        return Files.writeString(directory.resolve("events.csv"), text);
    }

    private void executorIsKilledInTheMiddle(Case load) throws Exception {
        Driver driver = cluster.driver(load.arguments(List.of()));
        driver.await(load::isInTheMiddle);
        cluster.executor(0).destroyForcibly();
        load.assertComplete(driver.await(ClusterDriver.COUNTS));
    }

    private void secondAttemptRunsBesideTheFirst(Case load) throws Exception {
        Driver driver = cluster.driver(load.arguments(SPECULATION));
        driver.await(load::isInTheMiddle);
        ProcessHandle slow = cluster.executor(0);
        StandaloneCluster.signal("STOP", slow);
        try {
            driver.await(ClusterDriver.SPECULATIVE);
        } finally {
            StandaloneCluster.signal("CONT", slow);
        }
        load.assertComplete(driver.await(ClusterDriver.COUNTS));
    }

    private void driverIsKilledAndStartedAgain(Case load) throws Exception {
        Driver driver = cluster.driver(load.arguments(List.of()));
        driver.await(load::isInTheMiddle);
        driver.kill();
        cluster.awaitIdle();
        assertThat(load.count().records()).isLessThan(load.records());
        Driver again = cluster.driver(load.arguments(List.of()));
        load.assertComplete(again.await(ClusterDriver.COUNTS));
    }

    @Test
    void executorIsKilledInTheMiddle() throws Exception {
        executorIsKilledInTheMiddle(postgres());
    }

    @Test
    void secondAttemptRunsBesideTheFirst() throws Exception {
        secondAttemptRunsBesideTheFirst(postgres());
    }

    @Test
    void driverIsKilledAndStartedAgain() throws Exception {
        driverIsKilledAndStartedAgain(postgres());
    }

    @Test
    void whatStandsStillForGoodIsGivenUp() throws Exception {
        Case load = postgres();
        List<String> settings = new ArrayList<>(SPECULATION);
        settings.addAll(IMPATIENCE);
        Driver driver = cluster.driver(load.arguments(settings));
        driver.await(load::isInTheMiddle);
        StandaloneCluster.signal("STOP", cluster.executor(0));
        load.assertComplete(driver.await(ClusterDriver.COUNTS));
    }

    @Test
    void executorIsKilledInTheMiddleOfDynamoDb() throws Exception {
        dynamoDb(this::executorIsKilledInTheMiddle);
    }

    @Test
    void secondAttemptRunsBesideTheFirstIntoDynamoDb() throws Exception {
        dynamoDb(this::secondAttemptRunsBesideTheFirst);
    }

    @Test
    void driverIsKilledAndStartedAgainIntoDynamoDb() throws Exception {
        dynamoDb(this::driverIsKilledAndStartedAgain);
    }

    private void dynamoDb(Scenario scenario) throws Exception {
        DynaliteServer.assumeAvailable();
        try (DynaliteServer server = DynaliteServer.start()) {
            DynamoItems items = new DynamoItems(server.endpoint());
            scenario.run(new Case(events(4_000), 4_000, server.endpoint().toString(), 30_000, 60_000, items));
        }
    }

    private interface Scenario {
        void run(Case load) throws Exception;
    }

    /** Items of the table, by a scan. */
    private record DynamoItems(URI endpoint) implements Count {
        @Override
        public long records() {
            return ids().size();
        }

        @Override
        public long distinct() {
            return ids().stream().distinct().count();
        }

        private List<String> ids() {
            try (DynamoDbClient client = ClusterDriver.client(endpoint)) {
                return client.scanPaginator(b -> b.tableName("events")).items().stream()
                        .map(item -> String.valueOf(item.get("id")))
                        .toList();
            } catch (ResourceNotFoundException e) {
                return List.of();
            }
        }
    }
}
