package io.github.leat.cli;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Country files that differ, loaded into one table; steps and contracts on the command line. */
class UnifiedLoadTest {
    @TempDir
    Path directory = Path.of("");

    private CommandRun leat = new CommandRun(directory);

    @BeforeEach
    void start() throws IOException {
        leat = new CommandRun(directory);
        write(
                "bdi.csv",
                "id,country,killed,score\n#event+id,#country,#affected+killed,\n1,Burundi,3,1\n2,Burundi,,2\n");
        write("cod.csv", "country,id,score\nCongo,3,1.5E0\nCongo,4,2.5E10\n");
        write("rwa.csv", "id,country,killed,score,note\n5,Rwanda,few,7,x\n");
    }

    private void write(String name, String text) throws IOException {
        Files.writeString(directory.resolve(name), text);
    }

    private List<String> rows(String sql) {
        return DuckDbRows.of(directory.resolve("leat.duckdb"), sql);
    }

    @Test
    void filesThatDifferMakeOneTable() throws IOException {
        CommandRun.Result result = leat.run("load", "*.csv", "--table", "events", "--report", "r.json");
        assertThat(result.code()).as(result.err()).isZero();
        assertThat(rows("SELECT column_name, data_type FROM duckdb_columns() WHERE table_name = 'events'"
                        + " ORDER BY column_index"))
                .containsExactly("id|BIGINT", "country|VARCHAR", "killed|VARCHAR", "score|DOUBLE", "note|VARCHAR");
        assertThat(rows("SELECT * FROM events ORDER BY id"))
                .containsExactly(
                        "1|Burundi|3|1.0|null",
                        "2|Burundi|null|2.0|null",
                        "3|Congo|null|1.5|null",
                        "4|Congo|null|2.5E10|null",
                        "5|Rwanda|few|7.0|x");
        assertThat(result.err())
                .contains("cod.csv")
                .contains("differs from the other sources:")
                .contains("killed is missing")
                .contains("killed is LONG instead of TEXT");
        String report = Files.readString(directory.resolve("r.json"));
        assertThat(report).contains("\"files\"", "\"MISSING\"", "\"TYPE\"", "\"ORDER\"", "\"HXL\"");
    }

    @Test
    void tagsAndNamesBecomeCommentsWhicheverFileHasThem() {
        assertThat(leat.run("load", "cod.csv", "bdi.csv", "--table", "t").code())
                .isZero();
        assertThat(rows("SELECT column_name, comment FROM duckdb_columns() WHERE table_name = 't' ORDER BY 1"))
                .containsExactly("country|#country", "id|#event+id", "killed|#affected+killed", "score|null");
    }

    @Test
    void aDryRunSaysWhoDiffers() {
        CommandRun.Result result = leat.run("load", "bdi.csv", "cod.csv", "--table", "t", "--dry-run");
        assertThat(result.code()).as(result.err()).isZero();
        assertThat(result.err()).contains("differs from the other sources:", "killed is missing");
        assertThat(directory.resolve("leat.duckdb")).doesNotExist();
    }

    @Test
    void oneCsvFileTakesFilesOfDifferentOrder() throws IOException {
        CommandRun.Result result = leat.run("load", "bdi.csv", "cod.csv", "--into", "csv:all.csv");
        assertThat(result.code()).as(result.err()).isZero();
        assertThat(Files.readAllLines(directory.resolve("all.csv")))
                .containsExactly(
                        "id,country,killed,score",
                        "1,Burundi,3,1",
                        "2,Burundi,,2",
                        "3,Congo,,1.5E0",
                        "4,Congo,,2.5E10");
    }

    @Test
    void aTagSelectsItsColumn() {
        CommandRun.Result result =
                leat.run("load", "bdi.csv", "--select", "#event+id,#AFFECTED+killed", "--table", "t");
        assertThat(result.code()).as(result.err()).isZero();
        assertThat(rows("SELECT * FROM t ORDER BY 1")).containsExactly("1|3", "2|null");
        assertThat(leat.run("preview", "bdi.csv").out()).contains("#affected+killed");
    }

    @Test
    void textsAreChangedBeforeTheyAreTyped() throws IOException {
        write("raw.csv", "id,deaths,place\n 1 ,NA, Gitega \n2,-,-\n3,7, \n");
        CommandRun.Result result = leat.run(
                "load",
                "raw.csv",
                "--trim",
                "--null-if",
                "deaths=NA,-",
                "--alias",
                "fatalities=killed,deaths",
                "--null-if",
                "x",
                "--constant",
                "year=2024",
                "--types",
                "year=LONG,fatalities=LONG");
        assertThat(result.code()).as(result.err()).isEqualTo(4);
        assertThat(result.err()).contains("no column \"deaths\"", "fatalities");
        result = leat.run(
                "load",
                "raw.csv",
                "--trim",
                "--null-if",
                "fatalities=NA,-",
                "--alias",
                "fatalities=killed,deaths",
                "--constant",
                "year=2024",
                "--types",
                "year=LONG");
        assertThat(result.code()).as(result.err()).isZero();
        assertThat(rows("SELECT * FROM raw ORDER BY id"))
                .containsExactly("1|null|Gitega|2024", "2|null|-|2024", "3|7|null|2024");
        assertThat(leat.run("load", "raw.csv", "--constant", "year").code()).isEqualTo(2);
        assertThat(leat.run("load", "raw.csv", "--drift", "new=maybe").code()).isEqualTo(2);
    }

    @Test
    void contractsDecideAboutColumnsThatDiffer() throws IOException {
        assertThat(leat.run("load", "cod.csv", "--table", "t").code()).isZero();
        CommandRun.Result refused = leat.run("load", "rwa.csv", "--table", "t", "--drift", "new=reject");
        assertThat(refused.code()).isEqualTo(4);
        assertThat(refused.err()).contains("rwa.csv:2 (record 1", "column \"killed\"", "value \"few\"");
        CommandRun.Result missing =
                leat.run("load", "bdi.csv", "--table", "t", "--select", "id,country", "--drift", "missing=reject");
        assertThat(missing.code()).isEqualTo(4);
        assertThat(missing.err()).contains("bdi.csv has no column \"score\"");
        assertThat(leat.run("load", "rwa.csv", "--table", "t", "--drift", "new=ignore")
                        .code())
                .isZero();
        assertThat(rows("SELECT * FROM t WHERE id = 5")).containsExactly("Rwanda|5|7.0");
        write("bad.csv", "country,id,score\nUganda,6,high\nUganda,seven,1\n");
        CommandRun.Result nulled =
                leat.run("load", "bad.csv", "--table", "t", "--drift", "type=null", "--report", "n.json");
        assertThat(nulled.code()).as(nulled.err()).isZero();
        assertThat(rows("SELECT * FROM t WHERE country = 'Uganda' ORDER BY id"))
                .containsExactly("Uganda|6|null", "Uganda|null|1.0");
        assertThat(Files.readString(directory.resolve("n.json"))).contains("\"valuesNulled\" : 2");
        write("worse.csv", "country,id,score\nKenya,8,high\nKenya,9,1\n");
        CommandRun.Result rejected = leat.run("load", "worse.csv", "--table", "t", "--drift", "type=reject");
        assertThat(rejected.code()).isEqualTo(3);
        assertThat(rejected.err()).contains("worse.csv:2 (record 1", "column \"score\"", "\"high\" is not a DOUBLE");
    }
}
