package io.github.leat.core.rate;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.time.Duration;
import org.junit.jupiter.api.Test;

class SystemTickerTest {
    private final Ticker ticker = Ticker.system();

    @Test
    void isTheClockThatTimesAreTakenFrom() {
        long before = System.nanoTime();
        long read = ticker.nanos();

        assertThat(read - before).isNotNegative();
        assertThat(System.nanoTime() - read).isNotNegative();
    }

    @Test
    void waitEndsWhenItsThreadIsInterrupted() {
        Thread.currentThread().interrupt();

        assertThatThrownBy(() -> ticker.sleep(Duration.ofHours(1))).isInstanceOf(InterruptedException.class);
        assertThat(Thread.interrupted()).isFalse();
    }

    @Test
    void nothingIsNotWaitedFor() throws InterruptedException {
        ticker.sleep(Duration.ZERO);
        ticker.sleep(Duration.ofSeconds(-5));
    }
}
