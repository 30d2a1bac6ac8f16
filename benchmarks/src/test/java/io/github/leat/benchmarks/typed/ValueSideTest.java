package io.github.leat.benchmarks.typed;

import static org.assertj.core.api.Assertions.assertThat;

import io.github.leat.benchmarks.CsvInput;
import io.github.leat.benchmarks.InputKind;
import io.github.leat.testkit.generate.LineEnd;
import java.util.stream.Stream;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;

class ValueSideTest {
    @ParameterizedTest
    @MethodSource("inputs")
    void everySideDecodesAndSumsUpTheSameValues(InputKind kind, LineEnd lineEnd) throws Exception {
        try (CsvInput input = CsvInput.generate(kind, lineEnd, 1)) {
            for (ValueSide side : ValueSide.values()) {
                long[] sums = ValueSide.prove(side.name(), kind.name(), lineEnd.name(), input.bytes());
                Sums expected = new Sums(sums[0], Double.longBitsToDouble(sums[1]), sums[2], sums[3]);
                try (ValueReader reader = side.open()) {
                    assertThat(reader.sum(input)).as(side.name()).matches(expected::matches, "equal to " + expected);
                }
            }
        }
    }

    @ParameterizedTest
    @MethodSource("inputs")
    void soDoesEachOnThreeThreads(InputKind kind, LineEnd lineEnd) throws Exception {
        try (CsvInput input = CsvInput.generate(kind, lineEnd, 1)) {
            for (ParallelSide side : ParallelSide.values()) {
                long[] sums = ParallelSide.prove(side.name(), "3", kind.name(), lineEnd.name(), input.bytes());
                Sums expected = new Sums(sums[0], Double.longBitsToDouble(sums[1]), sums[2], sums[3]);
                try (ValueReader reader = side.open(3)) {
                    assertThat(reader.sum(input)).as(side.name()).matches(expected::matches, "equal to " + expected);
                }
            }
        }
    }

    private static Stream<Arguments> inputs() {
        return Stream.of(InputKind.values())
                .flatMap(kind -> Stream.of(LineEnd.values()).map(lineEnd -> Arguments.of(kind, lineEnd)));
    }
}
