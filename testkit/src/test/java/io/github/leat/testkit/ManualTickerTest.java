package io.github.leat.testkit;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;

class ManualTickerTest {
    private final ManualTicker ticker = new ManualTicker();

    @Test
    void sleepingMovesTheClockAndIsCounted() throws Exception {
        ticker.sleep(Duration.ofMillis(3));
        ticker.sleep(Duration.ZERO);
        ticker.sleep(Duration.ofMillis(-1));
        ticker.advance(Duration.ofMillis(2));
        assertThat(ticker.nanos()).isEqualTo(5_000_000);
        assertThat(ticker.slept()).isEqualTo(Duration.ofMillis(3));
        assertThat(ticker.sleeps()).containsExactly(Duration.ofMillis(3));
    }

    @Test
    void theClockDoesNotGoBack() {
        assertThatThrownBy(() -> ticker.advance(Duration.ofNanos(-1))).isInstanceOf(IllegalArgumentException.class);
    }

    @Test
    void interruptedThreadsDoNotSleep() {
        Thread.currentThread().interrupt();
        assertThatThrownBy(() -> ticker.sleep(Duration.ofNanos(1))).isInstanceOf(InterruptedException.class);
        assertThat(ticker.nanos()).isZero();
    }

    @Test
    void manyThreadsLoseNoSleep() throws Exception {
        List<Thread> threads = new ArrayList<>();
        for (int t = 0; t < 4; t++) {
            Thread thread = new Thread(() -> {
                try {
                    for (int i = 0; i < 1_000; i++) {
                        ticker.sleep(Duration.ofNanos(1));
                    }
                } catch (InterruptedException e) {
                    Thread.currentThread().interrupt();
                }
            });
            thread.start();
            threads.add(thread);
        }
        for (Thread thread : threads) {
            thread.join();
        }
        assertThat(ticker.slept()).isEqualTo(Duration.ofNanos(4_000));
        assertThat(ticker.nanos()).isEqualTo(4_000);
    }
}
