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

/** {@code leat aggregate} as a script would run it, on DuckDB. */
class AggregateCommandTest {
    @TempDir
    Path directory = Path.of("");

    private CommandRun leat = new CommandRun(directory);

    @BeforeEach
    void load() throws IOException {
        leat = new CommandRun(directory);
        write("events.csv", """
                id,country,province,day,deaths
                #id,#country,#adm1+name,#date,#affected+killed
                1,Mali,Gao,2024-01-31,3
                2,Mali,Gao,2024-01-01,
                3,,Kayes,2024-02-01,5
                """);
        write("by_month.rollup", """
                # deaths by province and month
                table = events
                roll-up = by_month
                group = #adm1+name as province
                group = month(day) as "the month"
                measure = count() as events, sum(deaths) as deaths, avg(deaths)
                """);
        assertThat(leat.run("load", "events.csv").code()).isZero();
    }

    private void write(String name, String text) throws IOException {
        Files.writeString(directory.resolve(name), text);
    }

    private CommandRun.Result aggregate(String... options) {
        String[] all = new String[options.length + 2];
        all[0] = "aggregate";
        all[1] = "by_month.rollup";
        System.arraycopy(options, 0, all, 2, options.length);
        return leat.run(all);
    }

    @Test
    void aRollUpFollowsItsTable() throws IOException {
        CommandRun.Result first = aggregate("--json");
        assertThat(first.code()).as(first.err()).isZero();
        Map<String, @Nullable Object> report = JsonTree.object(JsonTree.parse(first.out()));
        assertThat(report)
                .containsEntry("rollUp", "by_month")
                .containsEntry("table", "events")
                .containsEntry("changes", "scan")
                .containsEntry("full", true)
                .containsEntry("groups", 2L)
                .containsEntry("groupsAdded", 2L)
                .containsEntry("rowsRead", 3L)
                .containsKeys("target", "reason", "groupsChanged", "groupsRemoved", "elapsedMillis");
        assertThat(first.err()).contains("by_month: 2 groups · added 2 · changed 0 · removed 0");
        assertThat(aggregate().code()).isEqualTo(5);

        write("more.csv", "id,country,province,day,deaths\n3,,Gao,2024-01-09,5\n");
        assertThat(leat.run("load", "more.csv", "--table", "events", "--key", "id", "--mode", "upsert")
                        .code())
                .isZero();
        CommandRun.Result second = aggregate();
        assertThat(second.code()).as(second.err()).isZero();
        assertThat(second.err()).contains("by_month: 1 group · added 0 · changed 1 · removed 1");
        assertThat(rows()).isEqualTo("[Gao|2024-01-01|3|8|4.0]");
    }

    private String rows() {
        return DuckDbRows.of(
                        directory.resolve("leat.duckdb"),
                        "SELECT province || '|' || \"the month\" || '|' || events || '|' || deaths || '|' || avg_deaths"
                                + " FROM by_month")
                .toString();
    }

    @Test
    void whatCannotBeUnderstoodIsToldWithItsLine() throws IOException {
        write("by_month.rollup", "table = events\nroll-up = r\ngroup = country\nmesure = count()\n");
        CommandRun.Result unknown = aggregate();
        assertThat(unknown.code()).isEqualTo(2);
        assertThat(unknown.err()).contains("by_month.rollup:4: \"mesure\" is not known here");
        write("by_month.rollup", "table = events\nroll-up = r\ngroup = decade(day)\nmeasure = count()\n");
        assertThat(aggregate().err()).contains("by_month.rollup:3: \"decade\" is none of day, week, month");
        write("by_month.rollup", "table = events\ntable = b\n");
        assertThat(aggregate().err()).contains("by_month.rollup:2: \"table\" is said twice");
        write("by_month.rollup", "table = events\nroll-up = r\ngroup = country where\nmeasure = count()\n");
        assertThat(aggregate().err()).contains("by_month.rollup:3: \"where\" is one too many");
        write("by_month.rollup", "table = events\nroll-up = r\ngroup = country\nmeasure = sum()\n");
        assertThat(aggregate().err()).contains("by_month.rollup:4: sum needs a column");
        CommandRun.Result missing = leat.run("aggregate", "nowhere.rollup");
        assertThat(missing.code()).isEqualTo(2);
        assertThat(missing.err()).contains("nowhere.rollup cannot be read: there is no such file");
        assertThat(aggregate("--changes", "never").code()).isEqualTo(2);
    }

    @Test
    void whatDoesNotFitTheTableFails() throws IOException {
        write("by_month.rollup", "table = events\nroll-up = r\ngroup = region\nmeasure = count()\n");
        CommandRun.Result column = aggregate();
        assertThat(column.code()).isEqualTo(4);
        assertThat(column.err()).contains("has no column \"region\"").contains("country");
        write("by_month.rollup", "table = events\nroll-up = r\ngroup = day\nmeasure = sum(country)\n");
        assertThat(aggregate().err()).contains("sum(country), but the column is VARCHAR");
        write("by_month.rollup", "table = events\nroll-up = r\ngroup = #adm2\nmeasure = count()\n");
        assertThat(aggregate().err()).contains("The HXL tag #adm2 stands on no column");
        assertThat(aggregate("--into", "csv:x.csv").code()).isEqualTo(2);
        assertThat(aggregate("--into", "duckdb:none.duckdb").code()).isEqualTo(4);
        assertThat(Files.exists(directory.resolve("none.duckdb"))).isFalse();
        write("by_month.rollup", "table = events\nroll-up = r\ngroup = day\nmeasure = count()\nchanges = triggers\n");
        assertThat(aggregate().err()).contains("there can be no triggers, for DuckDB has no triggers");
    }

    @Test
    void aDryRunChangesNothingAndDropTakesAllAway() {
        CommandRun.Result dry = aggregate("--dry-run");
        assertThat(dry.code()).as(dry.err()).isZero();
        assertThat(dry.out()).contains("CREATE TABLE \"by_month\" AS SELECT", "\"_leat_rollups\"");
        assertThat(aggregate("--drop").code()).isEqualTo(5);
        assertThat(aggregate().code()).isZero();
        assertThat(aggregate("--rebuild").code()).isZero();
        assertThat(aggregate("--drop").code()).isZero();
        assertThat(DuckDbRows.of(
                        directory.resolve("leat.duckdb"),
                        "SELECT table_name FROM duckdb_tables() WHERE table_name LIKE 'by%'"))
                .isEmpty();
    }
}
