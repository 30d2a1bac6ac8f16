package io.github.leat.rds;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.github.leat.core.TooManyRejectsException;
import io.github.leat.core.infer.Inference;
import io.github.leat.core.io.FileSource;
import io.github.leat.core.load.DeadLetters;
import io.github.leat.core.load.Load;
import io.github.leat.core.load.LoadOutcome;
import io.github.leat.core.load.LoadReport;
import io.github.leat.core.load.RejectBudget;
import io.github.leat.core.rate.Throughput;
import io.github.leat.core.record.RejectCode;
import io.github.leat.core.schema.ColumnType;
import io.github.leat.core.sink.SchemaPolicy;
import io.github.leat.core.sink.WriteMode;
import io.github.leat.testkit.ManualTicker;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.FileTime;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.TimeUnit;
import java.util.stream.IntStream;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** The load loop on a real database. */
class LoadIntoDuckDbTest {
    /** A line of the large files below that is in no part of the sample: neither head nor middle nor end. */
    private static final int BETWEEN = 170_000;

    @TempDir
    Path directory;

    private Path database;

    @BeforeEach
    void nameDatabase() {
        database = directory.resolve("t.duckdb");
    }

    private Path file(String name, String... lines) throws IOException {
        return Files.writeString(directory.resolve(name), String.join("\n", lines) + "\n");
    }

    private Load load(Path file) {
        return Load.from(FileSource.of(file))
                .into(RdsSink.duckdb(database).table("t"))
                .deadLetters(DeadLetters.toFile(directory.resolve("rejects.csv")));
    }

    private List<String> query(String sql) throws SQLException {
        try (Connection connection = DriverManager.getConnection("jdbc:duckdb:" + database);
                Statement statement = connection.createStatement();
                ResultSet rows = statement.executeQuery(sql)) {
            List<String> answers = new ArrayList<>();
            while (rows.next()) {
                answers.add(rows.getString(1));
            }
            return answers;
        }
    }

    @Test
    void badRecordsBecomeDeadLettersAndTheRestIsLoaded() throws IOException, SQLException {
        Path file = file("a.csv", "id,n", "1,10", "2", "3,30,x,\"y,z\"", "4,\"4\"\"0\"", "5,50");
        LoadReport report = load(file).infer(types("n=LONG")).run();
        assertThat(report.outcome()).isEqualTo(LoadOutcome.COMPLETED_WITH_REJECTS);
        assertThat(report.counts().read()).isEqualTo(5);
        assertThat(report.counts().written()).isEqualTo(2);
        assertThat(report.counts().rejected()).isEqualTo(3);
        assertThat(report.rejects())
                .containsEntry(RejectCode.TOO_FEW_FIELDS, 1L)
                .containsEntry(RejectCode.TOO_MANY_FIELDS, 1L)
                .containsEntry(RejectCode.CONVERSION, 1L);
        assertThat(query("SELECT n FROM t ORDER BY id")).containsExactly("10", "50");
        List<String> rejects = Files.readAllLines(directory.resolve("rejects.csv"));
        assertThat(rejects.get(0))
                .isEqualTo("id,n,_leat_source,_leat_version,_leat_line,_leat_record,_leat_byte,_leat_column,_leat_code,"
                        + "_leat_reason");
        assertThat(rejects.get(1)).startsWith("2,,").contains(",3,2,10,,TOO_FEW_FIELDS,");
        assertThat(rejects.get(2)).startsWith("3,\"30,x,\"\"y,z\"\"\",").contains(",4,3,12,,TOO_MANY_FIELDS,");
        assertThat(rejects.get(3)).startsWith("4,\"4\"\"0\",").contains(",n,CONVERSION,");
        assertThat(rejects).hasSize(4);
    }

    private static Inference types(String declaration) {
        String[] parts = declaration.split("=", 2);
        return Inference.builder()
                .types(Map.of(parts[0], ColumnType.parse(parts[1])))
                .build();
    }

    @Test
    void valueThatBreaksAnInferredTypeWidensTheColumnWithoutLoss() throws IOException, SQLException {
        List<String> lines = new ArrayList<>(List.of("id,n"));
        IntStream.range(0, 200_000).forEach(i -> lines.add(i + "," + i));
        lines.addAll(BETWEEN, List.of("200000,1.5", "200001,007"));
        LoadReport report = load(file("wide.csv", lines.toArray(String[]::new))).run();
        assertThat(report.outcome()).isEqualTo(LoadOutcome.COMPLETED);
        assertThat(report.counts().written()).isEqualTo(200_002);
        assertThat(query("SELECT data_type FROM information_schema.columns WHERE table_name='t' AND column_name='n'"))
                .containsExactly("VARCHAR");
        assertThat(query("SELECT n FROM t WHERE id >= 200001 OR id = 17 ORDER BY id"))
                .containsExactly("17", "007");
    }

    @Test
    void frozenSchemaRejectsWhatBreaksAnInferredType() throws IOException, SQLException {
        List<String> lines = new ArrayList<>(List.of("id,n"));
        IntStream.range(0, 200_000).forEach(i -> lines.add(i + "," + i));
        lines.addAll(BETWEEN, List.of("200000,1.5", "200001,007"));
        Path file = file("frozen.csv", lines.toArray(String[]::new));
        LoadReport report = Load.from(FileSource.of(file))
                .into(RdsSink.duckdb(database).table("t").schemaPolicy(SchemaPolicy.FREEZE))
                .schemaPolicy(SchemaPolicy.FREEZE)
                .deadLetters(DeadLetters.toFile(directory.resolve("rejects.csv")))
                .run();
        assertThat(report.counts().written()).isEqualTo(200_000);
        assertThat(report.rejects()).containsExactly(Map.entry(RejectCode.CONVERSION, 2L));
        assertThat(query("SELECT max(n) FROM t")).containsExactly("199999");
    }

    @Test
    void columnWithoutValuesKeepsTheTypeOfTheTable() throws IOException, SQLException {
        load(file("a.csv", "id,n", "1,10")).run();
        load(file("b.csv", "id,n", "2,", "3,")).run();
        assertThat(query("SELECT data_type FROM information_schema.columns WHERE table_name='t' AND column_name='n'"))
                .containsExactly("BIGINT");
        assertThat(query("SELECT id FROM t ORDER BY id")).containsExactly("1", "2", "3");
    }

    @Test
    void sameVersionIsLoadedOnceAndAnOlderOneNotAtAll() throws IOException, SQLException {
        Path file = file("a.csv", "id", "1", "2");
        assertThat(load(file).run().outcome()).isEqualTo(LoadOutcome.COMPLETED);
        assertThat(load(file).run().outcome()).isEqualTo(LoadOutcome.ALREADY_LOADED);
        Files.setLastModifiedTime(file, FileTime.from(Instant.now().minus(Duration.ofDays(400))));
        assertThat(load(file).run().outcome()).isEqualTo(LoadOutcome.STALE_VERSION);
        assertThat(query("SELECT count(*) FROM t")).containsExactly("2");
    }

    @Test
    void paceKeepsToTheThroughput() throws IOException {
        List<String> lines = new ArrayList<>(List.of("id"));
        IntStream.range(0, 1_000).forEach(i -> lines.add("k" + i));
        ManualTicker ticker = new ManualTicker();
        LoadReport report = load(file("a.csv", lines.toArray(String[]::new)))
                .throughput(Throughput.recordsPerSecond(100))
                .ticker(ticker)
                .run();
        assertThat(report.counts().written()).isEqualTo(1_000);
        assertThat(report.throttled()).isBetween(Duration.ofSeconds(10), Duration.ofMillis(10_100));
    }

    @Test
    void loadStopsBeforeItsDeadlineAndGoesOnUntilAllIsThere() throws IOException, SQLException {
        List<String> lines = new ArrayList<>(List.of("id"));
        IntStream.range(0, 1_000).forEach(i -> lines.add("k" + i));
        Path file = file("a.csv", lines.toArray(String[]::new));
        LoadOutcome outcome = LoadOutcome.STOPPED_AT_DEADLINE;
        int runs = 0;
        while (outcome == LoadOutcome.STOPPED_AT_DEADLINE) {
            outcome = load(file)
                    .throughput(Throughput.recordsPerSecond(100))
                    .ticker(new ManualTicker())
                    .deadline(4, TimeUnit.SECONDS)
                    .run()
                    .outcome();
            runs++;
        }
        assertThat(runs).isBetween(4, 8);
        assertThat(query("SELECT count(*) || '/' || count(DISTINCT id) FROM t")).containsExactly("1000/1000");
    }

    @Test
    void tooManyRejectsStopTheLoad() throws IOException {
        Path file = file("a.csv", "id,n", "1,10", "2", "3", "4,40");
        assertThatThrownBy(() -> load(file).maxRejects(RejectBudget.count(1)).run())
                .isInstanceOf(TooManyRejectsException.class)
                .hasMessageContaining("2 of 4 records were rejected");
    }

    @Test
    void keyedLoadTwiceChangesNothingEvenWithEmptyKeyParts() throws IOException, SQLException {
        for (String name : List.of("a.csv", "b.csv")) {
            LoadReport report = Load.from(FileSource.of(file(name, "k,l,v", "a,,1", ",b,2", "a,,3")))
                    .into(RdsSink.duckdb(database).table("t").key("k", "l").mode(WriteMode.UPSERT))
                    .run();
            assertThat(report.counts().deduplicated()).isEqualTo(1);
            assertThat(report.counts().written()).isEqualTo(2);
        }
        assertThat(query("SELECT v FROM t ORDER BY v")).containsExactly("2", "3");
    }
}
