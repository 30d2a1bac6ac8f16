package io.github.leat.lambda;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.util.List;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import software.amazon.awssdk.services.sqs.model.Message;

/** Loads that take longer than a run of the function may. */
class ContinuationTest {
    private static final int RECORDS = 12_000;

    private final Surroundings around = new Surroundings();

    /** Twelve seconds of records in runs of 1.2 seconds, of which three tenths are for reading. */
    @Test
    void tenTimesTheTimeIsSpreadOverRuns() throws Exception {
        around.with("LEAT_RECORDS_PER_SECOND", "1000").with("LEAT_KEY", "id").with("LEAT_MARGIN_MILLIS", "900");
        String text = IntStream.range(0, RECORDS)
                .mapToObj(i -> i + ",name " + i + "\n")
                .collect(Collectors.joining("", "id,name\n", ""));
        around.put("long.csv", text);
        around.queues.send(around.queue, around.body("long.csv"));
        try (FunctionProcess function = around.function()) {
            int calls =
                    new EventSource(around.queues, around.queue, Duration.ofMillis(1_200)).drainInto(List.of(function));
            System.out.println("a load in " + calls + " runs");
            assertThat(calls).as(function.log()).isGreaterThanOrEqualTo(8);
        }
        assertThat(around.database.text("SELECT count(*), count(DISTINCT id), sum(id), count(DISTINCT name) FROM t"))
                .isEqualTo(RECORDS + "|" + RECORDS + "|" + (long) RECORDS * (RECORDS - 1) / 2 + "|" + RECORDS);
        assertThat(around.database.text("SELECT completed, records_read, records_written FROM _leat_ledger"))
                .isEqualTo("t|" + RECORDS + "|" + RECORDS);
        assertThat(around.deadLetters()).isEmpty();
        loadWithoutInterruption("long.csv", "whole");
        assertThat(around.database.text("SELECT count(*) FROM whole")).isEqualTo(Integer.toString(RECORDS));
        assertThat(ExpectedTable.differences(around.database, "t", "whole")).isEmpty();
    }

    private void loadWithoutInterruption(String key, String table) throws Exception {
        around.with("LEAT_RECORDS_PER_SECOND", "").with("LEAT_TABLE", table);
        try (FunctionProcess function = around.function()) {
            function.answer(EventsTest.sqs(around.body(key)), Duration.ofMinutes(2));
            assertThat(around.queues.size(around.queue)).as(function.log()).isZero();
        }
    }

    @Test
    void aRunWithoutTimeToBeginSendsTheEventOnAsItIs() throws Exception {
        around.put("a.csv", "id\n1\n");
        String body = Events.write(around.event("a.csv").with(new ObjectEvent.Progress(5, 2, 100)));
        try (FunctionProcess function = around.function()) {
            function.answer(EventsTest.sqs(body), Duration.ofMillis(900));
        }
        List<Message> again = around.queues.receive(around.queue, 10);
        assertThat(again).extracting(Message::body).containsExactly(body);
        assertThat(around.deadLetters()).isEmpty();
    }

    /** A run that reads for a second of a load that takes fifty, and comes no further than two others did. */
    @Test
    void aLoadThatDoesNotGetOnIsADeadLetter() throws Exception {
        around.put("a.csv", "id\n" + "1\n".repeat(50));
        around.with("LEAT_RECORDS_PER_SECOND", "1");
        around.queues.send(around.queue, Events.write(around.event("a.csv").with(new ObjectEvent.Progress(9, 2, 100))));
        try (FunctionProcess function = around.function()) {
            new EventSource(around.queues, around.queue, Duration.ofSeconds(2)).drainInto(List.of(function));
        }
        List<Message> dead = around.deadLetters();
        assertThat(dead).hasSize(1);
        assertThat(Surroundings.attribute(dead.get(0), Queues.REASON)).contains(" in 3 runs of the function");
        assertThat(dead.get(0).body()).isEqualTo(around.body("a.csv"));
    }
}
