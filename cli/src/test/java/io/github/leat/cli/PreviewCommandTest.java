package io.github.leat.cli;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class PreviewCommandTest {
    @TempDir
    Path directory = Path.of("");

    @BeforeEach
    void file() throws IOException {
        Files.writeString(
                directory.resolve("events.csv"),
                "Event Id;Event Date;Notes\r\n#event+code;#date+occurred;\r\n1;2020-11-07;"
                        + "A long text that goes on and on, with more words than a line of a terminal can take, and more\r\n"
                        + "2;2020-11-08;\"with \"\"quotes\"\" and; all\"\r\n");
    }

    @Test
    void jsonHasTheDocumentedKeys() {
        CommandRun.Result result = new CommandRun(directory).run("preview", "events.csv", "--format", "json");
        assertThat(result.code()).as(result.err()).isZero();
        Map<String, @Nullable Object> json = JsonTree.object(JsonTree.parse(result.out()));
        assertThat(json.keySet())
                .containsExactly(
                        "source",
                        "encoding",
                        "dialect",
                        "preambleLines",
                        "headerLines",
                        "hxlLine",
                        "columns",
                        "recordsSampled",
                        "exhaustive",
                        "steps",
                        "sheet");
        assertThat(JsonTree.object(json.get("dialect")))
                .isEqualTo(Map.of("delimiter", ";", "quote", "\"", "escape", "\"", "lineSeparator", "CRLF"));
        assertThat(json)
                .containsEntry("encoding", "UTF-8")
                .containsEntry("preambleLines", 0L)
                .containsEntry("headerLines", 1L)
                .containsEntry("hxlLine", 2L)
                .containsEntry("recordsSampled", 2L)
                .containsEntry("exhaustive", true);
        Map<String, @Nullable Object> column =
                JsonTree.object(JsonTree.array(json.get("columns")).get(1));
        assertThat(column.keySet())
                .containsExactly(
                        "name", "sqlName", "hxl", "type", "nullable", "evidence", "format", "confidence", "candidates");
        assertThat(JsonTree.array(json.get("steps")))
                .extracting(step -> JsonTree.object(step).get("step"))
                .containsExactly("COMPRESSION", "ENCODING", "DIALECT", "PREAMBLE", "HEADER", "HXL", "BELOW");
        assertThat(JsonTree.array(json.get("steps")))
                .allSatisfy(step -> assertThat(JsonTree.object(step).keySet())
                        .containsExactly("step", "decision", "confidence", "evidence", "candidates"));
        assertThat(column)
                .containsEntry("name", "Event Date")
                .containsEntry("sqlName", "event_date")
                .containsEntry("hxl", "#date+occurred")
                .containsEntry("type", "DATE");
    }

    @Test
    void textFitsEightyColumnsAndShowsTheTable() {
        CommandRun.Result result = new CommandRun(directory).run("preview", "events.csv");
        assertThat(result.code()).as(result.err()).isZero();
        assertThat(result.out())
                .contains(
                        "semicolon, double quotes, CRLF",
                        "on line 2",
                        "2, all there are",
                        "→ event_date · #date+occurred")
                .contains("CREATE TABLE")
                .doesNotContain("\033[");
        String upToStatements = result.out().substring(0, result.out().indexOf("in duckdb:"));
        assertThat(upToStatements.lines().skip(1))
                .allSatisfy(line -> assertThat(line).hasSizeLessThanOrEqualTo(80));
        assertThat(directory.resolve("leat.duckdb")).doesNotExist();
    }

    @Test
    void colourOnATerminalUnlessNoColorIsSet() {
        assertThat(new CommandRun(directory)
                        .onTerminal(Map.of())
                        .run("preview", "events.csv")
                        .out())
                .contains("\033[1m");
        assertThat(new CommandRun(directory)
                        .onTerminal(Map.of("NO_COLOR", "1"))
                        .run("preview", "events.csv")
                        .out())
                .doesNotContain("\033[");
    }

    @Test
    void statementsOfAnotherTarget() {
        assertThat(new CommandRun(directory)
                        .run("preview", "events.csv", "--into", "csv:out.csv")
                        .out())
                .contains("write header");
        assertThat(new CommandRun(directory)
                        .run("preview", "events.csv", "--into", "csv:no/dir/x.csv")
                        .out())
                .contains("there is no directory");
    }

    @Test
    void readsStandardInput() {
        CommandRun.Result result = new CommandRun(directory).in("a\n1\n").run("preview", "-", "--format", "json");
        assertThat(JsonTree.object(JsonTree.parse(result.out()))).containsEntry("source", "stdin");
    }
}
