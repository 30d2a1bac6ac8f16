package io.github.leat.core.rate;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;

class AdaptiveLimiterTest {
    private static final double CAPACITY = 1000;

    private final Clock clock = new Clock();

    /** A clock that stands until it is moved. */
    private static final class Clock implements Ticker {
        private long now;

        @Override
        public long nanos() {
            return now;
        }

        @Override
        public void sleep(Duration duration) {
            now += duration.toNanos();
        }
    }

    /** Spends one after the other for some seconds; answers what was granted. */
    private long spend(AdaptiveLimiter limiter, double seconds, long cost) {
        long end = clock.now + (long) (seconds * 1e9);
        long granted = 0;
        while (clock.now < end) {
            clock.sleep(limiter.reserve(cost));
            limiter.settle(cost, cost, false);
            granted += cost;
        }
        return granted;
    }

    /** One that has come to its ceiling. */
    private AdaptiveLimiter warm() {
        AdaptiveLimiter limiter = new AdaptiveLimiter(CAPACITY, CAPACITY, clock);
        clock.sleep(Duration.ofSeconds(4));
        assertThat(limiter.perSecond()).isEqualTo(CAPACITY);
        return limiter;
    }

    @Test
    void beginsLowAndDoublesUntilItIsRefused() {
        AdaptiveLimiter limiter = new AdaptiveLimiter(CAPACITY, CAPACITY, clock);
        assertThat(limiter.perSecond()).isEqualTo(CAPACITY / 8);
        clock.sleep(Duration.ofSeconds(1));
        assertThat(limiter.perSecond()).isEqualTo(CAPACITY / 4, within(0.001));
        limiter.settle(0, 0, true);
        clock.sleep(Duration.ofSeconds(1));
        assertThat(limiter.perSecond()).isBetween(CAPACITY / 4 * 0.5, CAPACITY / 4 * 0.75);
    }

    @Test
    void aCeilingThatBecomesKnownIsNotJumpedTo() {
        AdaptiveLimiter limiter = new AdaptiveLimiter(Double.POSITIVE_INFINITY, 4_000, clock);
        limiter.ceiling(CAPACITY);
        assertThat(limiter.perSecond()).isEqualTo(CAPACITY / 8);
    }

    @Test
    void keepsItsCeilingAndUsesIt() {
        AdaptiveLimiter limiter = warm();
        assertThat(spend(limiter, 10, 7)).isBetween(9_990L, 10_000L + 20 + 2 * 7);
    }

    @Test
    void savesNothingUpWhileNothingIsSpent() {
        AdaptiveLimiter limiter = warm();
        clock.sleep(Duration.ofMinutes(5));
        assertThat(spend(limiter, 1, 10)).isLessThanOrEqualTo(1_040);
    }

    @Test
    void whatWasReservedTooMuchIsGivenBack() {
        AdaptiveLimiter limiter = warm();
        limiter.reserve(1_000);
        limiter.settle(1_000, 400, false);
        // less a fiftieth of a second at most, for late wake-ups
        assertThat(limiter.reserve(1)).isBetween(Duration.ofMillis(380), Duration.ofMillis(400));
    }

    @Test
    void takesAnotherCeilingAtOnce() {
        AdaptiveLimiter limiter = warm();
        spend(limiter, 2, 10);
        limiter.ceiling(CAPACITY / 2);
        assertThat(spend(limiter, 4, 10)).isBetween(1_980L, 2_050L);
        limiter.ceiling(CAPACITY * 2);
        assertThat(spend(limiter, 4, 10)).isBetween(7_950L, 8_070L);
    }

    @Test
    void refusalsBeforeALowerCeilingIsKnownAreForgotten() {
        AdaptiveLimiter limiter = warm();
        limiter.settle(0, 0, true);
        clock.sleep(Duration.ofSeconds(1));
        limiter.settle(0, 0, true);
        limiter.ceiling(CAPACITY / 2);
        assertThat(limiter.perSecond()).isEqualTo(CAPACITY / 2, within(0.001));
        clock.sleep(Duration.ofSeconds(10));
        limiter.ceiling(CAPACITY);
        assertThat(limiter.perSecond()).isEqualTo(CAPACITY, within(0.001));
    }

    @Test
    void answersToOneOverloadLowerTheRateOnce() {
        AdaptiveLimiter limiter = warm();
        for (int i = 0; i < 10; i++) {
            limiter.settle(0, 0, true);
        }
        assertThat(limiter.perSecond()).isEqualTo(CAPACITY * 0.75, within(0.001));
        clock.sleep(Duration.ofSeconds(20));
        assertThat(limiter.perSecond()).isEqualTo(CAPACITY, within(0.001));
    }

    @Test
    void withoutACeilingItGrowsUntilItIsTold() {
        AdaptiveLimiter limiter = new AdaptiveLimiter(Double.POSITIVE_INFINITY, 4_000, clock);
        assertThat(limiter.perSecond()).isEqualTo(4_000);
        for (int i = 0; i < 100; i++) {
            clock.sleep(Duration.ofMillis(100));
            limiter.reserve(0);
        }
        assertThat(limiter.perSecond()).isBetween(6_000.0, 7_000.0);
    }

    @Test
    void whatIsQueuedComesLaterOnceTheRateIsLowered() {
        AdaptiveLimiter limiter = warm();
        limiter.reserve(300);
        AdaptiveLimiter.Turn turn = limiter.take(1);
        // less a fiftieth of a second, for late wake-ups
        assertThat(limiter.until(turn)).isEqualTo(Duration.ofMillis(280));
        limiter.settle(0, 0, true);
        assertThat(limiter.until(turn)).isBetween(Duration.ofMillis(280 + 150), Duration.ofMillis(280 * 4 / 3 + 151));
        clock.sleep(limiter.until(turn));
        assertThat(limiter.until(turn)).isLessThan(Duration.ofMillis(1));
    }

    @Test
    void whatAPauseHeldUpIsNotSpentAtOnceAfterIt() {
        AdaptiveLimiter limiter = warm();
        List<AdaptiveLimiter.Turn> turns = new ArrayList<>();
        for (int i = 0; i < 16; i++) {
            turns.add(limiter.take(20));
        }
        clock.sleep(Duration.ofMillis(300));
        long atOnce =
                turns.stream().filter(turn -> limiter.until(turn).isZero()).count();
        // a fiftieth of a second's, and one more
        assertThat(atOnce).isBetween(1L, 2L);
    }

    @Test
    void whileItIsHaltedNobodysTurnComes() {
        AdaptiveLimiter limiter = warm();
        AdaptiveLimiter.Turn turn = limiter.take(20);
        limiter.halt(Duration.ofMillis(500));
        assertThat(limiter.until(turn)).isEqualTo(Duration.ofMillis(500));
        clock.sleep(Duration.ofMillis(500));
        assertThat(limiter.until(turn)).isZero();
        assertThat(spend(limiter, 1, 10)).isLessThanOrEqualTo(1_040);
    }

    @Test
    void whatOthersLeaveIsTakenWithinHalfAMinute() {
        AdaptiveLimiter limiter = warm();
        for (int i = 0; i < 8; i++) {
            limiter.settle(0, 0, true);
            clock.sleep(Duration.ofSeconds(1));
        }
        assertThat(limiter.perSecond()).isLessThan(CAPACITY / 5);
        for (int i = 0; i < 300; i++) {
            clock.sleep(Duration.ofMillis(100));
            limiter.reserve(0);
        }
        assertThat(limiter.perSecond()).isGreaterThan(CAPACITY * 0.9);
    }

    @Test
    void whatPassedAtTheOldRateCountsWhenTheCeilingChanges() {
        AdaptiveLimiter limiter = warm();
        AdaptiveLimiter.Turn turn = afterAQueueOf(limiter, 1_000);
        clock.sleep(Duration.ofMillis(500));
        limiter.ceiling(CAPACITY / 2);
        // 500 of the 1000 are left, less what late wake-ups may catch up, at 500 a second
        assertThat(limiter.until(turn)).isBetween(Duration.ofMillis(960), Duration.ofMillis(1_000));
    }

    private static AdaptiveLimiter.Turn afterAQueueOf(AdaptiveLimiter limiter, long cost) {
        limiter.take(cost);
        return limiter.take(1);
    }

    @Test
    void goesOnAtWhatItIsTold() {
        AdaptiveLimiter limiter = warm();
        AdaptiveLimiter.Turn turn = afterAQueueOf(limiter, 500);
        clock.sleep(Duration.ofMillis(250));
        limiter.goOnAt(100);
        assertThat(limiter.perSecond()).isEqualTo(100);
        assertThat(limiter.until(turn)).isBetween(Duration.ofMillis(2_300), Duration.ofMillis(2_500));
        limiter.goOnAt(3 * CAPACITY);
        assertThat(limiter.perSecond()).isEqualTo(CAPACITY);
        assertThat(limiter.ceiling()).isEqualTo(CAPACITY);
    }

    /** The time until it is halted is not part of the halt. */
    @Test
    void haltBeginsWhenItIsAskedFor() {
        AdaptiveLimiter limiter = warm();
        AdaptiveLimiter.Turn turn = limiter.take(20);
        clock.sleep(Duration.ofMillis(100));
        limiter.halt(Duration.ofMillis(500));
        assertThat(limiter.until(turn)).isEqualTo(Duration.ofMillis(500));
    }

    @Test
    void smallShareGrowsFasterThanALargeOne() {
        AdaptiveLimiter limiter = warm();
        limiter.settle(0, 0, true);
        limiter.goOnAt(CAPACITY / 16);
        clock.sleep(Duration.ofSeconds(1));
        // 1.6% of the ceiling, twice that at half of an eighth, 1% more after a tenth of the ten seconds
        double small = limiter.perSecond() - CAPACITY / 16;
        assertThat(small).isEqualTo(CAPACITY * 0.016 * 2 * 1.01, within(0.001));
        limiter.goOnAt(CAPACITY / 4);
        clock.sleep(Duration.ofSeconds(1));
        double large = limiter.perSecond() - CAPACITY / 4;
        assertThat(large).isEqualTo(CAPACITY * 0.016 / 2 * 1.04, within(0.001));
    }

    @Test
    void halfOfTheCeilingStaysHalfOfAnother() {
        AdaptiveLimiter limiter = warm();
        limiter.goOnAt(CAPACITY / 2);
        limiter.ceiling(CAPACITY * 2);
        assertThat(limiter.perSecond()).isEqualTo(CAPACITY);
    }

    /** Where few writes fit into a second, each refusal is a larger share of them. */
    @Test
    void costlyWritesGrowMoreSlowly() {
        AdaptiveLimiter limiter = warm();
        for (int i = 0; i < 200; i++) {
            limiter.settle(10, 0, false);
            limiter.take(10);
        }
        limiter.settle(0, 0, true);
        limiter.goOnAt(CAPACITY / 4);
        clock.sleep(Duration.ofSeconds(1));
        double growth = limiter.perSecond() - CAPACITY / 4;
        assertThat(growth).isEqualTo(CAPACITY * (CAPACITY / 10 * 5e-5) / 2 * 1.01, within(0.001));
    }

    @Test
    void refusalHalfASecondAfterAnotherIsAnother() {
        AdaptiveLimiter limiter = warm();
        limiter.settle(0, 0, true);
        clock.sleep(Duration.ofNanos(499_999_999));
        double before = limiter.perSecond();
        limiter.settle(0, 0, true);
        assertThat(limiter.perSecond()).isEqualTo(before);
        clock.sleep(Duration.ofNanos(1));
        limiter.settle(0, 0, true);
        assertThat(limiter.perSecond()).isEqualTo(before * 0.75, within(0.001));
    }

    @Test
    void refusedWhileItStartsItAimsAtHalf() {
        AdaptiveLimiter limiter = new AdaptiveLimiter(CAPACITY, CAPACITY, clock);
        clock.sleep(Duration.ofMillis(2_900));
        limiter.settle(0, 0, true);
        double half = limiter.perSecond();
        clock.sleep(Duration.ofSeconds(1));
        assertThat(limiter.perSecond()).isEqualTo(half + CAPACITY * 0.016 / 2 * 1.01, within(0.001));
    }

    @Test
    void refusedOnItsWayBackItAimsLowerThanBefore() {
        AdaptiveLimiter limiter = warm();
        limiter.goOnAt(CAPACITY); // all of it is what it aims at
        limiter.settle(0, 0, true);
        clock.sleep(Duration.ofSeconds(1));
        double onTheWay = limiter.perSecond();
        assertThat(onTheWay).isEqualTo(CAPACITY * (0.75 + 0.25 / 15), within(0.001));
        limiter.settle(0, 0, true);
        assertThat(limiter.perSecond()).isEqualTo(onTheWay * 0.75, within(0.001));
        clock.sleep(Duration.ofSeconds(1));
        // what brings it back to the first rate would be a fifteenth of the way, some 28
        assertThat(limiter.perSecond()).isEqualTo(onTheWay * 0.75 + CAPACITY * 0.016 / 2 * 1.01, within(0.001));
    }

    @Test
    void refusalsLeaveAHundredthOfTheCeiling() {
        AdaptiveLimiter limiter = warm();
        limiter.goOnAt(CAPACITY / 100 * 1.2);
        limiter.settle(0, 0, true);
        assertThat(limiter.perSecond()).isEqualTo(CAPACITY / 100);
        AdaptiveLimiter unbounded = new AdaptiveLimiter(Double.POSITIVE_INFINITY, 1.2, clock);
        unbounded.settle(0, 0, true);
        assertThat(unbounded.perSecond()).isEqualTo(1);
    }

    @Test
    void whatIsCaughtUpIsAtMostAFiftiethOfASecond() {
        AdaptiveLimiter limiter = warm();
        limiter.catchUp(0.02);
        limiter.catchUp(0);
        assertThatThrownBy(() -> limiter.catchUp(-0.001)).isInstanceOf(IllegalArgumentException.class);
        assertThatThrownBy(() -> limiter.catchUp(0.021)).isInstanceOf(IllegalArgumentException.class);
    }

    @Test
    void nonsenseIsRefused() {
        assertThatThrownBy(() -> new AdaptiveLimiter(1, 0, clock)).isInstanceOf(IllegalArgumentException.class);
        assertThatThrownBy(() -> new AdaptiveLimiter(1, 1, clock).goOnAt(Double.POSITIVE_INFINITY))
                .isInstanceOf(IllegalArgumentException.class);
        assertThatThrownBy(() -> new AdaptiveLimiter(1, 1, clock).goOnAt(0))
                .isInstanceOf(IllegalArgumentException.class);
        assertThatThrownBy(() -> new AdaptiveLimiter(0, 1, clock)).isInstanceOf(IllegalArgumentException.class);
        assertThatThrownBy(() -> new AdaptiveLimiter(1, Double.POSITIVE_INFINITY, clock))
                .isInstanceOf(IllegalArgumentException.class);
        assertThatThrownBy(() -> new AdaptiveLimiter(1, 1, clock).ceiling(-1))
                .isInstanceOf(IllegalArgumentException.class);
    }
}
