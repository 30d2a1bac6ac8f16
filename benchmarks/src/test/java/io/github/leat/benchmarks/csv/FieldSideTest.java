package io.github.leat.benchmarks.csv;

import static org.assertj.core.api.Assertions.assertThat;

import io.github.leat.benchmarks.CsvInput;
import io.github.leat.benchmarks.InputKind;
import io.github.leat.testkit.generate.LineEnd;
import java.util.stream.Stream;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;

class FieldSideTest {
    @ParameterizedTest
    @MethodSource("inputs")
    void everySideReadsAndTouchesTheSameFields(InputKind kind, LineEnd lineEnd) throws Exception {
        try (CsvInput input = CsvInput.generate(kind, lineEnd, 1)) {
            for (FieldSide side : FieldSide.values()) {
                long expected = FieldSide.prove(side.name(), kind.name(), lineEnd.name(), input.bytes());
                try (FieldReader reader = side.open()) {
                    assertThat(reader.touch(input)).as(side.name()).isEqualTo(expected);
                }
            }
        }
    }

    private static Stream<Arguments> inputs() {
        return Stream.of(InputKind.values())
                .flatMap(kind -> Stream.of(LineEnd.values()).map(lineEnd -> Arguments.of(kind, lineEnd)));
    }
}
