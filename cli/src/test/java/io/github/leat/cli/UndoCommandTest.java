package io.github.leat.cli;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class UndoCommandTest {
    @TempDir
    Path directory = Path.of("");

    private CommandRun.Result run(String... arguments) {
        return new CommandRun(directory).run(arguments);
    }

    private String load(String file, String text, String... options) throws Exception {
        Files.writeString(directory.resolve(file), text);
        List<String> arguments =
                new ArrayList<>(List.of("load", file, "--table", "people", "--undoable", "--report", "report.json"));
        arguments.addAll(List.of(options));
        CommandRun.Result result = run(arguments.toArray(String[]::new));
        assertThat(result.code()).as(result.err()).isZero();
        var report = JsonTree.object(JsonTree.parse(Files.readString(directory.resolve("report.json"))));
        assertThat(report).containsEntry("undoable", true);
        String id = String.valueOf(report.get("loadId"));
        assertThat(result.err()).contains("to take it back: leat undo " + id + " duckdb:leat.duckdb");
        return id;
    }

    private List<String> rows() {
        return DuckDbRows.of(directory.resolve("leat.duckdb"), "SELECT id, name FROM people ORDER BY id");
    }

    @Test
    void aLoadIsListedTakenBackAndLoadedAgain() throws Exception {
        load("a.csv", "id,name\n1,Ada\n", "--key", "id");
        String second = load("b.csv", "id,name\n1,Changed\n2,Grace\n", "--key", "id");
        CommandRun.Result listed = run("loads", "--undoable");
        assertThat(listed.out().lines().filter(line -> line.contains("into people")))
                .hasSize(2);
        assertThat(listed.out()).startsWith(second);

        CommandRun.Result undone = run("undo", second.substring(0, 8), "duckdb:leat.duckdb", "--json");
        assertThat(undone.code()).as(undone.err()).isZero();
        assertThat(JsonTree.object(JsonTree.parse(undone.out())))
                .containsEntry("outcome", "UNDONE")
                .containsEntry("loadId", second)
                .containsEntry("rowsRemoved", 2L)
                .containsEntry("rowsRestored", 1L);
        assertThat(undone.err()).contains("2 rows removed, 1 row put back");
        assertThat(rows()).containsExactly("1|Ada");
        CommandRun.Result again = run("load", "b.csv", "--table", "people", "--key", "id");
        assertThat(again.code()).as(again.err()).isZero();
        assertThat(rows()).containsExactly("1|Changed", "2|Grace");
    }

    @Test
    void whatWasConfirmedOrIsUnknownIsRefused() throws Exception {
        String load = load("a.csv", "id,name\n1,Ada\n");
        CommandRun.Result confirmed = run("confirm", load);
        assertThat(confirmed.code()).as(confirmed.err()).isZero();
        assertThat(confirmed.err()).contains("1 kept row given up");
        for (String unknown : List.of(load, "nothing")) {
            CommandRun.Result refused = run("undo", unknown);
            assertThat(refused.code()).isEqualTo(4);
            assertThat(refused.err()).contains("nothing is kept of a load \"" + unknown + "\"");
        }
        assertThat(rows()).containsExactly("1|Ada");
    }

    @Test
    void targetsThatCannotRefuseAtOnce() throws Exception {
        Files.writeString(directory.resolve("a.csv"), "id\n1\n");
        CommandRun.Result load = run("load", "a.csv", "--into", "csv:out.csv", "--undoable");
        assertThat(load.code()).isEqualTo(2);
        assertThat(load.err()).contains("cannot be taken back");
        CommandRun.Result undo = run("undo", "x", "csv:out.csv");
        assertThat(undo.code()).isEqualTo(2);
        assertThat(directory.resolve("out.csv")).doesNotExist();
    }

    @Test
    void aPlanSaysWhetherItCanBeTakenBack() throws Exception {
        Files.writeString(directory.resolve("a.csv"), "id\n1\n");
        assertThat(run("load", "a.csv", "--undoable", "--dry-run").err())
                .contains("can be taken back afterwards", "_leat_undo");
        assertThat(JsonTree.object(JsonTree.parse(
                        run("load", "a.csv", "--dry-run", "--json").out())))
                .containsEntry("undoable", false);
    }
}
