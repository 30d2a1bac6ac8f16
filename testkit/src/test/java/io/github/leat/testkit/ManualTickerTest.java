package io.github.leat.testkit;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.time.Duration;
import org.junit.jupiter.api.Test;

class ManualTickerTest {
    private final ManualTicker ticker = new ManualTicker();

    @Test
    void sleepingMovesTheClockAtOnce() throws Exception {
        ticker.sleep(Duration.ofHours(1));
        ticker.sleep(Duration.ZERO);
        ticker.advance(Duration.ofNanos(5));
        assertThat(ticker.nanos()).isEqualTo(Duration.ofHours(1).toNanos() + 5);
        assertThat(ticker.sleeps()).containsExactly(Duration.ofHours(1));
        assertThat(ticker.slept()).isEqualTo(Duration.ofHours(1));
    }

    @Test
    void anInterruptedThreadDoesNotSleep() {
        Thread.currentThread().interrupt();
        assertThatThrownBy(() -> ticker.sleep(Duration.ofSeconds(1))).isInstanceOf(InterruptedException.class);
        assertThat(ticker.nanos()).isZero();
    }
}
