package io.github.leat.lambda;

import static org.assertj.core.api.Assertions.assertThat;

import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.Statement;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import org.junit.jupiter.api.Test;

/** Many uploads at once; {@code -Dleat.uploads=500} for more of them. */
class ManyUploadsTest {
    private static final int UPLOADS = Integer.getInteger("leat.uploads", 100);
    private static final int FUNCTIONS = 4;
    private static final int BUDGET = 3;

    private final Surroundings around = new Surroundings();

    @Test
    void eachIsLoadedOnceWithinTheBudget() throws Exception {
        around.with("LEAT_TARGET", around.database.url() + "&leatConnections=" + BUDGET);
        for (int i = 0; i < UPLOADS; i++) {
            around.put("in/" + i + ".csv", "id,name\n" + i + ",a\n" + (UPLOADS + i) + ",b\n");
            around.queues.send(around.queue, around.body("in/" + i + ".csv"));
            if (i % 7 == 0) {
                around.queues.send(around.queue, around.body("in/" + i + ".csv")); // events come twice
            }
        }
        List<FunctionProcess> functions = new ArrayList<>();
        try (Connection connection = around.database.connect();
                Statement statement = connection.createStatement()) {
            for (int i = 0; i < FUNCTIONS; i++) {
                functions.add(around.function());
            }
            EventSource source = new EventSource(around.queues, around.queue, Duration.ofMinutes(2));
            CompletableFuture<Integer> calls = CompletableFuture.supplyAsync(() -> {
                try {
                    return source.drainInto(functions);
                } catch (Exception e) {
                    throw new AssertionError(e);
                }
            });
            int most = 0;
            int working = 0;
            while (!calls.isDone()) {
                try (ResultSet row = statement.executeQuery(
                        "SELECT count(*), (SELECT count(*) FROM pg_locks WHERE locktype = 'advisory' AND classid ="
                                + " 1818583412 AND objsubid = 2 AND granted), pg_sleep(0.002) FROM pg_stat_activity"
                                + " WHERE application_name = 'leat'")) {
                    row.next();
                    most = Math.max(most, row.getInt(1));
                    working = Math.max(working, row.getInt(2));
                }
            }
            System.out.println(UPLOADS + " uploads in " + calls.get() + " calls; connections at most " + most
                    + ", with a slot " + working);
            assertThat(working).isBetween(1, BUDGET);
            // a process that waits asks with one connection for a moment
            assertThat(most).isBetween(1, BUDGET + FUNCTIONS);
        } finally {
            functions.forEach(FunctionProcess::close);
        }
        assertThat(around.database.text("SELECT count(*), count(DISTINCT id) FROM t"))
                .isEqualTo(2 * UPLOADS + "|" + 2 * UPLOADS);
        assertThat(around.database.text("SELECT count(*) FROM _leat_ledger WHERE completed"))
                .isEqualTo(Integer.toString(UPLOADS));
        assertThat(around.deadLetters()).isEmpty();
    }
}
