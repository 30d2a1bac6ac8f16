package io.github.leat.dynamodb.internal;

import static org.assertj.core.api.Assertions.assertThat;

import io.github.leat.core.sink.Throttling;
import io.github.leat.testkit.ManualTicker;
import java.time.Duration;
import java.util.Map;
import java.util.Set;
import org.junit.jupiter.api.Test;

class HotKeysTest {
    private final ManualTicker ticker = new ManualTicker();
    private final HotKeys keys = new HotKeys(ticker);

    @Test
    void aTableThatIsFullRefusesOneKeyAfterAnother() {
        for (int i = 0; i < 20; i++) {
            assertThat(keys.judge(Map.of("t" + i, 1L), Set.of("r" + i))).isEqualTo(Throttling.TARGET);
            ticker.advance(Duration.ofMillis(50));
        }
    }

    @Test
    void aBusyPartitionIsRefusedAgainWhileOthersAreTaken() {
        assertThat(keys.judge(Map.of("a", 1L), Set.of("hot"))).isEqualTo(Throttling.TARGET);
        assertThat(keys.judge(Map.of("b", 1L), Set.of("hot"))).isEqualTo(Throttling.TARGET);
        assertThat(keys.judge(Map.of("c", 1L), Set.of("hot"))).isEqualTo(Throttling.PART);
        assertThat(keys.judge(Map.of(), Set.of("hot"))).isEqualTo(Throttling.PART);
        assertThat(keys.judge(Map.of("d", 1L), Set.of("hot", "new"))).isEqualTo(Throttling.TARGET);
    }

    @Test
    void severalPartitionsMayBeBusy() {
        for (int i = 0; i < 2; i++) {
            keys.judge(Map.of("a", 1L), Set.of("hot"));
            keys.judge(Map.of("a", 1L), Set.of("warm"));
        }
        assertThat(keys.judge(Map.of("a", 1L), Set.of("hot"))).isEqualTo(Throttling.PART);
        assertThat(keys.judge(Map.of("a", 1L), Set.of("hot", "warm"))).isEqualTo(Throttling.PART);
    }

    @Test
    void whereNothingElseIsTakenTheTableIsFull() {
        for (int i = 0; i < 5; i++) {
            assertThat(keys.judge(Map.of(), Set.of("one"))).isEqualTo(Throttling.TARGET);
        }
    }

    @Test
    void whatWasLongAgoDoesNotCount() {
        keys.judge(Map.of("a", 1L), Set.of("hot"));
        keys.judge(Map.of("a", 1L), Set.of("hot"));
        ticker.advance(Duration.ofSeconds(3));
        assertThat(keys.judge(Map.of("a", 1L), Set.of("hot"))).isEqualTo(Throttling.TARGET);
    }

    @Test
    void withoutARefusalThereIsNothingToSay() {
        assertThat(keys.judge(Map.of("a", 1L), Set.of())).isEqualTo(Throttling.NONE);
    }

    @Test
    void aKeyThatTookMuchJustBeforeIsAPartitionAtItsLimit() {
        keys.judge(Map.of("big", 500L, "other", 1L), Set.of());
        assertThat(keys.judge(Map.of("other", 1L), Set.of("big"))).isEqualTo(Throttling.PART);
        assertThat(keys.judge(Map.of("other", 1L), Set.of("big", "small"))).isEqualTo(Throttling.TARGET);
        ticker.advance(Duration.ofSeconds(3));
        assertThat(keys.judge(Map.of("other", 1L), Set.of("big"))).isEqualTo(Throttling.TARGET);
    }
}
