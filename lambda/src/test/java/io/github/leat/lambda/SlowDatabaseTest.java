package io.github.leat.lambda;

import static org.assertj.core.api.Assertions.assertThat;

import io.github.leat.testkit.server.FaultyProxy;
import io.github.leat.testkit.server.S3Server;
import io.github.leat.testkit.server.WireFault;
import java.time.Duration;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

/**
 * A database that takes twenty rows in a second, and a store that cuts each body after a quarter of one. Rows are long, so that
 * what the buffers on the way take is a small part of the object.
 */
class SlowDatabaseTest {
    private static final int ROWS = 60;
    private static final int ROW_BYTES = 400_000;
    private static final Duration LONGEST_BODY = Duration.ofMillis(250);

    private final Surroundings around = new Surroundings();

    @Test
    void bodiesThatTheStoreCutsAreTakenUp() throws Exception {
        around.put(
                "long.csv",
                IntStream.range(0, ROWS)
                        .mapToObj(id -> id + "," + value(id) + "\n")
                        .collect(Collectors.joining("", "id,v\n", "")));
        around.database.run("CREATE TABLE t (id bigint, v text);"
                + " CREATE FUNCTION slow() RETURNS trigger AS 'BEGIN PERFORM pg_sleep(0.05); RETURN NEW; END' LANGUAGE plpgsql;"
                + " CREATE TRIGGER slow BEFORE INSERT ON t FOR EACH ROW EXECUTE FUNCTION slow()");
        try (FaultyProxy store = FaultyProxy.to(
                S3Server.start().port(),
                head -> head.startsWith("GET") ? WireFault.cutAfter(LONGEST_BODY) : WireFault.none())) {
            around.with("AWS_ENDPOINT_URL_S3", store.endpoint().toString());
            try (FunctionProcess function = around.function()) {
                assertThat(function.answer(EventsTest.sqs(around.body("long.csv")), Duration.ofMinutes(15)))
                        .as(function.log())
                        .isEqualTo("{\"batchItemFailures\":[]}");
                assertThat(around.deadLetters()).as(function.log()).isEmpty();
            }
            System.out.println("a load into a slow database, with " + store.tooSlow() + " bodies cut");
            assertThat(store.tooSlow()).isPositive();
        }
        assertThat(around.database.text("SELECT count(*), count(DISTINCT id) FROM t"))
                .isEqualTo(ROWS + "|" + ROWS);
        for (int id = 0; id < ROWS; id++) {
            assertThat(around.database.text("SELECT v FROM t WHERE id = " + id).equals(value(id)))
                    .as("row %s is as in the source", id)
                    .isTrue();
        }
    }

    private static String value(int id) {
        return String.valueOf((char) ('a' + id % 26)).repeat(ROW_BYTES + id);
    }
}
