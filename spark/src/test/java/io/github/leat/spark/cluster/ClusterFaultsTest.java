package io.github.leat.spark.cluster;

import static org.assertj.core.api.Assertions.assertThat;

import io.github.leat.core.sink.RecordCounts;
import io.github.leat.testkit.dynamodb.DynaliteServer;
import io.github.leat.testkit.server.PostgresServer;
import java.io.BufferedReader;
import java.io.IOException;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.TimeUnit;
import java.util.function.BooleanSupplier;
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
                boolean there = server.texts("SELECT to_regclass('events') IS NOT NULL").contains("t");
                return there ? number("count(*)") : 0;
            }

            @Override
            public long distinct() {
                return number("count(DISTINCT id)");
            }

            private long number(String what) {
                return Long.parseLong(server.texts("SELECT " + what + " FROM events").get(0));
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

    private static void await(Process driver, BooleanSupplier what) throws InterruptedException {
        while (!what.getAsBoolean()) {
            assertThat(driver.waitFor(20, TimeUnit.MILLISECONDS))
                    .as("the driver ended first")
                    .isFalse();
        }
    }

    /** Reads on to a line that begins so, and gives what comes behind. */
    private static String behind(BufferedReader output, String words) throws IOException {
        StringBuilder said = new StringBuilder();
        for (String line = output.readLine(); line != null; line = output.readLine()) {
            if (line.startsWith(words)) {
                return line.substring(words.length());
            }
            said.append(line).append('\n');
        }
        throw new AssertionError("The driver ended before it said \"" + words + "\":\n" + said);
    }

    private void executorIsKilledInTheMiddle(Case load) throws Exception {
        Process driver = cluster.driver(load.arguments(List.of()));
        await(driver, load::isInTheMiddle);
        cluster.executor(0).destroyForcibly();
        load.assertComplete(behind(driver.inputReader(StandardCharsets.UTF_8), ClusterDriver.COUNTS));
    }

    private void secondAttemptRunsBesideTheFirst(Case load) throws Exception {
        Process driver = cluster.driver(load.arguments(SPECULATION));
        BufferedReader output = driver.inputReader(StandardCharsets.UTF_8);
        await(driver, load::isInTheMiddle);
        ProcessHandle slow = cluster.executor(0);
        StandaloneCluster.signal("STOP", slow);
        try {
            behind(output, ClusterDriver.SPECULATIVE);
        } finally {
            StandaloneCluster.signal("CONT", slow);
        }
        load.assertComplete(behind(output, ClusterDriver.COUNTS));
    }

    private void driverIsKilledAndStartedAgain(Case load) throws Exception {
        Process driver = cluster.driver(load.arguments(List.of()));
        await(driver, load::isInTheMiddle);
        driver.destroyForcibly().waitFor();
        cluster.awaitIdle();
        assertThat(load.count().records()).isLessThan(load.records());
        Process again = cluster.driver(load.arguments(List.of()));
        load.assertComplete(behind(again.inputReader(StandardCharsets.UTF_8), ClusterDriver.COUNTS));
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
        Process driver = cluster.driver(load.arguments(settings));
        await(driver, load::isInTheMiddle);
        StandaloneCluster.signal("STOP", cluster.executor(0));
        load.assertComplete(behind(driver.inputReader(StandardCharsets.UTF_8), ClusterDriver.COUNTS));
    }

    @Test
    void dynamoDbHasEachItemOnce() throws Exception {
        DynaliteServer.assumeAvailable();
        List<Scenario> scenarios = List.of(
                this::executorIsKilledInTheMiddle,
                this::secondAttemptRunsBesideTheFirst,
                this::driverIsKilledAndStartedAgain);
        for (Scenario scenario : scenarios) {
            try (DynaliteServer server = DynaliteServer.start()) {
                DynamoItems items = new DynamoItems(server.endpoint());
                scenario.run(new Case(
                        events(4_000), 4_000, server.endpoint().toString(), 30_000, 60_000, items));
            }
            cluster.awaitIdle();
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
