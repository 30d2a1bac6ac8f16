package io.github.leat.core.rate;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.time.Duration;
import org.junit.jupiter.api.Test;

class TokenBucketTest {
    /** Not at zero: a bucket begins when it is made. */
    private long now = 77_000_000_000L;

    private final Ticker clock = new Ticker() {
        @Override
        public long nanos() {
            return now;
        }

        @Override
        public void sleep(Duration duration) {
            now += duration.toNanos();
        }
    };

    private final TokenBucket bucket = new TokenBucket(100, 50, clock);

    private void pass(long millis) throws InterruptedException {
        clock.sleep(Duration.ofMillis(millis));
    }

    @Test
    void startsEmptyAndRefillsSteadily() throws InterruptedException {
        assertThat(bucket.reserve(1)).isEqualTo(Duration.ofMillis(10));
        pass(10);
        assertThat(bucket.reserve(10)).isEqualTo(Duration.ofMillis(100));
        pass(150);
        assertThat(bucket.reserve(5)).isEqualTo(Duration.ZERO);
        assertThat(bucket.reserve(1)).isEqualTo(Duration.ofMillis(10));
    }

    @Test
    void keepsABurstAndNoMore() throws InterruptedException {
        pass(60_000);
        assertThat(bucket.reserve(50)).isZero();
        assertThat(bucket.reserve(1)).isEqualTo(Duration.ofMillis(10));
    }

    @Test
    void largeReservationIsPaidForByThoseAfterIt() {
        assertThat(bucket.reserve(1_000)).isEqualTo(Duration.ofSeconds(10));
        assertThat(bucket.reserve(0)).isEqualTo(Duration.ofSeconds(10));
    }

    @Test
    void settlingGivesBackOrTakesTheRest() throws InterruptedException {
        bucket.reserve(100);
        bucket.settle(100, 40, false);
        assertThat(bucket.reserve(0)).isEqualTo(Duration.ofMillis(400));
        bucket.settle(10, 20, false);
        assertThat(bucket.reserve(0)).isEqualTo(Duration.ofMillis(500));
        pass(500);
        bucket.settle(1_000, 0, false);
        assertThat(bucket.reserve(51)).isEqualTo(Duration.ofMillis(10));
    }

    /** The time before is filled up first, and what does not fit into the bucket is not kept for what settling takes. */
    @Test
    void settlingComesAfterTheTimeThatHasPassed() throws InterruptedException {
        pass(60_000);
        bucket.settle(0, 20, false);
        assertThat(bucket.reserve(30)).isZero();
        assertThat(bucket.reserve(1)).isEqualTo(Duration.ofMillis(10));
    }

    @Test
    void anotherRateHoldsFromNowOn() throws InterruptedException {
        bucket.reserve(100);
        pass(500);
        bucket.rate(10, 5);
        assertThat(bucket.reserve(0)).isEqualTo(Duration.ofSeconds(5));
        pass(60_000);
        assertThat(bucket.reserve(6)).isEqualTo(Duration.ofMillis(100));
    }

    @Test
    void smallerBurstTakesEffectAtOnce() throws InterruptedException {
        pass(1_000);
        bucket.rate(100, 10);
        bucket.rate(100, 50);
        assertThat(bucket.reserve(11)).isEqualTo(Duration.ofMillis(10));
    }

    @Test
    void nonsenseIsRefused() {
        new TokenBucket(0.5, 0, clock);
        assertThatThrownBy(() -> new TokenBucket(0, 1, clock)).isInstanceOf(IllegalArgumentException.class);
        assertThatThrownBy(() -> new TokenBucket(Double.POSITIVE_INFINITY, 1, clock))
                .isInstanceOf(IllegalArgumentException.class);
        assertThatThrownBy(() -> new TokenBucket(1, -1, clock)).isInstanceOf(IllegalArgumentException.class);
        assertThatThrownBy(() -> bucket.rate(Double.NaN, 1)).isInstanceOf(IllegalArgumentException.class);
    }
}
