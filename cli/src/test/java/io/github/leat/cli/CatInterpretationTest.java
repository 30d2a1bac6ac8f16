package io.github.leat.cli;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** Every row of the table of {@code docs/csv-interpretation.md} that says what {@code leat cat} mends. */
class CatInterpretationTest {
    @TempDir
    Path directory = Path.of("");

    private record Rule(String id, String text, String input, String written) {
        @Override
        public String toString() {
            return id + " " + text;
        }
    }

    static List<Rule> rules() throws IOException {
        return Files.readAllLines(Path.of("..", "docs", "csv-interpretation.md")).stream()
                .filter(line -> line.startsWith("| M"))
                .map(line -> line.split(" ?\\| ?", -1))
                .map(cells -> new Rule(cells[1], cells[2], code(cells[3]), code(cells[4])))
                .toList();
    }

    private static String code(String cell) {
        return cell.substring(1, cell.length() - 1).replace("\\n", "\n");
    }

    @ParameterizedTest
    @MethodSource("rules")
    void isKept(Rule rule) {
        CommandRun.Result result = new CommandRun(directory).in(rule.input()).run("cat", "-");
        assertThat(result.out()).isEqualTo(rule.written());
        assertThat(result.code()).isZero();
    }
}
