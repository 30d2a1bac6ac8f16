package io.github.leat.dynamodb;

import io.github.leat.core.sink.Sink;
import io.github.leat.testkit.SinkAbility;
import io.github.leat.testkit.SinkContract;
import io.github.leat.testkit.SinkSetup;
import io.github.leat.testkit.dynamodb.DynaliteServer;
import java.util.EnumSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;

/** DynamoDB against a server of its protocol: each test has tables of its own. */
final class DynamoDbSinkContractTest extends SinkContract {
    private static @Nullable DynaliteServer server;
    private static @Nullable TableReading reading;
    private static int tests;

    @BeforeAll
    static void start() {
        DynaliteServer.assumeAvailable();
        DynaliteServer started = DynaliteServer.start();
        server = started;
        reading = new TableReading(started.endpoint());
    }

    @AfterAll
    static void stop() {
        if (server != null && reading != null) {
            reading.close();
            server.close();
        }
    }

    @BeforeEach
    void nextTest() {
        tests++;
    }

    private static String tableOf(String name) {
        return "test-" + tests + "-" + name;
    }

    @Override
    protected Set<SinkAbility> abilities() {
        return EnumSet.of(SinkAbility.UPSERT, SinkAbility.INSERT_NEW, SinkAbility.RESUME, SinkAbility.CONCURRENT_READS);
    }

    @Override
    protected String hostileTable() {
        return "Hostile_.-table";
    }

    @Override
    protected Sink sink(SinkSetup setup) {
        return DynamoDbSink.table(tableOf(setup.table()))
                .endpoint(endpoint())
                .region("us-east-1")
                .ledger("test-" + tests + "-ledger")
                .key(setup.key().toArray(String[]::new))
                .mode(setup.mode());
    }

    @Override
    protected int many() {
        return 2_000; // the server takes a thousand in a second
    }

    private static java.net.URI endpoint() {
        if (server == null) {
            throw new IllegalStateException("no server");
        }
        return server.endpoint();
    }

    @Override
    protected Optional<List<Map<String, @Nullable String>>> rows(String table) {
        if (reading == null) {
            throw new IllegalStateException("no server");
        }
        return reading.rows(tableOf(table));
    }
}
