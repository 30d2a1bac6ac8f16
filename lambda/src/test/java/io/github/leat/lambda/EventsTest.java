package io.github.leat.lambda;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.jr.ob.JSON;
import io.github.leat.lambda.ObjectEvent.Progress;
import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.Test;

class EventsTest {
    private static final ObjectEvent EVENT =
            new ObjectEvent("bucket", "in/a b+ü.csv", Optional.of("0055AED6DCD90281E5"), Progress.NONE);

    /** As S3 sends it, with what is not read left in. */
    static final String DIRECT = """
            {"Records":[{"eventVersion":"2.1","eventSource":"aws:s3","awsRegion":"us-east-1","eventTime":"2026-11-26T09:00:00Z",
            "eventName":"ObjectCreated:CompleteMultipartUpload","s3":{"s3SchemaVersion":"1.0","configurationId":"c","bucket":{
            "name":"bucket","ownerIdentity":{"principalId":"P"},"arn":"arn:aws:s3:::bucket"},"object":{"key":
            "in/a+b%2B%C3%BC.csv","size":1024,"eTag":"d41d8cd98f00b204e9800998ecf8427e","versionId":"v1","sequencer":
            "0055AED6DCD90281E5"}}}]}""";

    private static final String BRIDGED = """
            {"version":"0","id":"17793124","detail-type":"Object Created","source":"aws.s3","account":"123456789012",
            "time":"2026-11-26T09:00:00Z","region":"us-east-1","resources":["arn:aws:s3:::bucket"],"detail":{"version":"0",
            "bucket":{"name":"bucket"},"object":{"key":"in/a b+ü.csv","size":5,"etag":"b1946ac92492d2347c6235b4d2611184",
            "version-id":"v1","sequencer":"0055AED6DCD90281E5"},"reason":"PutObject"}}""";

    static String inSns(String message) throws IOException {
        return JSON.std.asString(Map.of("Type", "Notification", "TopicArn", "arn", "Message", message));
    }

    static String sns(String message) throws IOException {
        return JSON.std.asString(Map.of(
                "Records",
                List.of(Map.of("EventSource", "aws:sns", "Sns", Map.of("Type", "Notification", "Message", message)))));
    }

    static String sqs(String... bodies) throws IOException {
        List<Map<String, Object>> records = new ArrayList<>();
        for (String body : bodies) {
            records.add(Map.of("messageId", "m" + records.size(), "eventSource", "aws:sqs", "body", body));
        }
        return JSON.std.asString(Map.of("Records", records));
    }

    private static List<ObjectEvent> events(String invocation) throws IOException {
        return Events.parse(invocation).stream()
                .flatMap(delivery -> delivery.events().stream())
                .toList();
    }

    @Test
    void allShapesTellTheSame() throws IOException {
        for (String shape : List.of(
                DIRECT, sqs(DIRECT), sns(DIRECT), sqs(inSns(DIRECT)), BRIDGED, sqs(BRIDGED), sqs(inSns(BRIDGED)))) {
            assertThat(events(shape)).as(shape).containsExactly(EVENT);
        }
    }

    @Test
    void messagesOfABatchAreKeptApart() throws IOException {
        List<Delivery> deliveries = Events.parse(sqs(DIRECT, "{\"what\":1}", "no JSON"));
        assertThat(deliveries)
                .extracting(Delivery::messageId)
                .containsExactly(Optional.of("m0"), Optional.of("m1"), Optional.of("m2"));
        assertThat(deliveries.get(0).problem()).isEmpty();
        assertThat(deliveries.get(1).problem().orElse("")).contains("no event of S3");
        assertThat(deliveries.get(2).problem().orElse("")).contains("no JSON");
    }

    @Test
    void severalRecordsOfAMessageAreSeveralEvents() throws IOException {
        String two =
                DIRECT.replace("]}", "," + DIRECT.replace("{\"Records\":[", "").replace("a+b", "c"));
        assertThat(events(sqs(two))).extracting(ObjectEvent::key).containsExactly("in/a b+ü.csv", "in/c+ü.csv");
    }

    @Test
    void testEventsAndRemovalsAreNothingToDo() throws IOException {
        String test = "{\"Service\":\"Amazon S3\",\"Event\":\"s3:TestEvent\",\"Bucket\":\"bucket\"}";
        assertThat(Events.parse(sqs(test, DIRECT.replace("Created:CompleteMultipartUpload", "Removed:Delete"))))
                .allMatch(delivery ->
                        delivery.events().isEmpty() && delivery.problem().isEmpty());
    }

    @Test
    void whatIsWrittenIsReadAgain() throws IOException {
        ObjectEvent continued = EVENT.with(new Progress(3, 1, 4_000_000_000L));
        assertThat(events(sqs(Events.write(continued)))).containsExactly(continued);
        assertThat(events(sqs(Events.write(EVENT)))).containsExactly(EVENT);
        assertThat(Events.write(EVENT)).doesNotContain("leat");
    }

    @Test
    void sequencersOrderEventsOfOneKey() {
        ObjectEvent longer = new ObjectEvent("bucket", EVENT.key(), Optional.of("0055AED6DCD90281E501"), Progress.NONE);
        ObjectEvent other = new ObjectEvent("bucket", "other", Optional.of("FF"), Progress.NONE);
        assertThat(EVENT.isBefore(longer)).isTrue();
        assertThat(longer.isBefore(EVENT)).isFalse();
        assertThat(EVENT.isBefore(EVENT)).isFalse();
        assertThat(EVENT.isBefore(other)).isFalse();
    }
}
