package io.github.leat.lambda;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.time.Duration;
import java.util.List;
import java.util.concurrent.ExecutionException;
import org.junit.jupiter.api.Test;
import software.amazon.awssdk.services.sqs.model.Message;

/** The function in a process of its own, with servers of S3, SQS and PostgreSQL. */
class FunctionTest {
    private static final Duration TIME = Duration.ofMinutes(2);
    private static final String NONE_FAILED = "{\"batchItemFailures\":[]}";

    private final Surroundings around = new Surroundings();

    @Test
    void eventsOfAllShapesLoadTheirObjects() throws Exception {
        String bridged = """
                {"source":"aws.s3","detail-type":"Object Created","detail":{"bucket":{"name":"%s"},"object":{"key":"%s"}}}""";
        for (int i = 1; i <= 6; i++) {
            around.put("in/ä b+" + i + ".csv", "id\n" + i + "\n");
        }
        try (FunctionProcess function = around.function()) {
            for (String call : List.of(
                    around.body("in/ä b+1.csv"),
                    EventsTest.sqs(around.body("in/ä b+2.csv")),
                    EventsTest.sns(around.body("in/ä b+3.csv")),
                    EventsTest.sqs(EventsTest.inSns(around.body("in/ä b+4.csv"))),
                    bridged.formatted(around.bucket, "in/ä b+5.csv"),
                    EventsTest.sqs(bridged.formatted(around.bucket, "in/ä b+6.csv")))) {
                assertThat(function.answer(call, TIME)).isEqualTo(NONE_FAILED);
            }
            assertThat(around.database.texts("SELECT id FROM t ORDER BY id"))
                    .containsExactly("1", "2", "3", "4", "5", "6");
        }
    }

    @Test
    void theManifestOfCopiesIsLeftAlone() throws Exception {
        around.put("in/leat-manifest.json", "{\"format\":1,\"files\":[]}");
        try (FunctionProcess function = around.function()) {
            assertThat(function.answer(EventsTest.sqs(around.body("in/leat-manifest.json")), TIME))
                    .isEqualTo(NONE_FAILED);
        }
        assertThat(around.deadLetters()).isEmpty();
    }

    @Test
    void eventsTwiceLateAndOutOfOrderLeaveTheNewestObject() throws Exception {
        around.with("LEAT_KEY", "id");
        around.put("a.csv", "id,v\n1,old\n");
        String early = around.body("a.csv");
        try (FunctionProcess function = around.function()) {
            function.answer(early, TIME);
            around.put("a.csv", "id,v\n1,new\n");
            function.answer(EventsTest.sqs(early, early), TIME);
            function.answer(early, TIME);
            assertThat(around.database.texts("SELECT id, v FROM t")).containsExactly("1|new");
            assertThat(function.log()).contains("ALREADY_LOADED");
            around.put("gone.csv", "id\n1\n");
            Surroundings.store()
                    .client()
                    .deleteObject(request -> request.bucket(around.bucket).key("gone.csv"));
            assertThat(function.answer(EventsTest.sqs(around.body("gone.csv")), TIME))
                    .isEqualTo(NONE_FAILED);
        }
        assertThat(around.deadLetters()).isEmpty();
    }

    @Test
    void whatCannotSucceedIsADeadLetterWithTheReason() throws Exception {
        around.put("good.csv", "id\n1\n");
        around.put("poison.csv", "%PDF-1.7\n%âãÏÓ\n1 0 obj\n");
        try (FunctionProcess function = around.function()) {
            String answer = function.answer(
                    EventsTest.sqs(around.body("poison.csv"), around.body("good.csv"), "{\"Records\":7}"), TIME);
            assertThat(answer).isEqualTo(NONE_FAILED);
        }
        assertThat(around.database.texts("SELECT id FROM t")).containsExactly("1");
        List<Message> dead = around.deadLetters();
        assertThat(dead).hasSize(1);
        assertThat(dead.get(0).body()).isEqualTo(around.body("poison.csv"));
        assertThat(Surroundings.attribute(dead.get(0), Queues.REASON)).contains("poison.csv");
        assertThat(Surroundings.attribute(dead.get(0), Queues.QUEUE)).isEqualTo(around.queue);
    }

    @Test
    void whatMaySucceedLaterFailsItsMessageOnly() throws Exception {
        around.put("a.csv", "id\n1\n");
        around.with("LEAT_TARGET", "jdbc:postgresql://localhost:1/none?user=x&password=hidden");
        String gone = around.body("gone.csv");
        try (FunctionProcess function = around.function()) {
            assertThat(function.answer(EventsTest.sqs(gone, around.body("a.csv")), TIME))
                    .isEqualTo("{\"batchItemFailures\":[{\"itemIdentifier\":\"m1\"}]}");
            assertThat(function.answer(around.body("a.csv"), TIME)).isEqualTo(NONE_FAILED);
            assertThat(function.log()).doesNotContain("hidden");
        }
        assertThat(around.queues.receive(around.queue, 10))
                .extracting(Message::body)
                .containsExactly(around.body("a.csv"));
        assertThat(around.deadLetters()).isEmpty();
    }

    @Test
    void withoutAQueueTheCallItselfFails() throws Exception {
        around.put("a.csv", "id\n1\n");
        around.with("LEAT_TARGET", "jdbc:postgresql://localhost:1/none?user=x").with("LEAT_QUEUE_URL", "");
        try (FunctionProcess function = around.function()) {
            assertThatThrownBy(() -> function.call(around.body("a.csv"), TIME).get())
                    .isInstanceOf(ExecutionException.class)
                    .hasMessageContaining("To be called again");
        }
    }

    @Test
    void rejectedRecordsAreKeptAsObjects() throws Exception {
        around.with("LEAT_REJECTS", "s3://" + around.bucket + "/rejects/");
        around.database.run("CREATE TABLE t (id bigint, n bigint CHECK (n < 10))");
        around.put("in/a.csv", "id,n\n1,5\n2,50\n3,6\n");
        try (FunctionProcess function = around.function()) {
            assertThat(function.answer(EventsTest.sqs(around.body("in/a.csv")), TIME))
                    .isEqualTo(NONE_FAILED);
            assertThat(around.database.texts("SELECT id FROM t ORDER BY id"))
                    .as(function.log())
                    .containsExactly("1", "3");
        }
        assertThat(around.get("rejects/in/a.csv.0.rejects.csv"))
                .startsWith("id,n,_leat_source")
                .contains("\n2,50,");
    }
}
