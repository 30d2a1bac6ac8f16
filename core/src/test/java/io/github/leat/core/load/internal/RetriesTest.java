package io.github.leat.core.load.internal;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.github.leat.core.PermanentSinkException;
import io.github.leat.core.TransientSinkException;
import io.github.leat.core.rate.Ticker;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;

/** How often a write is tried again and how long is waited, by a clock that notes its waits. */
class RetriesTest {
    private static final long NEVER = Long.MAX_VALUE / 2;

    private final TransientSinkException broken = new TransientSinkException("the connection is gone");
    private final List<Duration> waits = new ArrayList<>();
    private final Tally tally = new Tally();
    private long now = 9_000_000_000L;

    private final Ticker clock = new Ticker() {
        @Override
        public long nanos() {
            return now;
        }

        @Override
        public void sleep(Duration duration) {
            waits.add(duration);
            now += duration.toNanos();
        }
    };

    private static void await(Retries retries, int times, @Nullable TransientSinkException cause)
            throws InterruptedException {
        for (int i = 1; i <= times; i++) {
            retries.await(i, cause);
        }
    }

    @Test
    void failureIsTriedSoManyTimesAndThenThrown() throws InterruptedException {
        Retries retries = new Retries(8, NEVER, clock, tally);
        await(retries, 7, broken);

        assertThatThrownBy(() -> retries.await(8, broken)).isSameAs(broken);
        assertThat(waits).hasSize(7);
        assertThat(tally.throttled()).isEqualTo(waits.stream().reduce(Duration.ZERO, Duration::plus));
    }

    /** Up to a tenth of a second, doubled each time, up to 20 seconds; each by chance, so that writers do not come back at once. */
    @Test
    void waitsGrowAndAreBounded() throws InterruptedException {
        Retries retries = new Retries(40, NEVER, clock, tally);
        await(retries, 39, broken);

        for (int i = 0; i < waits.size(); i++) {
            assertThat(waits.get(i)).isLessThanOrEqualTo(Duration.ofMillis(Math.min(20_000, 100L << Math.min(i, 20))));
        }
        // 31 waits of up to 20 s: that all are below 5 happens once in 10^18 times
        assertThat(waits).anyMatch(wait -> wait.compareTo(Duration.ofSeconds(5)) > 0);
    }

    @Test
    void targetThatIsTooBusyIsAskedMoreOftenAndSooner() throws InterruptedException {
        Retries retries = new Retries(4, NEVER, clock, tally);
        await(retries, 31, null);

        assertThat(waits).hasSize(31).allMatch(wait -> wait.compareTo(Duration.ofSeconds(2)) <= 0);
        assertThatThrownBy(() -> retries.await(32, null))
                .isInstanceOf(PermanentSinkException.class)
                .hasMessageContaining("unprocessed 32 times")
                .hasMessageNotContaining("deadline");
    }

    @Test
    void nothingIsTriedPastTheDeadline() {
        Retries retries = new Retries(8, now - 1, clock, tally);

        assertThatThrownBy(() -> retries.await(1, broken)).isSameAs(broken);
        assertThatThrownBy(() -> retries.await(1, null)).hasMessageContaining("the deadline is near");
        assertThat(waits).isEmpty();
    }

    @Test
    void loadThatBeginsAgainGivesUpAfterSoManyTimesInARow() {
        Backoff backoff = new Backoff(3, NEVER, clock);

        assertThat(backoff.await()).isTrue();
        assertThat(backoff.await()).isTrue();
        assertThat(backoff.await()).isFalse();
        backoff.reset();
        assertThat(backoff.await()).isTrue();
        assertThat(waits).hasSize(3);
        assertThat(new Backoff(3, now - 1, clock).await()).isFalse();
    }

    @Test
    void loadThatIsInterruptedDoesNotBeginAgain() {
        Backoff backoff = new Backoff(3, NEVER, Ticker.system());
        Thread.currentThread().interrupt();

        assertThat(backoff.await()).isFalse();
        assertThat(Thread.interrupted()).isTrue();
    }
}
