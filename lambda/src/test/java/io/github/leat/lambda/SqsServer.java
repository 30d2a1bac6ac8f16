package io.github.leat.lambda;

import java.net.URI;
import java.util.List;
import java.util.Map;
import java.util.concurrent.atomic.AtomicInteger;
import org.elasticmq.rest.sqs.SQSRestServer;
import org.elasticmq.rest.sqs.SQSRestServerBuilder;
import org.jspecify.annotations.Nullable;
import software.amazon.awssdk.auth.credentials.AwsBasicCredentials;
import software.amazon.awssdk.auth.credentials.StaticCredentialsProvider;
import software.amazon.awssdk.http.urlconnection.UrlConnectionHttpClient;
import software.amazon.awssdk.regions.Region;
import software.amazon.awssdk.services.sqs.SqsClient;
import software.amazon.awssdk.services.sqs.model.Message;
import software.amazon.awssdk.services.sqs.model.MessageSystemAttributeName;
import software.amazon.awssdk.services.sqs.model.QueueAttributeName;

/** Queues of a server in this process, started once. */
final class SqsServer {
    private static final AtomicInteger QUEUES = new AtomicInteger();
    private static @Nullable SqsServer running;

    private final URI endpoint;
    private final SqsClient client;

    private SqsServer(URI endpoint) {
        this.endpoint = endpoint;
        this.client = SqsClient.builder()
                .endpointOverride(endpoint)
                .region(Region.US_EAST_1)
                .credentialsProvider(StaticCredentialsProvider.create(AwsBasicCredentials.create("test", "test")))
                .httpClientBuilder(UrlConnectionHttpClient.builder())
                .build();
    }

    static synchronized SqsServer start() {
        SqsServer server = running;
        if (server == null) {
            SQSRestServer started =
                    SQSRestServerBuilder.withPort(0).withInterface("localhost").start();
            int port = started.waitUntilStarted().localAddress().getPort();
            server = new SqsServer(URI.create("http://localhost:" + port));
            running = server;
        }
        return server;
    }

    URI endpoint() {
        return endpoint;
    }

    SqsClient client() {
        return client;
    }

    /** A new queue; answers its address. */
    String newQueue(Map<QueueAttributeName, String> attributes) {
        return client.createQueue(request ->
                        request.queueName("q" + QUEUES.incrementAndGet()).attributes(attributes))
                .queueUrl();
    }

    void send(String queue, String body) {
        client.sendMessage(request -> request.queueUrl(queue).messageBody(body));
    }

    List<Message> receive(String queue, int most) {
        return client.receiveMessage(request -> request.queueUrl(queue)
                        .maxNumberOfMessages(most)
                        .messageAttributeNames("All")
                        .messageSystemAttributeNames(MessageSystemAttributeName.APPROXIMATE_RECEIVE_COUNT))
                .messages();
    }

    void delete(String queue, Message message) {
        client.deleteMessage(request -> request.queueUrl(queue).receiptHandle(message.receiptHandle()));
    }

    /** Messages that are there, those that were received and not deleted included. */
    int size(String queue) {
        Map<QueueAttributeName, String> attributes = client.getQueueAttributes(
                        request -> request.queueUrl(queue).attributeNames(QueueAttributeName.ALL))
                .attributes();
        return Integer.parseInt(attributes.get(QueueAttributeName.APPROXIMATE_NUMBER_OF_MESSAGES))
                + Integer.parseInt(attributes.get(QueueAttributeName.APPROXIMATE_NUMBER_OF_MESSAGES_NOT_VISIBLE))
                + Integer.parseInt(attributes.get(QueueAttributeName.APPROXIMATE_NUMBER_OF_MESSAGES_DELAYED));
    }
}
