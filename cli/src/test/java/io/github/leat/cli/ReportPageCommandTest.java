package io.github.leat.cli;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.File;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import java.util.concurrent.TimeUnit;
import java.util.regex.Pattern;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class ReportPageCommandTest {
    private static final Pattern SOME_RECORDS = Pattern.compile("long\\.csv: .*\\b[1-9][0-9,]* records");
    private static final int POLL_MILLIS = 5;

    @TempDir
    Path directory = Path.of("");

    private CommandRun leat;

    @BeforeEach
    void files() throws IOException {
        leat = new CommandRun(directory);
        Files.writeString(directory.resolve("people.csv"), "id,name\n1,Ann\nx,Bo\n3,Cy\n");
    }

    private String page() throws IOException {
        return Files.readString(directory.resolve("report.html"));
    }

    @Test
    void thePageSaysWhatTheTerminalSays() throws IOException {
        CommandRun.Result result = leat.run(
                "load",
                "people.csv",
                "--key",
                "id",
                "--types",
                "id=LONG",
                "--select",
                "id,name",
                "--report",
                "report.html");
        assertThat(result.code()).as(result.err()).isEqualTo(3);
        String redrive = "leat redrive people.rejects.csv --key id";
        assertThat(result.err()).contains("  after a fix: " + redrive + "\n");
        assertThat(page())
                .startsWith("<!doctype html>")
                .contains("Of the 3 records of ", "upsert, because --key is given", "<bdi>x</bdi>", redrive)
                .contains("leat.duckdb &#39;SELECT");
        CommandRun.Result again = leat.run(
                "load",
                "people.csv",
                "--key",
                "id",
                "--types",
                "id=LONG",
                "--select",
                "id,name",
                "--report",
                "report.html");
        assertThat(again.code()).isEqualTo(5);
        assertThat(page())
                .contains("Already loaded", "name another --table, or give the file a new version with touch.");
    }

    @Test
    void whatFailsIsOnThePageWithItsReasonAndWithoutSecrets() throws IOException {
        Files.writeString(directory.resolve("empty.csv"), "");
        CommandRun.Result result =
                leat.run("load", "people.csv", "empty.csv", "missing.csv", "--report", "report.HTML");
        assertThat(result.code()).isEqualTo(4);
        String page = Files.readString(directory.resolve("report.HTML"));
        assertThat(page)
                .contains("<h1>Load of 3 sources</h1>", "empty.csv is empty", "Check where it comes from.")
                .contains("missing.csv", "What to do next");
        CommandRun.Result secret = leat.run(
                "load",
                "people.csv",
                "--into",
                "jdbc:postgresql://me:hush@127.0.0.1:1/db?password=hush",
                "--report",
                "report.html");
        assertThat(secret.code()).isEqualTo(4);
        assertThat(page()).contains("jdbc:postgresql://127.0.0.1:1/db").doesNotContain("hush");
    }

    @Test
    void aPageThatCannotBeWrittenStopsTheCommandBeforeTheLoad() {
        CommandRun.Result result = leat.run("load", "people.csv", "--report", "no/such/report.html");
        assertThat(result.code()).isEqualTo(2);
        assertThat(result.err()).contains("--report: ", "cannot be written (its directory does not exist)");
        assertThat(directory.resolve("leat.duckdb")).doesNotExist();
    }

    @Test
    void anyOtherNameIsJsonAsEver() throws IOException {
        leat.run("load", "people.csv", "--report", "report.json");
        assertThat(JsonTree.object(JsonTree.parse(Files.readString(directory.resolve("report.json")))))
                .containsEntry("outcome", "COMPLETED");
    }

    @Test
    void aSignalLeavesThePageBehind() throws Exception {
        try (var out = Files.newBufferedWriter(directory.resolve("long.csv"))) {
            out.write("id,name\n");
            for (int i = 0; i < 100_000; i++) {
                out.write(i + ",name " + i + "\n");
            }
        }
        try (ChildProcess child = ChildProcess.start(
                directory,
                "128m",
                new File("/dev/null"),
                Map.of(),
                "load",
                "long.csv",
                "--throughput",
                "500",
                "--report",
                "report.html")) {
            // the first line of progress comes after two seconds, on a busy machine before there are records
            while (!SOME_RECORDS.matcher(child.err()).find()) {
                assertThat(child.process().waitFor(POLL_MILLIS, TimeUnit.MILLISECONDS))
                        .as(child.err())
                        .isFalse();
            }
            child.process().destroy();
            child.await();
        }
        assertThat(page())
                .contains("<span class=\"badge bad\">Interrupted</span>", "The process was told to end.")
                .contains("How fast it went", "What was decided, and why");
        assertThat(directory.toFile().list()).noneMatch(name -> name.endsWith(".part"));
    }
}
