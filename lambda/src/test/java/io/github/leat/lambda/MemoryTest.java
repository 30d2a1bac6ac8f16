package io.github.leat.lambda;

import static org.assertj.core.api.Assertions.assertThat;

import io.github.leat.testkit.generate.GenerationReport;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

/**
 * The memory that the function's process takes, as {@code /usr/bin/time} measures it, does not grow with the file. {@code
 * -Dleat.megabytes=33,200,1000} for larger files, {@code -Dleat.limit='systemd-run …'} to run under a limit.
 */
class MemoryTest {
    private static final long MOST_BYTES = 115L << 20;

    @Test
    void residentMemoryDoesNotGrowWithTheFile() throws Exception {
        List<Long> peaks = new ArrayList<>();
        for (String megabytes : System.getProperty("leat.megabytes", "33").split(",", -1)) {
            Optional<Long> peak = load(Integer.parseInt(megabytes));
            peak.ifPresent(bytes -> System.out.println(megabytes + " MB: peak resident set " + (bytes >> 20) + " MiB"));
            peak.ifPresent(peaks::add);
        }
        assertThat(peaks).allSatisfy(peak -> assertThat(peak).isLessThan(MOST_BYTES));
        if (!peaks.isEmpty()) {
            long least = Collections.min(peaks);
            assertThat(Collections.max(peaks)).as("the largest of %s", peaks).isLessThanOrEqualTo(least + least / 20);
        }
    }

    private static Optional<Long> load(int megabytes) throws Exception {
        Surroundings around = new Surroundings();
        GenerationReport sent = around.putEvents("in/events.csv", megabytes * 1_000_000L);
        List<String> limit = Stream.of(System.getProperty("leat.limit", "").split(" ", -1))
                .filter(word -> !word.isEmpty())
                .toList();
        try (FunctionProcess function = FunctionProcess.start(around.variables(), limit)) {
            String answer = function.answer(EventsTest.sqs(around.body("in/events.csv")), Duration.ofMinutes(15));
            assertThat(answer).isEqualTo("{\"batchItemFailures\":[]}");
            assertThat(around.database.text("SELECT count(*) FROM t"))
                    .as(function.log())
                    .isEqualTo(Long.toString(sent.records()));
            Optional<Long> peak = function.end();
            around.database.run("DROP TABLE t");
            return peak;
        }
    }
}
