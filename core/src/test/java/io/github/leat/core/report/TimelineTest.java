package io.github.leat.core.report;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import io.github.leat.core.load.Pacing;
import io.github.leat.core.load.Progress;
import io.github.leat.core.rate.CostUnit;
import io.github.leat.core.sink.RecordCounts;
import java.time.Duration;
import java.util.List;
import java.util.OptionalLong;
import java.util.Random;
import org.junit.jupiter.api.Test;

class TimelineTest {
    private final Timeline timeline = new Timeline();

    private static Progress at(double seconds, long records, long spent, double allowed, long commits) {
        return new Progress(
                "x.csv",
                0,
                OptionalLong.empty(),
                new RecordCounts(records, records, 0, 0, 0),
                Duration.ofNanos((long) (seconds * 1e9)),
                Duration.ofMillis((long) (seconds * 500)),
                false,
                records * 100,
                commits,
                new Pacing(CostUnit.RECORDS, allowed, spent, 0, Duration.ofMillis((long) (seconds * 250)), 2));
    }

    private static double sum(List<Timeline.Stretch> stretches) {
        return stretches.stream()
                .mapToDouble(one -> one.records() * (one.to() - one.from()))
                .sum();
    }

    @Test
    void nothingBeforeTimePasses() {
        assertThat(timeline.stretches(80)).isEmpty();
        timeline.add(at(1, 0, 0, 5, 0));
        assertThat(timeline.stretches(80)).isEmpty();
    }

    @Test
    void allRecordsAreThereHoweverLongItTakes() {
        Random random = new Random(7);
        double seconds = 0;
        long records = 0;
        timeline.add(at(0, 0, 0, 100, 0));
        for (int i = 1; i <= 200_000; i++) {
            seconds += random.nextDouble() * (i > 100_000 ? 3 : 0.01);
            records += random.nextInt(1000);
            timeline.add(at(seconds, records, records, 100, i / 10));
            if (i % 20_000 == 0) {
                List<Timeline.Stretch> stretches = timeline.stretches(80);
                assertThat(stretches).hasSizeBetween(4, 80);
                assertThat(sum(stretches)).isCloseTo((double) records, within((double) records * 1e-6));
                assertThat(stretches.stream()
                                .mapToLong(Timeline.Stretch::commits)
                                .sum())
                        .isEqualTo(i / 10);
                assertThat(stretches.get(stretches.size() - 1).to()).isCloseTo(seconds, within(1e-6));
            }
        }
    }

    @Test
    void aSteadyRateIsSteadyWhateverTheWidthOfTheSlots() {
        timeline.add(at(0, 0, 0, 250, 0));
        for (int i = 1; i <= 4000; i++) {
            timeline.add(at(i * 0.25, i * 50L, i * 50L, 250, 0));
        }
        assertThat(timeline.stretches(80)).allSatisfy(one -> {
            assertThat(one.records()).isCloseTo(200, within(0.5));
            assertThat(one.bytes()).isCloseTo(20_000, within(50.0));
            assertThat(one.spent()).isCloseTo(200, within(0.5));
            assertThat(one.allowed()).isCloseTo(250, within(0.5));
            assertThat(one.blocked()).isCloseTo(0.25, within(0.01));
            assertThat(one.paced()).as("each of two writers").isCloseTo(0.25, within(0.01));
        });
    }

    @Test
    void whatCameBeforeTheFirstStateDoesNotCount() {
        timeline.add(at(2, 1_000_000, 0, Double.POSITIVE_INFINITY, 0));
        timeline.add(at(4, 1_000_200, 0, Double.POSITIVE_INFINITY, 0));
        List<Timeline.Stretch> stretches = timeline.stretches(10);
        assertThat(sum(stretches)).isCloseTo(200, within(0.01));
        assertThat(stretches.get(0).from()).isEqualTo(2);
        assertThat(stretches).allSatisfy(one -> assertThat(one.allowed()).isNaN());
    }

    @Test
    void aLoadThatBeginsAgainCountsOnFromThere() {
        timeline.add(at(0, 0, 0, 5, 0));
        timeline.add(at(1, 100, 100, 5, 3));
        timeline.add(at(2, 40, 0, 5, 0));
        timeline.add(at(3, 90, 50, 5, 2));
        assertThat(sum(timeline.stretches(80))).isCloseTo(150, within(0.01));
        assertThat(timeline.spent()).isEqualTo(150);
        assertThat(timeline.commits()).isEqualTo(5);
    }
}
