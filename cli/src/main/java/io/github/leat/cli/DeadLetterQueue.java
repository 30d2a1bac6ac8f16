package io.github.leat.cli;

import io.github.leat.core.Excerpt;
import io.github.leat.core.SourceException;
import java.net.URI;
import java.util.List;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import software.amazon.awssdk.awscore.exception.AwsServiceException;
import software.amazon.awssdk.core.exception.SdkException;
import software.amazon.awssdk.http.urlconnection.UrlConnectionHttpClient;
import software.amazon.awssdk.regions.Region;
import software.amazon.awssdk.services.sqs.SqsClient;
import software.amazon.awssdk.services.sqs.SqsClientBuilder;
import software.amazon.awssdk.services.sqs.model.Message;
import software.amazon.awssdk.services.sqs.model.MessageAttributeValue;

/**
 * The dead letters of the Lambda function: messages that are sent to its queue again as they came, without what was added when they
 * became dead letters; so however often one fails, it never grows.
 */
final class DeadLetterQueue implements AutoCloseable {
    static final String SCHEME = "sqs://";

    /** Attributes of a dead letter, as the function writes them. */
    private static final String REASON = "leat-reason";

    private static final String QUEUE = "leat-queue";

    /** As many as SQS gives at once. */
    private static final int AT_ONCE = 10;

    /** Time in seconds that a message is hidden from others while it is moved. */
    private static final int HIDDEN_SECONDS = 60;

    private static final Pattern ADDRESS = Pattern.compile("sqs://(?:(\\d{12})/)?([A-Za-z0-9_-]{1,80})(?:\\?(.*))?");

    private final SqsClient client;
    private final String name;
    private final String url;

    private DeadLetterQueue(SqsClient client, String name, String url) {
        this.client = client;
        this.name = name;
        this.url = url;
    }

    /** A dead letter that was sent again. */
    record Sent(String queue, String reason) {}

    /**
     * Finds a queue.
     *
     * @param address {@code sqs://NAME} or {@code sqs://ACCOUNT/NAME}, with {@code ?region=…&endpoint=…}
     * @throws UsageException if it is no such address
     * @throws SourceException if there is no such queue, or it cannot be asked
     */
    static DeadLetterQueue open(String address) {
        Matcher matcher = ADDRESS.matcher(address);
        if (!matcher.matches()) {
            throw new UsageException(
                    Excerpt.of(address)
                            + " is not the address of a queue. Write sqs://NAME or sqs://ACCOUNT/NAME, with ?region=… if need be.");
        }
        SqsClientBuilder builder = SqsClient.builder().httpClientBuilder(UrlConnectionHttpClient.builder());
        Optional.ofNullable(matcher.group(3)).ifPresent(settings -> apply(settings, builder));
        String name = matcher.group(2);
        try {
            SqsClient client = builder.build();
            String url = client.getQueueUrl(request -> {
                        request.queueName(name);
                        Optional.ofNullable(matcher.group(1)).ifPresent(request::queueOwnerAWSAccountId);
                    })
                    .queueUrl();
            return new DeadLetterQueue(client, name, url);
        } catch (SdkException e) {
            throw failed(name, e);
        }
    }

    private static void apply(String settings, SqsClientBuilder builder) {
        for (String setting : settings.split("&", -1)) {
            String value = setting.substring(setting.indexOf('=') + 1);
            if (setting.startsWith("region=")) {
                builder.region(Region.of(value));
            } else if (setting.startsWith("endpoint=")) {
                try {
                    builder.endpointOverride(URI.create(value));
                } catch (IllegalArgumentException | NullPointerException e) {
                    throw new UsageException("The endpoint must be an address such as http://localhost:9324.", e);
                }
            } else {
                throw new UsageException(Excerpt.of(setting) + " is no setting of a queue. Use region and endpoint.");
            }
        }
    }

    private static SourceException failed(String name, SdkException e) {
        return new SourceException(
                "The queue " + name + " cannot be used: " + reason(e)
                        + ". Check its name, the region (?region=… or AWS_REGION), the credentials and that sqs:GetQueueUrl,"
                        + " sqs:ReceiveMessage, sqs:DeleteMessage and sqs:SendMessage are allowed.",
                e);
    }

    /** The SDK's own words go on for many lines where it finds neither region nor credentials. */
    private static String reason(SdkException e) {
        if (e instanceof AwsServiceException service && service.awsErrorDetails() != null) {
            return service.awsErrorDetails().errorCode() + ", "
                    + service.awsErrorDetails().errorMessage();
        }
        String words = String.valueOf(e.getMessage());
        if (words.contains("region")) {
            return "no region is set";
        }
        return words.contains("credentials") ? "there are no credentials" : "it cannot be reached";
    }

    /**
     * Sends the next messages again. Each is deleted here after it was sent there: a crash between the two sends it twice, which
     * the ledger takes care of.
     *
     * @param to where to; empty for the queue that each of them came from
     * @return what was sent; empty when no message is left
     * @throws SourceException if a queue cannot be used, or a message does not tell where it came from
     */
    List<Sent> sendNext(Optional<DeadLetterQueue> to) {
        try {
            List<Message> messages = client.receiveMessage(request -> request.queueUrl(url)
                            .maxNumberOfMessages(AT_ONCE)
                            .visibilityTimeout(HIDDEN_SECONDS)
                            .messageAttributeNames("All"))
                    .messages();
            return messages.stream().map(message -> send(message, to)).toList();
        } catch (SdkException e) {
            throw failed(name, e);
        }
    }

    private Sent send(Message message, Optional<DeadLetterQueue> to) {
        String target = to.map(queue -> queue.url)
                .or(() -> attribute(message, QUEUE))
                .orElseThrow(() -> {
                    client.changeMessageVisibility(request -> request.queueUrl(url)
                            .receiptHandle(message.receiptHandle())
                            .visibilityTimeout(0));
                    return new SourceException(
                            "A message of " + name + " does not tell which queue it came from, as those that SQS"
                                    + " itself moved there do not. Name the queue with --to sqs://NAME.");
                });
        client.sendMessage(request -> request.queueUrl(target).messageBody(message.body()));
        client.deleteMessage(request -> request.queueUrl(url).receiptHandle(message.receiptHandle()));
        return new Sent(
                target.substring(target.lastIndexOf('/') + 1),
                attribute(message, REASON).orElse("no reason given; the function failed too often"));
    }

    private static Optional<String> attribute(Message message, String attribute) {
        return Optional.ofNullable(message.messageAttributes().get(attribute)).map(MessageAttributeValue::stringValue);
    }

    boolean isSame(DeadLetterQueue other) {
        return url.equals(other.url);
    }

    @Override
    public void close() {
        client.close();
    }
}
