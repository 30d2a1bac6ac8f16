package io.github.leat.core.rate;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Comparator;
import java.util.List;
import java.util.PriorityQueue;
import java.util.Random;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/**
 * Writers that know nothing of each other, at a target that keeps one second of its capacity and refuses what is beyond; in time
 * that is computed, with requests of 8 ms, sixteen at once for each writer, and retries as a load makes them.
 */
class SharedTargetTest {
    private static final double CAPACITY = 1000;
    private static final int WRITERS = 8;
    private static final int LANES = 16;
    private static final long HALF_WAY = 4_000_000;
    private static final double WARM_UP = 12;
    private static final double MEASURED = 60;

    private final Clock clock = new Clock();
    private final PriorityQueue<Event> events = new PriorityQueue<>(Comparator.comparingLong(Event::at));
    private final long[] used = new long[WRITERS];
    private double bucket = CAPACITY;
    private long filledAt;
    private long requests;
    private long throttled;
    private long requestsWarm;
    private long throttledWarm;

    private static final class Clock implements Ticker {
        private long now;

        @Override
        public long nanos() {
            return now;
        }

        @Override
        public void sleep(Duration duration) {
            throw new UnsupportedOperationException();
        }
    }

    private record Event(long at, Runnable what) {}

    private void after(long nanos, Runnable what) {
        events.add(new Event(clock.now + nanos, what));
    }

    private final class Lane {
        private final int writer;
        private final AdaptiveLimiter limiter;
        private final Random random;
        private long left;
        private int attempts;

        Lane(int writer, AdaptiveLimiter limiter, Random random) {
            this.writer = writer;
            this.limiter = limiter;
            this.random = random;
        }

        void reserve() {
            long cost = left > 0 ? left : Math.max(1 + random.nextInt(5), (long) (limiter.perSecond() * 0.02));
            wait(limiter.take(cost), cost);
        }

        private void wait(AdaptiveLimiter.Turn turn, long cost) {
            long wait = limiter.until(turn).toNanos();
            if (wait > 0) {
                after(Math.min(wait, 50_000_000) + random.nextInt(1_000_000), () -> wait(turn, cost));
            } else {
                after(HALF_WAY + random.nextInt(1_000_000), () -> arrive(cost));
            }
        }

        private void arrive(long cost) {
            long taken = take(cost);
            count(taken, cost);
            after(HALF_WAY, () -> settle(cost, taken));
        }

        private void count(long taken, long cost) {
            requests++;
            throttled += taken < cost ? 1 : 0;
            if (clock.now > WARM_UP * 1e9) {
                requestsWarm++;
                throttledWarm += taken < cost ? 1 : 0;
                used[writer] += taken;
            }
        }

        private void settle(long cost, long taken) {
            limiter.settle(cost, taken, taken < cost);
            left = cost - taken;
            attempts = taken == cost ? 0 : taken > 0 ? 1 : attempts + 1;
            long longest = Math.min(2_000_000_000L, 100_000_000L << Math.min(Math.max(0, attempts - 1), 5));
            after(left == 0 ? 200_000 : (long) (random.nextDouble() * longest), this::reserve);
        }
    }

    private long take(long cost) {
        bucket = Math.min(CAPACITY, bucket + (clock.now - filledAt) / 1e9 * CAPACITY);
        filledAt = clock.now;
        long taken = Math.min(cost, (long) bucket);
        bucket -= taken;
        return taken;
    }

    @ParameterizedTest
    @ValueSource(longs = {1, 2, 3, 4, 5, 6})
    void eightUseAllOfItEvenlyAndAreSeldomRefused(long seed) {
        Random random = new Random(seed);
        for (int i = 0; i < WRITERS; i++) {
            int writer = i;
            after((long) (random.nextDouble() * 1.5e9), () -> begin(writer, random));
        }
        while (clock.now < (WARM_UP + MEASURED) * 1e9) {
            Event event = events.remove();
            clock.now = event.at();
            event.what().run();
        }
        assertThat(Arrays.stream(used).sum() / (CAPACITY * MEASURED)).isGreaterThan(0.97);
        assertThat((double) throttledWarm / requestsWarm).isLessThan(0.015);
        assertThat((double) throttled / requests).as("with the start").isLessThan(0.025);
        assertThat((double) Arrays.stream(used).max().orElseThrow()
                        / Arrays.stream(used).min().orElseThrow())
                .isLessThan(1.4);
    }

    private void begin(int writer, Random random) {
        AdaptiveLimiter limiter = new AdaptiveLimiter(CAPACITY * 0.98, CAPACITY, clock);
        List<Lane> lanes = new ArrayList<>();
        for (int i = 0; i < LANES; i++) {
            lanes.add(new Lane(writer, limiter, new Random(random.nextLong())));
        }
        lanes.forEach(Lane::reserve);
    }
}
