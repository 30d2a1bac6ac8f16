package io.github.leat.cli;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;
import picocli.CommandLine;

class MainTest {
    @Test
    void unknownOptionIsAUsageError() {
        assertThat(new CommandLine(new Main()).execute("--no-such-option")).isEqualTo(2);
    }
}
