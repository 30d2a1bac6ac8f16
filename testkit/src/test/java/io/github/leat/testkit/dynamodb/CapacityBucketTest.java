package io.github.leat.testkit.dynamodb;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.time.Duration;
import org.junit.jupiter.api.Test;

class CapacityBucketTest {
    private static final long SECOND = 1_000_000_000L;

    @Test
    void withoutBurstItHoldsOneSecondHoweverLongItIsLeft() {
        CapacityBucket bucket = new CapacityBucket(100, Duration.ofSeconds(1), 0);
        assertThat(bucket.holds(100, 0)).isTrue();
        bucket.take(100);
        assertThat(bucket.holds(1, 0)).isFalse();
        assertThat(bucket.holds(50, SECOND / 2)).isTrue();
        assertThat(bucket.holds(51, SECOND / 2)).isFalse();
        bucket.holds(1, 500 * SECOND);
        bucket.take(100);
        assertThat(bucket.holds(1, 500 * SECOND)).isFalse();
    }

    @Test
    void withBurstItHoldsUnusedSecondsUpToThreeHundred() {
        CapacityBucket bucket = new CapacityBucket(10, ProxySetup.FULL_BURST, 0);
        assertThat(bucket.holds(10, 0)).isTrue();
        assertThat(bucket.holds(11, 0)).isFalse();
        assertThat(bucket.holds(1010, 100 * SECOND)).isTrue();
        assertThat(bucket.holds(1011, 100 * SECOND)).isFalse();
        assertThat(bucket.holds(3000, 10_000 * SECOND)).isTrue();
        bucket.take(3000);
        assertThat(bucket.holds(1, 10_000 * SECOND)).isFalse();
    }

    @Test
    void aCostAboveItsSizeIsLetInWhenItIsFullAndPaidBack() {
        CapacityBucket bucket = new CapacityBucket(5, Duration.ofSeconds(1), 0);
        assertThat(bucket.holds(400, 0)).isTrue();
        bucket.take(400);
        assertThat(bucket.holds(1, 79 * SECOND)).isFalse();
        assertThat(bucket.holds(1, 80 * SECOND)).isTrue();
    }

    @Test
    void aChangedRateHoldsFromThatMomentOn() {
        CapacityBucket bucket = new CapacityBucket(100, Duration.ofSeconds(1), 0);
        bucket.take(100);
        bucket.rate(10, SECOND);
        assertThat(bucket.holds(10, SECOND)).isTrue();
        bucket.take(10);
        bucket.rate(1000, 2 * SECOND);
        assertThat(bucket.holds(10, 2 * SECOND)).isTrue();
        assertThat(bucket.holds(11, 2 * SECOND)).isFalse();
        assertThat(bucket.holds(1000, 3 * SECOND)).isTrue();
    }

    @Test
    void creditMayBeFilledUp() {
        CapacityBucket bucket = new CapacityBucket(10, ProxySetup.FULL_BURST, 0);
        bucket.fillUp(0);
        assertThat(bucket.holds(3000, 0)).isTrue();
    }

    @Test
    void nonsenseIsRefused() {
        assertThatThrownBy(() -> new CapacityBucket(-1, Duration.ofSeconds(1), 0))
                .hasMessageContaining("-1");
        assertThatThrownBy(() -> new CapacityBucket(1, Duration.ofMillis(999), 0))
                .hasMessageContaining("0.999");
        assertThatThrownBy(() -> new ProxySetup(Duration.ofSeconds(301), 1)).hasMessageContaining("300");
        assertThatThrownBy(() -> new ProxySetup(Duration.ZERO, 0)).hasMessageContaining("0");
        assertThatThrownBy(() -> ProxyFaults.mixed(1.5, 0)).hasMessageContaining("1.5");
    }
}
