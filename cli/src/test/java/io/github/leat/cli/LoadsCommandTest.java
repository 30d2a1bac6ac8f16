package io.github.leat.cli;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class LoadsCommandTest {
    private static final String LONG_NAME = "a".repeat(90) + "-end.csv";

    @TempDir
    Path directory = Path.of("");

    private CommandRun.Result run(String... arguments) {
        return new CommandRun(directory).run(arguments);
    }

    private void load(String file, String text, String... options) throws Exception {
        Files.writeString(directory.resolve(file), text);
        List<String> arguments = new ArrayList<>(List.of("load", file));
        arguments.addAll(List.of(options));
        assertThat(run(arguments.toArray(String[]::new)).code()).isIn(0, 3);
    }

    private static List<Map<String, @Nullable Object>> loads(CommandRun.Result result) {
        return JsonTree.array(JsonTree.object(JsonTree.parse(result.out())).get("loads")).stream()
                .map(JsonTree::object)
                .toList();
    }

    @Test
    void whereNothingIsThereNothingIsListedOrMade() {
        CommandRun.Result text = run("loads", "duckdb:none.duckdb");
        assertThat(text.code()).as(text.err()).isZero();
        assertThat(text.out()).isEmpty();
        assertThat(text.err()).contains("There is no ledger _leat_ledger in duckdb:none.duckdb");
        CommandRun.Result json = run("loads", "duckdb:none.duckdb", "--json");
        assertThat(JsonTree.object(JsonTree.parse(json.out())))
                .containsEntry("outcome", "LISTED")
                .containsEntry("ledger", null)
                .containsEntry("loads", List.of());
        assertThat(directory).isEmptyDirectory();
    }

    @Test
    void anEmptyLedgerListsNothing() throws Exception {
        load("a.csv", "id,name\n1,Ada\n");
        Files.copy(directory.resolve("leat.duckdb"), directory.resolve("b.duckdb"));
        DuckDbRows.of(directory.resolve("b.duckdb"), "DELETE FROM _leat_ledger RETURNING source");
        CommandRun.Result result = run("loads", "duckdb:b.duckdb");
        assertThat(result.code()).as(result.err()).isZero();
        assertThat(result.out()).isEmpty();
        assertThat(result.err()).contains("0 loads in the ledger");
    }

    @Test
    void loadsAreListedNewestFirstInEightyColumns() throws Exception {
        load("a.csv", "id,name\n1,Ada\n2,Grace\n");
        load(LONG_NAME, "id,price\n1,1.5\nx,2.5\n1,3.5\n", "--table", "prices", "--key", "id", "--types", "id=LONG");
        CommandRun.Result text = run("loads");
        assertThat(text.code()).as(text.err()).isZero();
        assertThat(text.out().lines())
                .allSatisfy(line ->
                        assertThat(line.codePointCount(0, line.length())).isLessThanOrEqualTo(80));
        assertThat(text.out()).contains("into a, append, completed", "/a.csv", "read 2 · written 2 · rejected 0");
        assertThat(text.out())
                .contains(
                        "into prices, upsert, completed",
                        "aaa-end.csv",
                        "read 3 · written 1 · rejected 1 · deduplicated 1");
        assertThat(text.out().indexOf("into prices")).isLessThan(text.out().indexOf("into a,"));
        assertThat(text.err()).contains("2 loads in the ledger");

        List<Map<String, @Nullable Object>> listed = loads(run("loads", "--json"));
        assertThat(listed).hasSize(2);
        assertThat(listed.get(0))
                .containsEntry("table", "prices")
                .containsEntry("source", directory.resolve(LONG_NAME).toString())
                .containsEntry("mode", "UPSERT")
                .containsEntry("completed", true)
                .containsEntry("recordsRead", 3L)
                .containsEntry("recordsWritten", 1L)
                .containsEntry("recordsRejected", 1L)
                .containsEntry("recordsDeduplicated", 1L)
                .containsEntry("recordsSkipped", 0L);
        assertThat(listed.get(0).get("version")).asString().isNotEmpty();
        assertThat(text.out()).contains(String.valueOf(listed.get(0).get("loadId")));
    }

    @Test
    void filtersLeaveOthersOut() throws Exception {
        load("a.csv", "id\n1\n");
        load("b.csv", "id\n2\n");
        assertThat(loads(run("loads", "--json", "--table", "b")))
                .extracting(load -> load.get("table"))
                .containsExactly("b");
        CommandRun.Result bySource = run("loads", "--json", "--source", "a.csv");
        assertThat(loads(bySource)).extracting(load -> load.get("table")).containsExactly("a");
        assertThat(bySource.err()).contains("1 load in the ledger", "1 left out");
        assertThat(loads(run("loads", "--json", "--unfinished"))).isEmpty();
    }

    @Test
    void aCsvFileHasALedgerAndAStreamHasNone() throws Exception {
        load("a.csv", "id\n1\n", "--into", "csv:out.csv");
        assertThat(loads(run("loads", "csv:out.csv", "--json")))
                .extracting(load -> load.get("table"))
                .containsExactly("out.csv");
        CommandRun.Result stream = run("loads", "csv:/dev/null");
        assertThat(stream.code()).isEqualTo(2);
        assertThat(stream.err()).contains("keeps no ledger");
        CommandRun.Result named = run("loads", "csv:out.csv", "--table", "t");
        assertThat(named.code()).isEqualTo(2);
        assertThat(named.err()).contains("Leave out --table");
    }

    @Test
    void whatIsNoDatabaseIsSaid() throws Exception {
        Files.writeString(directory.resolve("no.duckdb"), "this is no database, whatever its name says".repeat(100));
        CommandRun.Result result = run("loads", "duckdb:no.duckdb");
        assertThat(result.code()).isEqualTo(4);
        assertThat(result.err()).contains("not a valid DuckDB database file");
        assertThat(run("loads", "oracle:x").code()).isEqualTo(2);
    }
}
