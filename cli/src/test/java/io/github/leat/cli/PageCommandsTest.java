package io.github.leat.cli;

import static org.assertj.core.api.Assertions.assertThat;

import io.github.leat.core.rate.Ticker;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.io.OutputStream;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.regex.Pattern;
import org.junit.jupiter.api.Test;
import picocli.CommandLine.ParameterException;

/** Every {@code leat} command on every page is one that the command takes: its subcommands and options exist. */
class PageCommandsTest {
    /** Synopses, which stand for many commands. */
    private static final Pattern SYNOPSIS = Pattern.compile(".*(\\.\\.\\.|…|\\[|[a-z]\\|[a-z]| \\| list).*");

    /** Two blanks and prose: what the command does. */
    private static final Pattern PROSE = Pattern.compile(" {2,}.*");

    @Test
    void commandsExist() throws IOException {
        List<String> wrong = new ArrayList<>();
        int commands = 0;
        for (Page page : Page.all()) {
            for (Page.Block block : page.blocks()) {
                for (String line : ShellLine.of(page.linesOf(block))) {
                    if (ShellLine.isLeat(line)
                            && (block.language().equals("sh")
                                    || !SYNOPSIS.matcher(line).matches())) {
                        commands++;
                        check(line, page.place(block), wrong);
                    }
                }
            }
        }
        assertThat(wrong).isEmpty();
        assertThat(commands).isGreaterThan(40);
    }

    /** What a page gives to spark-submit for the application, whose command line the same code reads. */
    @Test
    void applicationsOfSparkAreGivenWhatTheyTake() throws IOException {
        int commands = 0;
        for (Page page : Page.all()) {
            for (Page.Block block : page.blocks()) {
                for (String line : ShellLine.of(page.linesOf(block))) {
                    if (line.startsWith("spark-submit ") && line.contains("SparkLoadMain")) {
                        commands++;
                        List<String> words = ShellLine.arguments(line);
                        int jar = words.indexOf(words.stream()
                                .filter(word -> word.endsWith(".jar"))
                                .findFirst()
                                .orElseThrow());
                        assertThat(ClusterLoad.parse(words.subList(jar + 1, words.size()))
                                        .sources())
                                .as(page.place(block))
                                .hasSize(1);
                    }
                }
            }
        }
        assertThat(commands).isGreaterThan(1);
    }

    private static void check(String line, String place, List<String> wrong) {
        String[] arguments =
                ShellLine.arguments(PROSE.matcher(line).replaceFirst("")).toArray(String[]::new);
        try {
            Main.commandLine(nowhere(), arguments).parseArgs(arguments);
        } catch (ParameterException e) {
            wrong.add(place + ": " + line + ": " + e.getMessage());
        }
    }

    private static Surroundings nowhere() {
        return new Surroundings(
                new ByteArrayInputStream(new byte[0]),
                OutputStream.nullOutputStream(),
                new PrintStream(OutputStream.nullOutputStream(), true, StandardCharsets.UTF_8),
                Path.of(""),
                Map.of(),
                false,
                false,
                false,
                Ticker.system());
    }
}
