package io.github.leat.cli;

import static org.assertj.core.api.Assertions.assertThat;

import java.net.URI;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import org.elasticmq.rest.sqs.SQSRestServer;
import org.elasticmq.rest.sqs.SQSRestServerBuilder;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import software.amazon.awssdk.http.urlconnection.UrlConnectionHttpClient;
import software.amazon.awssdk.regions.Region;
import software.amazon.awssdk.services.sqs.SqsClient;
import software.amazon.awssdk.services.sqs.model.Message;
import software.amazon.awssdk.services.sqs.model.MessageAttributeValue;

/** Dead letters of a queue are sent again as they first came. */
class RedriveQueueTest {
    @TempDir
    Path directory = Path.of("");

    private final SQSRestServer server =
            SQSRestServerBuilder.withPort(0).withInterface("localhost").start();
    private final URI endpoint = URI.create(
            "http://localhost:" + server.waitUntilStarted().localAddress().getPort());
    private final String settings = "?region=us-east-1&endpoint=" + endpoint;
    private final SqsClient client;

    RedriveQueueTest() {
        System.setProperty("aws.accessKeyId", "test");
        System.setProperty("aws.secretAccessKey", "test-secret");
        client = SqsClient.builder()
                .endpointOverride(endpoint)
                .region(Region.US_EAST_1)
                .httpClientBuilder(UrlConnectionHttpClient.builder())
                .build();
    }

    @BeforeEach
    void makeQueues() {
        client.createQueue(request -> request.queueName("uploads"));
        client.createQueue(request -> request.queueName("dead"));
    }

    @AfterEach
    void stop() {
        client.close();
        server.stopAndWait();
        System.clearProperty("aws.accessKeyId");
        System.clearProperty("aws.secretAccessKey");
    }

    private String url(String queue) {
        return client.getQueueUrl(request -> request.queueName(queue)).queueUrl();
    }

    private List<Message> receive(String queue) {
        return client.receiveMessage(request ->
                        request.queueUrl(url(queue)).maxNumberOfMessages(10).messageAttributeNames("All"))
                .messages();
    }

    private static MessageAttributeValue text(String value) {
        return MessageAttributeValue.builder()
                .dataType("String")
                .stringValue(value)
                .build();
    }

    private CommandRun.Result leat(String... arguments) {
        return new CommandRun(directory).run(arguments);
    }

    @Test
    void messagesGoBackAsTheyCame() {
        for (int i = 0; i < 12; i++) {
            String body = "{\"Records\":[" + i + "]}";
            client.sendMessage(request -> request.queueUrl(url("dead"))
                    .messageBody(body)
                    .messageAttributes(
                            Map.of("leat-reason", text("It is a PDF."), "leat-queue", text(url("uploads")))));
        }
        CommandRun.Result result = leat("redrive", "sqs://dead" + settings);
        assertThat(result.code()).as(result.err()).isZero();
        assertThat(result.err()).contains("Sent to uploads: It is a PDF.").contains("12 messages sent again.");
        List<Message> first = receive("uploads");
        List<Message> rest = receive("uploads");
        assertThat(first.size() + rest.size()).isEqualTo(12);
        assertThat(first).allSatisfy(message -> {
            assertThat(message.body()).matches("\\{\"Records\":\\[\\d+]}");
            assertThat(message.messageAttributes()).isEmpty();
        });
        assertThat(leat("redrive", "sqs://dead" + settings).code()).isEqualTo(ExitCode.NOTHING_TO_DO);
    }

    @Test
    void messagesThatSqsMovedItselfNeedAQueue() {
        client.sendMessage(request -> request.queueUrl(url("dead")).messageBody("x"));
        CommandRun.Result unnamed = leat("redrive", "sqs://dead" + settings);
        assertThat(unnamed.code()).isEqualTo(ExitCode.FAILED);
        assertThat(unnamed.err()).contains("Name the queue with --to");
        assertThat(leat("redrive", "sqs://dead" + settings, "--to", "sqs://uploads" + settings)
                        .code())
                .isZero();
        assertThat(receive("uploads")).extracting(Message::body).containsExactly("x");
    }

    @Test
    void whatIsWrongIsSaid() {
        assertThat(leat("redrive", "sqs://none" + settings).code()).isEqualTo(ExitCode.FAILED);
        assertThat(leat("redrive", "sqs://dead" + settings, "--to", "sqs://dead" + settings)
                        .err())
                .contains("names the same queue");
        assertThat(leat("redrive", "sqs://dead" + settings, "--into", "duckdb:x")
                        .err())
                .contains("Leave out all options");
        assertThat(leat("redrive", "sqs://a b").code()).isEqualTo(ExitCode.USAGE);
        assertThat(leat("redrive", "x.rejects.csv", "--to", "sqs://dead").err()).contains("--to is for queues");
    }
}
