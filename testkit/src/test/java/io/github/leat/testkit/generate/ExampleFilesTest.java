package io.github.leat.testkit.generate;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.regex.MatchResult;
import java.util.regex.Pattern;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** The files in {@code examples/data} are what the commands in its README make. */
class ExampleFilesTest {
    private static final Path EXAMPLES = Path.of("..", "examples", "data");
    private static final Pattern COMMAND = Pattern.compile("GenerateCsv (--kind .*) --out examples/data/(\\S+)");

    @TempDir
    private Path directory;

    @Test
    void examplesAreWhatTheStatedCommandsGive() throws IOException {
        List<MatchResult> commands = COMMAND.matcher(Files.readString(EXAMPLES.resolve("README.md")))
                .results()
                .toList();

        assertThat(commands).hasSize(2);
        for (MatchResult command : commands) {
            Path generated = directory.resolve(command.group(2));
            int status = GenerateCsv.run((command.group(1) + " --out " + generated).split(" "));

            assertThat(status).isZero();
            assertThat(generated).hasSameBinaryContentAs(EXAMPLES.resolve(command.group(2)));
        }
    }
}
