package io.github.leat.dynamodb;

import static org.assertj.core.api.Assertions.assertThat;

import io.github.leat.core.load.LoadOutcome;
import io.github.leat.core.load.LoadReport;
import io.github.leat.core.rate.Throughput;
import io.github.leat.core.sink.WriteMode;
import io.github.leat.testkit.dynamodb.DynaliteServer;
import io.github.leat.testkit.dynamodb.DynamoDbProxy;
import io.github.leat.testkit.dynamodb.ProxyFaults;
import io.github.leat.testkit.dynamodb.ProxySetup;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.HashMap;
import java.util.Map;
import java.util.Random;
import java.util.concurrent.FutureTask;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import software.amazon.awssdk.services.dynamodb.model.AttributeValue;

/**
 * What goes wrong between a load and its table. {@code -Dleat.kills=20} kills that often.
 */
class LoadUnderFaultsTest {
    private static final int KILLS = Integer.getInteger("leat.kills", 2);
    private static final int KEYS = 900;
    private static final int RECORDS = 1_200;

    /** About as long as a load under faults takes in a process of its own. */
    private static final int LONGEST_MILLIS = 4_000;

    /**
     * An upsert of the file has at least 36 requests, and which meets which throw is left to their order: that none of them
     * loses its answer happens less than once in 100,000 loads.
     */
    private static final ProxyFaults SURE_TO_MEET_EACH =
            new ProxyFaults(Duration.ZERO, Duration.ofMillis(2), 0.05, 0.05, 0.3, 0.1, 7);

    private static final Random RANDOM = new Random();

    @TempDir
    Path directory;

    private DynaliteServer server;
    private DynamoDbProxy proxy;
    private TableReading reading;

    @BeforeEach
    void start() {
        DynaliteServer.assumeAvailable();
        server = DynaliteServer.start();
        proxy = DynamoDbProxy.before(server, ProxySetup.steady());
        reading = new TableReading(server.endpoint());
    }

    @AfterEach
    void stop() {
        if (server != null) {
            reading.close();
            proxy.close();
            server.close();
        }
    }

    /** Some keys come twice; answers the last value of each. */
    private Map<String, String> write(Path file) throws IOException {
        return write(file, KEYS, RECORDS);
    }

    private static Map<String, String> write(Path file, int keys, int records) throws IOException {
        StringBuilder text = new StringBuilder("id,value,note\n");
        Map<String, String> last = new HashMap<>();
        for (int i = 0; i < records; i++) {
            String id = "key-" + i % keys;
            last.put(id, "v" + i);
            text.append(id).append(",v").append(i).append(",some more text to have a size\n");
        }
        Files.writeString(file, text);
        return last;
    }

    private Map<String, String> values(String table) {
        Map<String, String> values = new HashMap<>();
        Map<String, Map<String, AttributeValue>> items = reading.itemsBy("id", table);
        items.forEach((id, item) ->
                values.put(id, new TableReading.Found(item).get("value").s()));
        return values;
    }

    @ParameterizedTest
    @EnumSource(value = WriteMode.class, names = "REPLACE", mode = EnumSource.Mode.EXCLUDE)
    void everyKeyHasItsLastValueWhateverGoesWrong(WriteMode mode) throws Exception {
        Path file = directory.resolve("a.csv");
        Map<String, String> expected = write(file);
        proxy.faults(SURE_TO_MEET_EACH);
        LoadReport report =
                Children.load(proxy.endpoint(), "faults", file, mode).run();
        assertThat(report.outcome()).isEqualTo(LoadOutcome.COMPLETED);
        assertThat(report.counts().isBalanced()).isTrue();
        assertThat(report.counts().read()).isEqualTo(RECORDS);
        assertThat(values("faults")).isEqualTo(expected);
        assertThat(proxy.faultCounts().lostResponses()).isPositive();
        assertThat(mode == WriteMode.INSERT_NEW || proxy.faultCounts().unprocessedItems() > 0)
                .as("batches with unprocessed items")
                .isTrue();
        assertThat(Children.load(proxy.endpoint(), "faults", file, mode).run().outcome())
                .isEqualTo(LoadOutcome.ALREADY_LOADED);
    }

    @Test
    void aLoadWithoutFaultsCountsDuplicatesOfAKey() throws Exception {
        Path file = directory.resolve("a.csv");
        write(file);
        LoadReport report =
                Children.load(proxy.endpoint(), "plain", file, WriteMode.UPSERT).run();
        assertThat(report.counts().written()).isEqualTo(KEYS);
        assertThat(report.counts().deduplicated()).isEqualTo(RECORDS - KEYS);
    }

    /** Faults in any mix, while it is killed and while it is run again. */
    @Test
    void aKilledLoadGoesOnAndLosesNothing() throws Exception {
        for (int kill = 0; kill < KILLS; kill++) {
            WriteMode mode = kill % 2 == 0 ? WriteMode.UPSERT : WriteMode.INSERT_NEW;
            Path file = directory.resolve(kill + ".csv");
            Map<String, String> expected = write(file, KEYS / 2, RECORDS / 2);
            String table = "killed-" + kill;
            reading.create(table, 1_000);
            ProxyFaults faults = someFaults();
            proxy.faults(faults);
            Children.runAndKill(proxy.endpoint(), table, file, mode, RANDOM, LONGEST_MILLIS);
            LoadReport report =
                    Children.load(proxy.endpoint(), table, file, mode).run();
            String what = "kill " + kill + " of mode " + mode + " under " + faults;
            assertThat(report.outcome()).as(what).isIn(LoadOutcome.COMPLETED, LoadOutcome.ALREADY_LOADED);
            if (report.outcome() == LoadOutcome.COMPLETED) {
                assertThat(report.counts().isBalanced()).as(what).isTrue();
                assertThat(report.counts().read()).as(what).isEqualTo(RECORDS / 2);
            }
            assertThat(values(table)).as(what).isEqualTo(expected);
        }
    }

    private static ProxyFaults someFaults() {
        return new ProxyFaults(
                Duration.ZERO,
                Duration.ofMillis(RANDOM.nextInt(10)),
                RANDOM.nextDouble(0.1),
                RANDOM.nextDouble(0.1),
                RANDOM.nextDouble(0.1),
                RANDOM.nextDouble(0.3),
                RANDOM.nextLong());
    }

    @Test
    void aTableIsNotWrittenFasterThanAShareOfWhatItHas() throws Exception {
        Path file = directory.resolve("a.csv");
        write(file);
        reading.create("share", 600);
        LoadReport report = Children.load(proxy.endpoint(), "share", file, WriteMode.UPSERT)
                .throughput(Throughput.percentOfProvisioned(50))
                .run();
        assertThat(report.outcome()).isEqualTo(LoadOutcome.COMPLETED);
        assertThat(report.cost()).isGreaterThanOrEqualTo(KEYS);
        assertThat(proxy.record("share").throttledRequests()).isZero();
        assertThat(proxy.record("share").mostIn(Duration.ofSeconds(2))).isLessThanOrEqualTo(650);
    }

    @Test
    void itemsThatATableRefusesAreWrittenInTheEnd() throws Exception {
        Path file = directory.resolve("a.csv");
        Map<String, String> expected = write(file);
        reading.create("slow", 300);
        proxy.faults(ProxyFaults.latency(Duration.ofMillis(5)));
        FutureTask<LoadReport> other =
                new FutureTask<>(() -> Children.load(proxy.endpoint(), "slow", other(file), WriteMode.UPSERT)
                        .run());
        new Thread(other, "other load").start();
        FutureTask<LoadReport> load = new FutureTask<>(() ->
                Children.load(proxy.endpoint(), "slow", file, WriteMode.UPSERT).run());
        new Thread(load, "load").start();
        while (proxy.record("slow").requests() == 0) {
            pause(load);
        }
        // the loads find out within two seconds, and run into it before
        proxy.provision("slow", 1);
        while (proxy.record("slow").throttledRequests() == 0) {
            assertThat(load.isDone() && other.isDone()).isFalse();
            pause(load);
        }
        proxy.provision("slow", 1_000);
        assertThat(load.get().outcome()).isEqualTo(LoadOutcome.COMPLETED);
        assertThat(other.get().outcome()).isEqualTo(LoadOutcome.COMPLETED);
        assertThat(values("slow")).containsAllEntriesOf(expected).hasSize(2 * KEYS);
    }

    private static void pause(FutureTask<LoadReport> load) throws Exception {
        try {
            load.get(20, TimeUnit.MILLISECONDS);
        } catch (TimeoutException e) {
            // not done yet
        }
    }

    /** The same with other keys. */
    private static Path other(Path file) throws IOException {
        return Files.writeString(
                file.resolveSibling("other.csv"), Files.readString(file).replace("key-", "other-"));
    }
}
