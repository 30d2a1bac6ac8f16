package io.github.leat.benchmarks.soak;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import java.util.function.IntFunction;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

/** The verdict on samples that were made up. */
class VerdictTest {
    private static final int SAMPLES = 40;

    private static List<String> verdict(IntFunction<Sample> sample) {
        return Verdict.growth(IntStream.range(0, SAMPLES).mapToObj(sample).toList());
    }

    private static Sample sample(int i, double heap, double resident, int threads, long descriptors) {
        return new Sample(i / 2.0, (long) (heap * 1e6), (long) (resident * 1e6), threads, descriptors, 0, 0);
    }

    @Test
    void whatGoesUpAndDownIsFlat() {
        assertThat(verdict(i -> sample(i, 15 + i % 3, 280 + i % 20, 18 + i % 2, 110 + i % 4)))
                .isEmpty();
    }

    @Test
    void growthBeforeTheSecondQuarterIsAWarmUp() {
        assertThat(verdict(i -> sample(i, Math.min(i, 10), Math.min(i, 10), Math.min(i, 10), Math.min(i, 10))))
                .isEmpty();
    }

    @Test
    void heapThatGrowsIsFound() {
        assertThat(verdict(i -> sample(i, 15 + i * 0.1, 280, 18, 110)))
                .singleElement()
                .asString()
                .startsWith("Heap");
    }

    @Test
    void residentMemoryThatGrowsIsFound() {
        assertThat(verdict(i -> sample(i, 15, 280 + i * 4, 18, 110)))
                .singleElement()
                .asString()
                .startsWith("Resident memory");
    }

    @Test
    void threadsThatStayAreFound() {
        assertThat(verdict(i -> sample(i, 15, 280, 18 + i / 5, 110)))
                .singleElement()
                .asString()
                .startsWith("The number of threads");
    }

    @Test
    void descriptorsThatStayOpenAreFound() {
        assertThat(verdict(i -> sample(i, 15, 280, 18, 110 + i / 4)))
                .singleElement()
                .asString()
                .startsWith("The number of open descriptors");
    }

    @Test
    void connectionThatIsLeftOpenIsFoundInAnySample() {
        Sample left = new Sample(3.5, 15, 280, 18, 110, 1, 0);
        assertThat(Verdict.growth(List.of(left)))
                .containsExactly("At rest in minute 3.5 there were 1 connections at PostgreSQL and 0 at MariaDB.");
    }

    @Test
    void aFewSamplesSayNothingOfGrowth() {
        List<Sample> few = IntStream.range(0, Verdict.LEAST_SAMPLES - 1)
                .mapToObj(i -> sample(i, 15 + i * 10, 280, 18, 110))
                .toList();
        assertThat(Verdict.isJudged(few)).isFalse();
        assertThat(Verdict.growth(few)).isEmpty();
    }
}
