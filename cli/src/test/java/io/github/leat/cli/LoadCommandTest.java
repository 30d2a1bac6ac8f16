package io.github.leat.cli;

import static org.assertj.core.api.Assertions.assertThat;

import com.github.luben.zstd.ZstdOutputStreamNoFinalizer;
import java.io.IOException;
import java.io.OutputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.FileTime;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import org.apache.commons.compress.compressors.bzip2.BZip2CompressorOutputStream;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.tukaani.xz.LZMA2Options;
import org.tukaani.xz.XZOutputStream;

class LoadCommandTest {
    private static final String PRICES = "id,day,town,price\n1,2024-01-01,Bujumbura,1.50\n2,2024-01-02,Gitega,2.25\n";

    @TempDir
    Path directory = Path.of("");

    private CommandRun leat = new CommandRun(directory);

    @BeforeEach
    void start() throws IOException {
        leat = new CommandRun(directory);
        Files.writeString(directory.resolve("Prices 2024.csv"), PRICES);
    }

    private CommandRun.Result load(String... more) {
        String[] arguments = new String[more.length + 2];
        arguments[0] = "load";
        arguments[1] = "Prices 2024.csv";
        System.arraycopy(more, 0, arguments, 2, more.length);
        return leat.run(arguments);
    }

    private List<String> rows(String sql) {
        return DuckDbRows.of(directory.resolve("leat.duckdb"), sql);
    }

    @Test
    void loadsIntoDuckDbInTheCurrentDirectoryUnderTheFilesName() {
        CommandRun.Result result = load();
        assertThat(result.code()).as(result.err()).isZero();
        assertThat(result.out()).isEmpty();
        assertThat(result.err())
                .contains(
                        "read 2 · written 2 · rejected 0 · deduplicated 0 · skipped 0", "price  DECIMAL(18,2)", "MB/s")
                .contains("leat.duckdb 'SELECT ");
        assertThat(rows("SELECT * FROM prices_2024 ORDER BY id"))
                .containsExactly("1|2024-01-01|Bujumbura|1.50", "2|2024-01-02|Gitega|2.25");
        assertThat(directory.resolve("prices_2024.rejects.csv")).doesNotExist();
    }

    @ParameterizedTest
    @ValueSource(strings = {"zst", "bz2", "xz"})
    void compressedFilesAreLoadedUnderTheirPlainName(String extension) throws IOException {
        String file = "prices.csv." + extension;
        compress(extension, file, PRICES.getBytes(StandardCharsets.UTF_8));
        CommandRun.Result result = leat.run("load", file);
        assertThat(result.code()).as(result.err()).isZero();
        assertThat(rows("SELECT * FROM prices ORDER BY id"))
                .containsExactly("1|2024-01-01|Bujumbura|1.50", "2|2024-01-02|Gitega|2.25");
    }

    @Test
    void decompressionIsBoundByTwoOptions() throws IOException {
        compress("zst", "p.csv.zst", PRICES.repeat(300_000).getBytes(StandardCharsets.UTF_8));
        CommandRun.Result ratio = leat.run("load", "p.csv.zst", "--max-ratio", "2", "--into", "csv:a.csv");
        assertThat(ratio.code()).as(ratio.err()).isEqualTo(4);
        assertThat(ratio.err()).contains("p.csv.zst decompresses to more than 2 times its size", "--max-ratio");
        CommandRun.Result size = leat.run("cat", "p.csv.zst", "--max-decompressed", "2KB");
        assertThat(size.code()).as(size.err()).isEqualTo(3);
        assertThat(size.err()).contains("p.csv.zst decompresses to more than 2000 bytes", "--max-decompressed");
        CommandRun.Result wrong = leat.run("preview", "p.csv.zst", "--max-decompressed", "much");
        assertThat(wrong.code()).isEqualTo(2);
        assertThat(wrong.err()).contains("--max-decompressed: \"much\" is not a size");
    }

    private void compress(String extension, String file, byte[] bytes) throws IOException {
        OutputStream to = Files.newOutputStream(directory.resolve(file));
        try (OutputStream out = switch (extension) {
            case "zst" -> new ZstdOutputStreamNoFinalizer(to);
            case "bz2" -> new BZip2CompressorOutputStream(to);
            default -> new XZOutputStream(to, new LZMA2Options(1));
        }) {
            out.write(bytes);
        }
    }

    @Test
    void whereLeavesRecordsOutAndCountsThemAsSkipped() throws IOException {
        Files.writeString(directory.resolve("Prices 2024.csv"), PRICES + "3,2024-01-03,Gitega,none\n");
        CommandRun.Result result = load(
                "--rename", "town=place", "--where", "place = 'Gitega'", "--types", "price=DECIMAL(10,2)", "--lineage");
        assertThat(result.code()).as(result.err()).isEqualTo(3);
        assertThat(result.err()).contains("read 3 · written 1 · rejected 1 · deduplicated 0 · skipped 1");
        assertThat(rows("SELECT id, place, price, _leat_line FROM prices_2024")).containsExactly("2|Gitega|2.25|3");
        assertThat(rows("SELECT records_skipped FROM _leat_ledger")).containsExactly("1");
    }

    @Test
    void aWrongPredicateIsUsageAndAMisfittingOneWritesNothing() {
        CommandRun.Result wrong = load("--where", "id >");
        assertThat(wrong.code()).isEqualTo(2);
        assertThat(wrong.err()).contains("--where: The predicate is wrong at character 5");
        CommandRun.Result misfit = load("--where", "day > 5");
        assertThat(misfit.code()).isEqualTo(4);
        assertThat(misfit.err()).contains("at character 7", "\"day\" is DATE");
        assertThat(directory.resolve("leat.duckdb")).doesNotExist();
    }

    @Test
    void sourcesOfOneNameAndOtherColumnsKeepTheirRejectsApart() throws IOException {
        for (String[] file :
                new String[][] {{"a", "id,x\n1,2\nbad,3\n"}, {"b", "id,y\n1,2\nbad,3\n"}, {"c", "id,x\n5,6\nbad,7\n"}
                }) {
            Files.createDirectory(directory.resolve(file[0]));
            Files.writeString(directory.resolve(file[0]).resolve("t.csv"), file[1]);
        }
        CommandRun.Result result = leat.run("load", "a/t.csv", "b/t.csv", "c/t.csv", "--types", "id=LONG");
        assertThat(result.code()).as(result.err()).isEqualTo(3);
        assertThat(directory.resolve("t.rejects.csv"))
                .content()
                .contains("a/t.csv", "c/t.csv")
                .doesNotContain("b/t.csv");
        assertThat(directory.resolve("t.rejects.2.csv")).content().contains("b/t.csv");
        assertThat(TableNames.ofRejects("t.rejects.2.csv")).contains("t");
    }

    @Test
    void secondRunWithOtherStepsSaysSo() throws Exception {
        Files.writeString(directory.resolve("twice.csv"), "id,note\n1,a\n2,b\n");
        assertThat(leat.run("load", "twice.csv").code()).isZero();
        CommandRun.Result again = leat.run("load", "twice.csv", "--where", "id > 1");
        assertThat(again.code()).isEqualTo(5);
        assertThat(again.err()).contains("selected, changed or filtered its records otherwise");
    }

    @Test
    void secondRunDoesNothingAndSaysWhatToDo() {
        load();
        CommandRun.Result again = load();
        assertThat(again.code()).isEqualTo(5);
        assertThat(again.errLines()).hasSize(1);
        assertThat(again.err())
                .contains("is already loaded into", "(2 records)", "To load it again, name another --table");
        assertThat(rows("SELECT count(*) FROM prices_2024")).containsExactly("2");
    }

    @Test
    void olderVersionIsStale() throws IOException {
        load();
        Files.setLastModifiedTime(directory.resolve("Prices 2024.csv"), FileTime.from(Instant.EPOCH));
        CommandRun.Result older = load();
        assertThat(older.code()).isEqualTo(5);
        assertThat(older.err()).contains("is older than", "Nothing was done.");
    }

    @Test
    void keyWithoutModeMeansUpsertAndSaysSo() {
        CommandRun.Result result = load("--key", "id", "--table", "p");
        assertThat(result.code()).as(result.err()).isZero();
        assertThat(result.err()).contains("mode upsert, because --key is given");
        CommandRun.Result changed = leat.in("id,day,town,price\n2,2024-01-02,Gitega,9.00\n")
                .run("load", "-", "--key", "id", "--table", "p");
        assertThat(changed.code()).as(changed.err()).isZero();
        assertThat(rows("SELECT id, price FROM p ORDER BY id")).containsExactly("1|1.50", "2|9.00");
    }

    @Test
    void selectsRenamesAndTypesColumns() {
        CommandRun.Result result = load(
                "--select", "price,id", "--rename", "id=number", "--types", "id=TEXT,price=DECIMAL(10,4)", "--lineage");
        assertThat(result.code()).as(result.err()).isZero();
        assertThat(rows("SELECT price, number, _leat_source FROM prices_2024 ORDER BY number LIMIT 1"))
                .hasSize(1)
                .first()
                .asString()
                .startsWith("1.5000|1|")
                .endsWith("Prices 2024.csv");
    }

    @Test
    void declaredFormatDecidesBetweenTwoReadings() {
        CommandRun.Result result = leat.in("day\n01/02/2020\n").run("load", "-", "--types", "day=DATE(dd/MM/yyyy)");
        assertThat(result.code()).as(result.err()).isZero();
        assertThat(rows("SELECT day FROM stdin")).containsExactly("2020-02-01");
    }

    @Test
    void rejectsGoToAFileAndAreLoadedAfterTheFix() throws IOException {
        Files.writeString(directory.resolve("people.csv"), "id,name\n1,Ann\nx2,Ben\n3,Cem\n");
        CommandRun.Result first = leat.run("load", "people.csv", "--types", "id=LONG");
        assertThat(first.code()).as(first.err()).isEqualTo(3);
        Path rejects = directory.resolve("people.rejects.csv");
        assertThat(first.err()).contains("rejected 1", "people.rejects.csv: 1 conversion", "\"x2\" is not a LONG");
        assertThat(Files.readString(rejects))
                .startsWith("id,name,_leat_source,")
                .contains("\nx2,Ben,");

        CommandRun.Result unmended = leat.run("redrive", "people.rejects.csv", "--types", "id=LONG");
        assertThat(unmended.code()).isEqualTo(3);
        assertThat(directory.resolve("people.rejects.again.csv")).exists();

        Files.writeString(rejects, Files.readString(rejects).replace("\nx2,", "\n2,"));
        CommandRun.Result mended = leat.run("redrive", "people.rejects.csv", "--types", "id=LONG");
        assertThat(mended.code()).as(mended.err()).isZero();
        assertThat(rows("SELECT * FROM people ORDER BY id")).containsExactly("1|Ann", "2|Ben", "3|Cem");
        assertThat(leat.run("redrive", "people.rejects.csv").code()).isEqualTo(5);
    }

    @Test
    void tooManyRejectsStopTheLoad() {
        CommandRun.Result result = leat.in("id\n1\nx\n").run("load", "-", "--types", "id=LONG", "--max-rejects", "0");
        assertThat(result.code()).isEqualTo(4);
        assertThat(result.err()).contains("1 of 2 records were rejected");
        assertThat(result.err()).contains("or allow more with --max-rejects.");
    }

    @Test
    void severalSourcesGoToTablesOfTheirOwnAndOneFailureDoesNotStopTheOthers() throws IOException {
        Files.writeString(directory.resolve("b.csv"), "x\n1\n");
        Files.writeString(directory.resolve("a.csv"), "x\n2\n");
        CommandRun.Result result = leat.run("load", "missing.csv", "[ab].csv", "--report", "r.json");
        assertThat(result.code()).isEqualTo(4);
        assertThat(rows("SELECT (SELECT x FROM a), (SELECT x FROM b)")).containsExactly("2|1");
        List<@Nullable Object> reports = JsonTree.array(JsonTree.parse(Files.readString(directory.resolve("r.json"))));
        assertThat(reports)
                .extracting(report -> JsonTree.object(report).get("outcome"))
                .containsExactly("FAILED", "COMPLETED", "COMPLETED");
        assertThat(result.err()).contains("3 sources: 2 completed, 1 failed; read 2 · written 2");
        assertThat(leat.run("load", "a.csv", "b.csv").code()).isEqualTo(5);
    }

    @Test
    void reportHasTheDocumentedKeys() throws IOException {
        load("--report", "r.json");
        Map<String, @Nullable Object> report =
                JsonTree.object(JsonTree.parse(Files.readString(directory.resolve("r.json"))));
        assertThat(report.keySet())
                .containsExactly(
                        "loadId",
                        "outcome",
                        "source",
                        "version",
                        "target",
                        "recordsRead",
                        "recordsWritten",
                        "recordsRejected",
                        "recordsDeduplicated",
                        "recordsSkipped",
                        "bytesRead",
                        "cost",
                        "costUnit",
                        "elapsedMillis",
                        "throttledMillis",
                        "throttledRequests",
                        "checkpoint",
                        "schema",
                        "rejects",
                        "valuesNulled",
                        "files",
                        "undoable");
        assertThat(report).containsEntry("outcome", "COMPLETED").containsEntry("recordsRead", 2L);
        assertThat(report).containsEntry("bytesRead", (long) PRICES.length());
        assertThat(JsonTree.object(report.get("checkpoint")))
                .isEqualTo(Map.of("byte", (long) PRICES.length(), "line", 4L, "record", 2L));
        assertThat(JsonTree.object(JsonTree.array(report.get("schema")).get(3)))
                .containsEntry("name", "price")
                .containsEntry("sqlName", "price")
                .containsEntry("type", "DECIMAL(18,2)")
                .containsEntry("hxl", null)
                .containsKey("nullable");
        assertThat(JsonTree.object(report.get("rejects")).keySet()).containsExactly("file", "byCode", "samples");
    }

    @Test
    void failedLoadHasAReportOfZeros() throws IOException {
        leat.run("load", "missing.csv", "--report", "r.json");
        Map<String, @Nullable Object> report =
                JsonTree.object(JsonTree.parse(Files.readString(directory.resolve("r.json"))));
        assertThat(report)
                .containsEntry("outcome", "FAILED")
                .containsEntry("loadId", null)
                .containsEntry("source", "missing.csv")
                .containsEntry("recordsRead", 0L)
                .containsEntry("checkpoint", null);
    }

    @Test
    void dryRunWritesNothing() {
        CommandRun.Result result = load("--dry-run");
        assertThat(result.code()).as(result.err()).isZero();
        assertThat(result.err()).contains("dry run: nothing is written", "CREATE TABLE", "would be loaded");
        assertThat(directory.resolve("leat.duckdb")).doesNotExist();
    }

    @Test
    void csvTargetGetsCleanCsv() throws IOException {
        CommandRun.Result result = load("--into", "csv:out.csv", "--select", "town");
        assertThat(result.code()).as(result.err()).isZero();
        assertThat(Files.readString(directory.resolve("out.csv"))).isEqualTo("town\nBujumbura\nGitega\n");
        assertThat(result.err()).doesNotContain("try:");
    }

    @Test
    void shortLoadsShowNoProgressOffATerminal() {
        assertThat(load().err()).doesNotContain("%", "\r");
    }

    @Test
    void colourOnlyOnTerminalsThatWantIt() {
        assertThat(new CommandRun(directory)
                        .onTerminal(Map.of())
                        .run("load", "Prices 2024.csv")
                        .err())
                .contains("\033[1m");
        assertThat(new CommandRun(directory)
                        .onTerminal(Map.of("NO_COLOR", "1"))
                        .run("load", "Prices 2024.csv", "--table", "t2", "--progress", "none")
                        .err())
                .doesNotContain("\033[");
    }
}
