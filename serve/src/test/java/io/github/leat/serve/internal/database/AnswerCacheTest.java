package io.github.leat.serve.internal.database;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.charset.StandardCharsets;
import java.util.Random;
import org.junit.jupiter.api.Test;

class AnswerCacheTest {
    private static EncodedAnswer answer(int bytes) {
        byte[] plain = new byte[bytes];
        new Random(bytes).nextBytes(plain);
        return EncodedAnswer.of(plain);
    }

    @Test
    void oneMakesAnAnswerAndAllOthersWaitForIt() {
        AnswerCache cache = new AnswerCache(1 << 20);
        AnswerCache.Place first = cache.take("a");
        AnswerCache.Place second = cache.take("a");
        assertThat(first.isMine()).isTrue();
        assertThat(second.isMine()).isFalse();
        assertThat(second.answer()).isNotDone();
        EncodedAnswer made = answer(10);
        cache.made("a", made);
        assertThat(second.answer()).isCompletedWithValue(made);
        assertThat(cache.take("a").answer()).isCompletedWithValue(made);
    }

    @Test
    void afterAFailureTheNextTriesAgain() {
        AnswerCache cache = new AnswerCache(1 << 20);
        assertThat(cache.take("a").isMine()).isTrue();
        AnswerCache.Place waits = cache.take("a");
        cache.failed("a", new IllegalStateException("no"));
        assertThat(waits.answer()).isCompletedExceptionally();
        assertThat(cache.take("a").isMine()).isTrue();
    }

    @Test
    void thoseAskedForLongestAgoGoFirstAndNoneTakesAllTheRoom() {
        AnswerCache cache = new AnswerCache(100_000);
        for (int i = 0; i < 40; i++) {
            if (cache.take("k" + i).isMine()) {
                cache.made("k" + i, answer(10_000));
            }
            assertThat(cache.take("k0").isMine())
                    .as("the one that is asked for all the time")
                    .isFalse();
        }
        assertThat(cache.take("k39").isMine()).isFalse();
        assertThat(cache.take("k1").isMine()).isTrue();
        assertThat(cache.take("huge").isMine()).isTrue();
        cache.made("huge", answer(20_000));
        assertThat(cache.take("huge").isMine()).isTrue();
    }

    @Test
    void whatGrowsByCompressionIsKeptAsItIs() {
        assertThat(answer(5_000).gzip()).isEmpty();
        assertThat(answer(5_000).size()).isEqualTo(5_000);
        EncodedAnswer text = EncodedAnswer.of("a text. ".repeat(1_000).getBytes(StandardCharsets.UTF_8));
        assertThat(text.gzip().orElseThrow().remaining()).isLessThan(1_000);
        assertThat(text.size()).isGreaterThan(8_000);
        assertThat(EncodedAnswer.of("short".getBytes(StandardCharsets.UTF_8)).gzip())
                .isEmpty();
    }
}
