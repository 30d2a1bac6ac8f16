package io.github.leat.testkit.dynamodb;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.util.Map;
import org.junit.jupiter.api.Test;

class CapacityRecordTest {
    private static final long MILLI = 1_000_000L;

    private final CapacityRecord record = new CapacityRecord(0);

    @Test
    void theFullestWindowIsFoundWhereverItBegins() {
        record.consumed("a", 10, 0);
        record.consumed("a", 50, 1900 * MILLI);
        record.consumed("b", 60, 2100 * MILLI);
        record.consumed("a", 5, 9000 * MILLI);
        assertThat(record.mostIn(Duration.ofSeconds(2))).isEqualTo(110);
        assertThat(record.mostIn(Duration.ofMillis(100))).isEqualTo(60);
        assertThat(record.mostIn(Duration.ofMinutes(1))).isEqualTo(125);
        assertThat(record.mostIn(Duration.ofSeconds(2), Duration.ofSeconds(3))).isEqualTo(5);
    }

    @Test
    void sharesAreKeptByClientAndTime() {
        record.consumed("a", 10, 0);
        record.consumed("b", 20, 1000 * MILLI);
        record.consumed("a", 30, 2000 * MILLI);
        assertThat(record.byClient()).isEqualTo(Map.of("a", 40L, "b", 20L));
        assertThat(record.byClient(Duration.ofSeconds(1), Duration.ofSeconds(2)))
                .isEqualTo(Map.of("a", 0L, "b", 20L));
        assertThat(record.between(Duration.ZERO, Duration.ofSeconds(1))).isEqualTo(10);
        assertThat(record.total()).isEqualTo(60);
    }

    @Test
    void whatIsGivenBackIsTakenOutOfTheNewestSlots() {
        record.consumed("a", 10, 0);
        record.consumed("a", 4, 1000 * MILLI);
        record.givenBack("a", 6);
        assertThat(record.slots()).hasSize(11).startsWith(8).endsWith(0);
        assertThat(record.byClient()).isEqualTo(Map.of("a", 8L));
    }
}
