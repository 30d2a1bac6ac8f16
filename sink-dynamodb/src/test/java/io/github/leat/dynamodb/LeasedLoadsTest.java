package io.github.leat.dynamodb;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.github.leat.core.SchemaException;
import io.github.leat.core.io.FileSource;
import io.github.leat.core.load.Load;
import io.github.leat.testkit.dynamodb.CapacityRecord;
import io.github.leat.testkit.dynamodb.DynaliteServer;
import io.github.leat.testkit.dynamodb.DynamoDbProxy;
import io.github.leat.testkit.dynamodb.ProxyFaults;
import io.github.leat.testkit.dynamodb.ProxySetup;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Loads in processes of their own that share a table's capacity by a lease. The table keeps burst credit, so that none is refused. */
class LeasedLoadsTest {
    private static final int UNITS = 200;
    private static final int ITEMS = 500;
    private static final int LOADS = 3;

    @TempDir
    Path directory;

    private DynaliteServer server;
    private DynamoDbProxy proxy;
    private TableReading reading;

    @BeforeEach
    void start() {
        DynaliteServer.assumeAvailable();
        server = DynaliteServer.start();
        proxy = DynamoDbProxy.before(server, new ProxySetup(ProxySetup.FULL_BURST, 64));
        proxy.faults(ProxyFaults.latency(Duration.ofMillis(2)));
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

    private Path write(int load) throws IOException {
        StringBuilder text = new StringBuilder("id,value\n");
        for (int i = 0; i < ITEMS; i++) {
            text.append("load-").append(load).append('-').append(i).append(",some text\n");
        }
        return Files.writeString(directory.resolve(load + ".csv"), text);
    }

    @Test
    void neverTakeMoreThanTheTableHasThoughOneIsKilled() throws Exception {
        reading.create("shared", UNITS);
        List<Process> running = new ArrayList<>();
        try {
            for (int i = 0; i < LOADS; i++) {
                running.add(Children.startLeased(proxy.endpoint(), "shared", write(i), "nightly"));
            }
            proxy.fillUp("shared");
            CapacityRecord record = proxy.record("shared");
            while (record.total() < UNITS && running.get(0).isAlive()) {
                running.get(0).waitFor(20, TimeUnit.MILLISECONDS);
            }
            running.get(0).destroyForcibly().waitFor();
            for (int i = 1; i < LOADS; i++) {
                assertThat(running.get(i).waitFor())
                        .as(Files.readString(Children.said(directory.resolve(i + ".csv"))))
                        .isZero();
            }
            assertThat(record.mostIn(Duration.ofSeconds(2))).isLessThanOrEqualTo(2 * UNITS);
            assertThat(record.throttledRequests()).isZero();
            assertThat(reading.itemsBy("id", "shared").keySet().stream()
                            .filter(id -> !id.startsWith("load-0-"))
                            .count())
                    .isEqualTo((LOADS - 1) * (long) ITEMS);
        } finally {
            for (Process process : running) {
                process.destroyForcibly().waitFor();
            }
        }
    }

    @Test
    void aTableWithoutABoundHasNothingToShare() throws IOException {
        Load load = Load.from(FileSource.of(write(0)))
                .into(DynamoDbSink.table("unbounded")
                        .endpoint(proxy.endpoint())
                        .region("us-east-1")
                        .key("id")
                        .lease("nightly"));
        assertThatThrownBy(load::run).isInstanceOf(SchemaException.class).hasMessageContaining("nothing to share");
    }

    @Test
    void whatATableSavedUpIsSpentWhereThatIsAskedFor() throws Exception {
        reading.create("credit", 100);
        proxy.fillUp("credit");
        Load.from(FileSource.of(write(0)))
                .into(DynamoDbSink.table("credit")
                        .endpoint(proxy.endpoint())
                        .region("us-east-1")
                        .key("id")
                        .spendBurst())
                .run();
        assertThat(proxy.record("credit").throttledRequests()).isZero();
        // without the credit no two seconds take more than 200
        assertThat(proxy.record("credit").mostIn(Duration.ofSeconds(2))).isGreaterThan(210);
    }
}
