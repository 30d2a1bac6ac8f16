package io.github.leat.benchmarks;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.util.List;
import org.junit.jupiter.api.Test;

class RepeatedStreamTest {
    @Test
    void headComesOnceAndTheRestAgainAndAgain() throws IOException {
        try (CsvInput input = input(3)) {
            assertThat(new String(input.stream().readAllBytes(), StandardCharsets.UTF_8))
                    .isEqualTo("a,b\n1,2\n1,2\n1,2\n");
            assertThat(input.length()).isEqualTo(16);
            assertThat(input.file()).hasContent("a,b\n1,2\n1,2\n1,2\n");
        }
    }

    @Test
    void singleBytesAndShortReadsGiveTheSame() throws IOException {
        try (CsvInput input = input(2)) {
            InputStream stream = input.stream();
            byte[] some = new byte[5];
            assertThat(stream.read()).isEqualTo('a');
            assertThat(stream.read(some, 0, 5)).isEqualTo(5);
            assertThat(new String(some, StandardCharsets.UTF_8)).isEqualTo(",b\n1,");
            assertThat(stream.readAllBytes()).hasSize(6);
            assertThat(stream.read()).isEqualTo(-1);
            assertThat(stream.read(some, 0, 5)).isEqualTo(-1);
        }
    }

    @Test
    void textIsRefusedSinceItWouldBeHeldInMemory() throws IOException {
        try (CsvInput input = input(2)) {
            assertThatThrownBy(input::text).hasMessageContaining("Take its stream");
        }
    }

    private static CsvInput input(long times) {
        return CsvInput.repeating(
                List.of("a", "b"),
                "a,b\n".getBytes(StandardCharsets.UTF_8),
                "1,2\n".getBytes(StandardCharsets.UTF_8),
                times);
    }
}
