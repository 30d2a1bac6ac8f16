package io.github.leat.lambda;

import java.util.HashMap;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import software.amazon.awssdk.http.urlconnection.UrlConnectionHttpClient;
import software.amazon.awssdk.services.sqs.SqsClient;
import software.amazon.awssdk.services.sqs.model.MessageAttributeValue;
import software.amazon.awssdk.services.sqs.model.SendMessageRequest;

/**
 * The function's own queue and its dead-letter queue. The client is made when it is first needed, which most runs never do.
 * Used by one thread at a time.
 */
final class Queues implements AutoCloseable {
    /** Attribute of a dead letter: why it is one. */
    static final String REASON = "leat-reason";

    /** Attribute of a dead letter: the queue that {@code leat redrive} sends it to. */
    static final String QUEUE = "leat-queue";

    private static final int LONGEST_REASON = 1_000;

    private final Settings settings;
    private @Nullable SqsClient client;

    Queues(Settings settings) {
        this.settings = settings;
    }

    private SqsClient client() {
        SqsClient open = client;
        if (open == null) {
            open = SqsClient.builder()
                    .httpClientBuilder(UrlConnectionHttpClient.builder())
                    .build();
            client = open;
        }
        return open;
    }

    /** Sends to the function's own queue; false if it has none. */
    boolean sendAgain(String body) {
        Optional<String> queue = settings.queueUrl();
        queue.ifPresent(
                url -> client().sendMessage(request -> request.queueUrl(url).messageBody(body)));
        return queue.isPresent();
    }

    /** Sends to the dead-letter queue; false if there is none. The body stays as it came, so that it can be sent again. */
    boolean sendDead(String body, String reason) {
        Optional<String> queue = settings.deadLetterQueueUrl();
        if (queue.isEmpty()) {
            return false;
        }
        Map<String, MessageAttributeValue> attributes = new HashMap<>();
        attributes.put(REASON, text(reason));
        settings.queueUrl().ifPresent(url -> attributes.put(QUEUE, text(url)));
        client().sendMessage(SendMessageRequest.builder()
                .queueUrl(queue.get())
                .messageBody(body)
                .messageAttributes(attributes)
                .build());
        return true;
    }

    /** SQS takes no control characters but tab and line ends. */
    private static MessageAttributeValue text(String value) {
        String clean = value.replaceAll("[^\\t\\n\\r\\x20-\\uD7FF\\uE000-\\uFFFD]", " ");
        return MessageAttributeValue.builder()
                .dataType("String")
                .stringValue(clean.length() > LONGEST_REASON ? clean.substring(0, LONGEST_REASON) + "…" : clean)
                .build();
    }

    @Override
    public void close() {
        SqsClient open = client;
        client = null;
        if (open != null) {
            open.close();
        }
    }
}
