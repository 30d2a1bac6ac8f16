package io.github.leat.lambda;

import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.time.Duration;
import java.util.List;
import org.junit.jupiter.api.Test;

/** The tests' own event source. */
class EventSourceTest {
    private final Surroundings around = new Surroundings();

    /** Or its message would be waited for until it is given again. */
    @Test
    void aFunctionThatDiesFailsTheTestWithItsWords() throws Exception {
        around.put("a.csv", "id\n" + "1\n".repeat(1_000));
        around.with("LEAT_RECORDS_PER_SECOND", "1");
        around.queues.send(around.queue, around.body("a.csv"));
        try (FunctionProcess function = around.function()) {
            Thread killer = new Thread(() -> {
                while (around.database
                        .texts("SELECT 1 FROM pg_stat_activity WHERE application_name = 'leat'")
                        .isEmpty()) {
                    Thread.onSpinWait();
                }
                function.kill();
            });
            killer.start();
            EventSource source = new EventSource(around.queues, around.queue, Duration.ofMinutes(20));
            assertThatThrownBy(() -> source.drainInto(List.of(function)))
                    .hasRootCauseMessage("The process ended with 137")
                    .hasMessageContaining("The function said: ");
            killer.join();
        }
    }
}
