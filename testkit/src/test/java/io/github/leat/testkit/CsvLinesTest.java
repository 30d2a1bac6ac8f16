package io.github.leat.testkit;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;

class CsvLinesTest {
    @Test
    void everyLineIsEnded() {
        assertThat(CsvLines.of("a,b", "1,2")).asString().isEqualTo("a,b\n1,2\n");
    }
}
