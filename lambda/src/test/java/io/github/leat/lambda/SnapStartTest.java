package io.github.leat.lambda;

import static org.assertj.core.api.Assertions.assertThat;

import io.github.leat.testkit.CuttingProxy;
import io.github.leat.testkit.server.S3Server;
import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.Map;
import org.crac.Context;
import org.crac.Core;
import org.crac.Resource;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

/** What is around a snapshot of the function: before it nothing stays open, after it all is opened anew. */
class SnapStartTest {
    private static final Map<String, String> CLIENTS =
            Map.of("aws.region", "us-east-1", "aws.accessKeyId", "test", "aws.secretAccessKey", "test");

    private final Surroundings around = new Surroundings();

    @AfterEach
    void clear() {
        CLIENTS.keySet().forEach(System::clearProperty);
        System.clearProperty("aws.endpointUrlS3");
        System.clearProperty("aws.endpointUrlSqs");
    }

    /** By Lambda's own client, which calls the hooks and waits between them. */
    @Test
    void aRestoredFunctionLoads() throws Exception {
        around.put("a.csv", "id\n1\n");
        around.with("AWS_LAMBDA_INITIALIZATION_TYPE", "snap-start");
        try (FunctionProcess function = around.function()) {
            assertThat(function.log()).contains("ready for a snapshot").doesNotContain("restored from");
            function.restore();
            assertThat(function.answer(EventsTest.sqs(around.body("a.csv")), Duration.ofMinutes(2)))
                    .isEqualTo("{\"batchItemFailures\":[]}");
            assertThat(function.log()).contains("restored from a snapshot");
        }
        assertThat(around.database.texts("SELECT id FROM t")).containsExactly("1");
    }

    /** The store and the queues that were used before are not there any more at the addresses that they had. */
    @Test
    void connectionsAndClientsOfBeforeAreNotUsed() throws Exception {
        around.put("a.csv", "id\n1\n");
        around.put("b.csv", "id\n2\n");
        around.put("poison.csv", "%PDF-1.7\n%âãÏÓ\n1 0 obj\n");
        CLIENTS.forEach(System::setProperty);
        Context<Resource> context = Core.getGlobalContext();
        S3LoadHandler handler;
        try (CuttingProxy store = proxy("aws.endpointUrlS3", S3Server.start().port());
                CuttingProxy queues =
                        proxy("aws.endpointUrlSqs", around.queues.endpoint().getPort())) {
            handler = new S3LoadHandler(Settings.of(around.variables()));
            load(handler, "a.csv");
            load(handler, "poison.csv");
            assertThat(store.port()).isNotEqualTo(queues.port());
            handler.beforeCheckpoint(context);
            around.database.awaitNoConnections();
        }
        try (CuttingProxy store = proxy("aws.endpointUrlS3", S3Server.start().port());
                CuttingProxy queues =
                        proxy("aws.endpointUrlSqs", around.queues.endpoint().getPort())) {
            assertThat(store.port()).isNotEqualTo(queues.port());
            handler.afterRestore(context);
            load(handler, "b.csv");
            load(handler, "poison.csv");
        }
        assertThat(around.database.texts("SELECT id FROM t ORDER BY id")).containsExactly("1", "2");
        assertThat(around.deadLetters()).hasSize(2);
    }

    private static CuttingProxy proxy(String property, int port) throws IOException {
        CuttingProxy proxy = CuttingProxy.to(port, () -> Long.MAX_VALUE);
        System.setProperty(property, "http://localhost:" + proxy.port());
        return proxy;
    }

    private void load(S3LoadHandler handler, String key) throws IOException {
        ByteArrayOutputStream answer = new ByteArrayOutputStream();
        byte[] event = EventsTest.sqs(around.body(key)).getBytes(StandardCharsets.UTF_8);
        handler.handleRequest(new ByteArrayInputStream(event), answer, new CallContext(Duration.ofMinutes(2)));
        assertThat(answer.toString(StandardCharsets.UTF_8)).isEqualTo("{\"batchItemFailures\":[]}");
    }
}
