package io.github.leat.cli;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** The options that settle how a source is read, on each command that has them. */
class ReadingOptionsTest {
    @TempDir
    Path directory = Path.of("");

    private CommandRun.Result run(String... arguments) {
        return new CommandRun(directory).run(arguments);
    }

    private void file(String text) throws IOException {
        Files.writeString(directory.resolve("f.csv"), text, StandardCharsets.ISO_8859_1);
    }

    private Map<String, @Nullable Object> preview(String... options) {
        List<String> arguments = new ArrayList<>(List.of("preview", "f.csv", "--format", "json"));
        arguments.addAll(List.of(options));
        CommandRun.Result result = run(arguments.toArray(String[]::new));
        assertThat(result.code()).as(result.err()).isZero();
        return JsonTree.object(JsonTree.parse(result.out()));
    }

    private static List<String> types(Map<String, @Nullable Object> json) {
        return JsonTree.array(json.get("columns")).stream()
                .map(column -> String.valueOf(JsonTree.object(column).get("type")))
                .toList();
    }

    @Test
    void delimiterAndQuoteAreTaken() throws IOException {
        file("a;b,'c;d'\n1;2,'3;4'\n");
        assertThat(JsonTree.object(
                        preview("--delimiter", "semicolon", "--quote", "none").get("dialect")))
                .containsEntry("delimiter", ";")
                .containsEntry("quote", "");
        assertThat(run("cat", "f.csv", "--delimiter", ",", "--quote", "'").out())
                .isEqualTo("a;b,c;d\n1;2,3;4\n");
    }

    @Test
    void encodingIsTaken() throws IOException {
        file("a,b\n1,\u00b1\n");
        assertThat(run("cat", "f.csv", "--encoding", "iso-8859-2").out()).isEqualTo("a,b\n1,\u0105\n");
        assertThat(preview("--encoding", "latin1")).containsEntry("encoding", "windows-1252");
    }

    @Test
    void headerIsTaken() throws IOException {
        file("1,2\n3,4\n");
        assertThat(preview("--header", "1")).containsEntry("headerLines", 1L).containsEntry("recordsSampled", 1L);
        file("a,b\n3,4\n");
        assertThat(preview("--header", "none")).containsEntry("headerLines", 0L).containsEntry("recordsSampled", 2L);
    }

    @Test
    void headerOfSeveralRecordsIsJoinedByAllCommands() throws IOException {
        file("Report,,\nPlace,Population,\n,men,women\nNorth,12,13\nSouth,x,16\n");
        String[] header = {"--header", "2"};
        assertThat(run("cat", "f.csv", "--header", "2").out())
                .isEqualTo("Place,Population men,women\nNorth,12,13\nSouth,x,16\n");
        assertThat(preview(header))
                .containsEntry("headerLines", 2L)
                .containsEntry("preambleLines", 1L)
                .containsEntry("recordsSampled", 2L);
        CommandRun.Result load = run(
                "load",
                "f.csv",
                "--into",
                "duckdb:f.duckdb",
                "--header",
                "2",
                "--types",
                "Population men=LONG",
                "--schema",
                "freeze");
        assertThat(load.code()).as(load.err()).isEqualTo(ExitCode.REJECTS);
        Path rejects = directory.resolve("f.rejects.csv");
        Files.writeString(rejects, Files.readString(rejects).replace("South,x,", "South,15,"));
        CommandRun.Result again = run("redrive", "f.rejects.csv", "--into", "duckdb:f.duckdb", "--table", "f");
        assertThat(again.code()).as(again.err()).isZero();
        assertThat(DuckDbRows.of(
                        directory.resolve("f.duckdb"), "SELECT place, population_men, women FROM f ORDER BY rowid"))
                .containsExactly("North|12|13", "South|15|16");
    }

    @Test
    void recordOfMergedCellsAboveTheNamesIsOfADeclaredHeader() throws IOException {
        file(",People,,\nPlace,men,women,km2\nNorth,12,13,4.5\nSouth,15,16,7.5\n");
        assertThat(run("cat", "f.csv", "--header", "2").out())
                .startsWith("Place,People men,women,km2\nNorth,12,13,4.5\n");
    }

    @Test
    void declaredHeaderAboveHashtagsIsOfThatManyRecords() throws IOException {
        file("Title,,\nPlace,Population,\n,men,women\n#adm1+name,#population+m,#population+f\nNorth,12,13\n");
        assertThat(run("cat", "f.csv", "--header", "2").out())
                .startsWith("Place,Population men,women\n#adm1+name,#population+m,#population+f\nNorth,12,13\n");
    }

    @Test
    void nullTextsAreNullAndLeaveTheTypeAlone() throws IOException {
        file("id,n\nNA,1\nb,NA\nc,-\n");
        assertThat(types(preview())).containsExactly("TEXT", "TEXT");
        assertThat(types(preview("--null", "NA", "--null", "-"))).containsExactly("TEXT", "LONG");
        CommandRun.Result load = run("load", "f.csv", "--into", "duckdb:f.duckdb", "--null", "NA", "--null", "-");
        assertThat(load.code()).as(load.err()).isZero();
        assertThat(DuckDbRows.of(directory.resolve("f.duckdb"), "SELECT id, n FROM f ORDER BY rowid"))
                .containsExactly("null|1", "b|null", "c|null");
    }

    @Test
    void declaredFormatsAreLoaded() throws IOException {
        file("moment;price;day\n1577836800;1.234,5;01/02/2020\n0;7;03/04/2020\n");
        CommandRun.Result load = run(
                "load",
                "f.csv",
                "--into",
                "duckdb:f.duckdb",
                "--types",
                "moment=TIMESTAMP_TZ(epoch),price=DECIMAL(10,2)(#.##0,00),day=DATE(dd/MM/yyyy)");
        assertThat(load.code()).as(load.err()).isZero();
        assertThat(DuckDbRows.of(
                        directory.resolve("f.duckdb"), "SELECT epoch_us(moment), price, day FROM f ORDER BY rowid"))
                .containsExactly("1577836800000000|1234.50|2020-02-01", "0|7.00|2020-04-03");
    }

    @Test
    void previewTakesDeclaredTypesAndSaysHowToSettleDoubt() throws IOException {
        file("day,n\n01/02/2020,NA\n03/04/2020,2\n05/06/2020,3\n");
        assertThat(run("preview", "f.csv").out())
                .contains("--null NA")
                .contains("--types 'day=DATE(dd/MM/yyyy)' or --types 'day=DATE(MM/dd/yyyy)'");
        assertThat(types(preview("--types", "day=DATE(MM/dd/yyyy)"))).containsExactly("DATE", "TEXT");
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "--delimiter ab",
                "--delimiter \u00e9",
                "--quote xx",
                "--encoding klingon",
                "--header 101",
                "--header x"
            })
    void nonsenseIsAUsageErrorOfEachCommand(String option) throws IOException {
        file("a,b\n1,2\n");
        String[] words = option.split(" ", -1);
        for (String command : List.of("preview", "cat", "load")) {
            CommandRun.Result result = run(command, "f.csv", words[0], words[1]);
            assertThat(result.code()).as(command).isEqualTo(ExitCode.USAGE);
            assertThat(result.err()).contains(words[0], words[1]);
        }
        assertThat(run("preview", "f.csv", "--infer", "guess").code()).isEqualTo(ExitCode.USAGE);
        assertThat(run("load", "f.csv", "--types", "a=LONG(dd/MM)").code()).isEqualTo(ExitCode.USAGE);
    }

    @Test
    void rejectsAreReadAsTheyWereWritten() throws IOException {
        file("a,b\n1,2\n");
        CommandRun.Result result = run("redrive", "f.csv", "--table", "f", "--delimiter", ";");
        assertThat(result.code()).isEqualTo(ExitCode.USAGE);
        assertThat(result.err()).contains("Leave them out");
    }

    /** Three mebibytes, of which only a value between the sampled parts is no integer. */
    private void breaksBetween(String value) throws IOException {
        String record = "17,a name that takes some room\n";
        file("n,name\n" + record.repeat(50_000) + value + ",late\n" + record.repeat(90_000));
    }

    @Test
    void valueThatTheSampleMissedWidensTheTableOrIsRejected() throws IOException {
        breaksBetween("1.5");
        assertThat(types(preview())).containsExactly("LONG", "TEXT");
        CommandRun.Result evolved = run("load", "f.csv", "--into", "duckdb:e.duckdb");
        assertThat(evolved.code()).as(evolved.err()).isZero();
        assertThat(DuckDbRows.of(directory.resolve("e.duckdb"), "SELECT count(*), max(typeof(n)), min(n) FROM f"))
                .containsExactly("140001|DECIMAL(20,1)|1.5");
        CommandRun.Result frozen = run("load", "f.csv", "--into", "duckdb:z.duckdb", "--schema", "freeze");
        assertThat(frozen.code()).as(frozen.err()).isEqualTo(ExitCode.REJECTS);
        assertThat(DuckDbRows.of(directory.resolve("z.duckdb"), "SELECT count(*), max(typeof(n)) FROM f"))
                .containsExactly("140000|BIGINT");
        assertThat(directory.resolve("f.rejects.csv")).content().contains("1.5,late");
    }

    @Test
    void exactInferenceLoadsWhatASampleWouldReject() throws IOException {
        breaksBetween("none");
        Map<String, @Nullable Object> exact = preview("--infer", "exact");
        assertThat(types(exact)).containsExactly("TEXT", "TEXT");
        assertThat(exact).containsEntry("recordsSampled", 140_001L).containsEntry("exhaustive", true);
        CommandRun.Result load =
                run("load", "f.csv", "--into", "duckdb:x.duckdb", "--schema", "freeze", "--infer", "exact");
        assertThat(load.code()).as(load.err()).isZero();
        assertThat(DuckDbRows.of(directory.resolve("x.duckdb"), "SELECT count(*), max(typeof(n)) FROM f"))
                .containsExactly("140001|VARCHAR");
    }
}
