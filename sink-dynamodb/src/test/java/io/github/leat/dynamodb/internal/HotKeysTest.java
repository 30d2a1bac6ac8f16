package io.github.leat.dynamodb.internal;

import static org.assertj.core.api.Assertions.assertThat;

import io.github.leat.core.sink.Throttling;
import io.github.leat.testkit.ManualTicker;
import java.time.Duration;
import java.util.List;
import java.util.Set;
import org.junit.jupiter.api.Test;

class HotKeysTest {
    private final ManualTicker ticker = new ManualTicker();
    private final HotKeys keys = new HotKeys(ticker);

    @Test
    void aTableThatIsFullRefusesOneKeyAfterAnother() {
        for (int i = 0; i < 20; i++) {
            assertThat(keys.judge(List.of("t" + i), Set.of("r" + i))).isEqualTo(Throttling.TARGET);
            ticker.advance(Duration.ofMillis(50));
        }
    }

    @Test
    void aBusyPartitionIsRefusedAgainWhileOthersAreTaken() {
        assertThat(keys.judge(List.of("a"), Set.of("hot"))).isEqualTo(Throttling.TARGET);
        assertThat(keys.judge(List.of("b"), Set.of("hot"))).isEqualTo(Throttling.TARGET);
        assertThat(keys.judge(List.of("c"), Set.of("hot"))).isEqualTo(Throttling.PART);
        assertThat(keys.judge(List.of(), Set.of("hot"))).isEqualTo(Throttling.PART);
        assertThat(keys.judge(List.of("d"), Set.of("hot", "new"))).isEqualTo(Throttling.TARGET);
    }

    @Test
    void severalPartitionsMayBeBusy() {
        for (int i = 0; i < 2; i++) {
            keys.judge(List.of("a"), Set.of("hot"));
            keys.judge(List.of("a"), Set.of("warm"));
        }
        assertThat(keys.judge(List.of("a"), Set.of("hot"))).isEqualTo(Throttling.PART);
        assertThat(keys.judge(List.of("a"), Set.of("hot", "warm"))).isEqualTo(Throttling.PART);
    }

    @Test
    void whereNothingElseIsTakenTheTableIsFull() {
        for (int i = 0; i < 5; i++) {
            assertThat(keys.judge(List.of(), Set.of("one"))).isEqualTo(Throttling.TARGET);
        }
    }

    @Test
    void whatWasLongAgoDoesNotCount() {
        keys.judge(List.of("a"), Set.of("hot"));
        keys.judge(List.of("a"), Set.of("hot"));
        ticker.advance(Duration.ofSeconds(3));
        assertThat(keys.judge(List.of("a"), Set.of("hot"))).isEqualTo(Throttling.TARGET);
    }

    @Test
    void withoutARefusalThereIsNothingToSay() {
        assertThat(keys.judge(List.of("a"), Set.of())).isEqualTo(Throttling.NONE);
    }
}
