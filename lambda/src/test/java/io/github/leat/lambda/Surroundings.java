package io.github.leat.lambda;

import io.github.leat.lambda.ObjectEvent.Progress;
import io.github.leat.s3.S3Address;
import io.github.leat.s3.S3Landing;
import io.github.leat.s3.S3Options;
import io.github.leat.s3.S3Store;
import io.github.leat.s3.S3Upload;
import io.github.leat.testkit.generate.CsvGenerator;
import io.github.leat.testkit.generate.CsvShape;
import io.github.leat.testkit.generate.GenerationReport;
import io.github.leat.testkit.server.PostgresServer;
import io.github.leat.testkit.server.S3Server;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.atomic.AtomicInteger;
import software.amazon.awssdk.core.sync.RequestBody;
import software.amazon.awssdk.regions.Region;
import software.amazon.awssdk.services.sqs.model.Message;
import software.amazon.awssdk.services.sqs.model.MessageAttributeValue;
import software.amazon.awssdk.services.sqs.model.QueueAttributeName;

/** What a deployed function has around it: a bucket, a queue, a dead-letter queue and a database; its own for each test. */
final class Surroundings {
    private static final AtomicInteger BUCKETS = new AtomicInteger();

    final PostgresServer database = PostgresServer.newSchema();
    final SqsServer queues = SqsServer.start();
    final String bucket = "lambda-" + BUCKETS.incrementAndGet();
    final String queue = queues.newQueue(Map.of(QueueAttributeName.VISIBILITY_TIMEOUT, "600"));
    final String deadLetters = queues.newQueue(Map.of(QueueAttributeName.VISIBILITY_TIMEOUT, "0"));
    private final Map<String, String> variables = new HashMap<>();

    Surroundings() {
        store().client().createBucket(request -> request.bucket(bucket));
        variables.putAll(Map.of(
                "LEAT_TARGET",
                database.url(),
                "LEAT_TABLE",
                "t",
                "LEAT_QUEUE_URL",
                queue,
                "LEAT_DEAD_LETTER_QUEUE_URL",
                deadLetters,
                "LEAT_MARGIN_MILLIS",
                "1000",
                "AWS_ENDPOINT_URL_S3",
                S3Server.start().endpoint().toString(),
                "AWS_ENDPOINT_URL_SQS",
                queues.endpoint().toString()));
    }

    static S3Store store() {
        System.setProperty("aws.accessKeyId", "test");
        System.setProperty("aws.secretAccessKey", "test");
        return S3Store.open(new S3Options(
                Optional.of(S3Server.start().endpoint()), Optional.of(Region.US_EAST_1), Optional.empty(), false));
    }

    Surroundings with(String variable, String value) {
        variables.put(variable, value);
        return this;
    }

    Map<String, String> variables() {
        return Map.copyOf(variables);
    }

    FunctionProcess function() throws IOException {
        return FunctionProcess.start(variables);
    }

    void put(String key, String text) {
        try (S3Store store = store()) {
            store.client()
                    .putObject(
                            request -> request.bucket(bucket).key(key),
                            RequestBody.fromBytes(text.getBytes(StandardCharsets.UTF_8)));
        }
    }

    /** Puts a large object of invented events. */
    GenerationReport putEvents(String key, long bytes) throws IOException {
        try (S3Store store = store();
                S3Upload upload = S3Landing.in(store).replace(S3Address.of(bucket, key))) {
            GenerationReport report = CsvGenerator.builder(CsvShape.ACLED)
                    .seed(11)
                    .bytes(bytes)
                    .build()
                    .writeTo(upload);
            upload.complete();
            return report;
        }
    }

    String get(String key) throws IOException {
        try (S3Store store = store()) {
            return store.client()
                    .getObjectAsBytes(request -> request.bucket(bucket).key(key))
                    .asUtf8String();
        }
    }

    ObjectEvent event(String key) {
        return new ObjectEvent(bucket, key, Optional.empty(), Progress.NONE);
    }

    /** The event of an object, as the body of a message. */
    String body(String key) throws IOException {
        return Events.write(event(key));
    }

    List<Message> deadLetters() {
        return queues.receive(deadLetters, 10);
    }

    /** An attribute of a message. */
    static String attribute(Message message, String name) {
        MessageAttributeValue value = message.messageAttributes().get(name);
        if (value == null) {
            throw new AssertionError("There is no attribute " + name + " in " + message);
        }
        return value.stringValue();
    }
}
