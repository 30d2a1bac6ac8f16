package io.github.leat.redshift;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.github.leat.core.PermanentSinkException;
import io.github.leat.core.io.FileSource;
import io.github.leat.core.io.StreamSource;
import io.github.leat.core.load.DeadLetters;
import io.github.leat.core.load.Load;
import io.github.leat.core.load.LoadOutcome;
import io.github.leat.core.load.LoadReport;
import io.github.leat.core.record.RejectCode;
import io.github.leat.core.sink.RecordCounts;
import io.github.leat.core.sink.SchemaPolicy;
import io.github.leat.core.sink.WriteMode;
import io.github.leat.testkit.generate.CsvGenerator;
import io.github.leat.testkit.generate.CsvShape;
import io.github.leat.testkit.redshift.StatementFault;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.LongSummaryStatistics;
import java.util.Map;
import java.util.concurrent.FutureTask;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/** Whole loads, from a file through parts on S3 into the rehearsed cluster. */
class RedshiftLoadTest {
    private static final Duration RARELY = Duration.ofHours(1);

    private final Warehouse warehouse = Warehouse.open();

    @TempDir
    Path directory;

    @AfterEach
    void close() {
        assertThat(warehouse.objects()).as("what stays on S3").isEmpty();
        warehouse.close();
    }

    private Path file(String name, String text) throws IOException {
        return Files.writeString(directory.resolve(name), text);
    }

    private Load load(Path file, RedshiftSink sink) {
        return Load.from(FileSource.of(file))
                .into(sink)
                .commitEvery(1L << 30, RARELY)
                .deadLetters(DeadLetters.toFile(directory.resolve("rejects.csv")));
    }

    private List<String> texts(String sql) {
        return warehouse.cluster().server().texts(sql);
    }

    @Test
    void aPlanSaysWhatWillRunAndRunsNothing() throws Exception {
        Path file = file("t.csv", "id,name\n1,Ada\n");
        RedshiftSink sink = warehouse
                .sink()
                .table("t")
                .key("id")
                .mode(WriteMode.UPSERT)
                .distKey("id")
                .sortKey("id");
        List<String> plan = load(file, sink).plan().sinkPlan().statements();
        String schema = warehouse.cluster().server().schema();
        assertThat(plan)
                .anyMatch(
                        sql -> sql.startsWith("CREATE TABLE \"" + schema + "\".\"t\" (\"id\" bigint, \"name\" character"
                                + " varying(65535)) DISTKEY (\"id\") SORTKEY (\"id\")"))
                .anyMatch(sql -> sql.startsWith("COPY ")
                        && sql.endsWith("/manifest-1' IAM_ROLE '" + Warehouse.ROLE
                                + "' MANIFEST FORMAT AS CSV GZIP NULL AS '<leat:null>' COMPUPDATE OFF STATUPDATE OFF"))
                .anyMatch(sql -> sql.startsWith("MERGE INTO "));
        assertThat(warehouse.cluster().statements()).noneMatch(sql -> sql.startsWith("CREATE"));
        load(file, sink).run();
        assertThat(warehouse.cluster().statements())
                .extracting(RedshiftLoadTest::withoutValues)
                .filteredOn(sql -> !List.of("BEGIN", "COMMIT", "ROLLBACK").contains(sql))
                .filteredOn(sql -> !sql.startsWith("SET extra_float_digits")) // the driver's own
                .isSubsetOf(plan.stream().map(RedshiftLoadTest::withoutValues).toList());
    }

    /** A statement with its names, and without the values that are not known before. */
    private static String withoutValues(String sql) {
        return sql.replaceAll("_leat_stage_[0-9a-f]{16}_([0-9a-f]{12}|…)", "stage")
                .replaceAll("'(?:[^']|'')*'", "?")
                .replaceAll("(= |>= )(\\d+|<number>)", "$1?");
    }

    @ParameterizedTest
    @EnumSource(PartCompression.class)
    void recordsThatCopyRefusesAreRejectedWithTheirLines(PartCompression compression) throws Exception {
        warehouse.cluster().server().run("CREATE TABLE t (id bigint, note varchar(100), score real)");
        Path file = file("t.csv", """
                id,note,score
                1,"two
                lines",0.5
                2,plain,1e300
                3,"a ""quoted""
                one",0.25
                4,last,-1e300
                5,,
                """);
        Path rejects = directory.resolve("rejects.csv");
        LoadReport report =
                load(file, warehouse.sink().table("t").compression(compression)).run();
        assertThat(report.counts()).isEqualTo(new RecordCounts(5, 3, 0, 2, 0));
        assertThat(report.rejects()).containsExactly(Map.entry(RejectCode.REFUSED_BY_TARGET, 2L));
        assertThat(report.samples().get(0)).contains("t.csv:4 (record 2", "column \"score\"", "COPY refuses it");
        assertThat(Files.readAllLines(rejects))
                .anyMatch(line -> line.startsWith("2,plain,1e300,"))
                .anyMatch(line -> line.startsWith("4,last,-1e300,"))
                .hasSize(3);
        assertThat(texts("SELECT id, note, score FROM t ORDER BY id"))
                .containsExactly("1|two\nlines|0.5", "3|a \"quoted\"\none|0.25", "5|null|null");
        assertThat(texts("SELECT count(*) FROM _leat_refused")).containsExactly("0");
    }

    @Test
    void aValueThatIsNoDayOfADayColumnThatIsThereIsRejectedAlsoBeyondTheSample() throws Exception {
        warehouse.cluster().server().run("CREATE TABLE t (id bigint, day date, note varchar(100))");
        StringBuilder text = new StringBuilder("id,day,note\n");
        for (int i = 0; i < 40_000; i++) {
            text.append(i)
                    .append(i == 30_000 ? ",soon," : ",2026-11-27,")
                    .append("a text that makes the sample end early\n");
        }
        Path file = file("t.csv", text.toString());
        assertThat(load(file, warehouse.sink().table("t")).run().counts())
                .isEqualTo(new RecordCounts(40_000, 39_999, 0, 1, 0));
    }

    @Test
    void theOlderViewOfLoadErrorsIsReadToo() throws Exception {
        warehouse.cluster().errorView("stl_load_errors");
        warehouse.cluster().server().run("CREATE TABLE t (id bigint, score real)");
        Path file = file("t.csv", "id,score\n1,1e300\n2,0.5\n");
        assertThat(load(file, warehouse.sink().table("t")).run().counts()).isEqualTo(new RecordCounts(2, 1, 0, 1, 0));
    }

    @Test
    void recordsThatCopyRefusesStopALoadThatCannotBeReadAgain() {
        warehouse.cluster().server().run("CREATE TABLE t (id bigint, score real)");
        byte[] text = "id,score\n1,0.5\n2,1e300\n".getBytes(StandardCharsets.UTF_8);
        assertThatThrownBy(() -> Load.from(StreamSource.of("stream", new ByteArrayInputStream(text)))
                        .into(warehouse.sink().table("t"))
                        .run())
                .isInstanceOf(PermanentSinkException.class)
                .hasMessageContaining("record 2 of the load, column \"score\"")
                .hasMessageContaining("Save it to a file");
        assertThat(texts("SELECT count(*) FROM t")).containsExactly("0");
    }

    @Test
    void aTextOfMoreBytesMakesItsColumnLonger() throws Exception {
        warehouse.cluster().server().run("CREATE TABLE t (id bigint, name varchar(4))");
        Path file = file("t.csv", "id,name\n1,日本\n2,Ada\n");
        LoadReport report = load(file, warehouse.sink().table("t")).run();
        assertThat(report.counts()).isEqualTo(new RecordCounts(2, 2, 0, 0, 0));
        assertThat(warehouse.cluster().statements())
                .anyMatch(sql -> sql.endsWith(" ALTER COLUMN \"name\" TYPE character varying(6)"));
    }

    @Test
    void recordsThatTheTableCannotHoldAreRejectedBeforeTheyAreSent() throws Exception {
        warehouse.cluster().server().run("CREATE TABLE t (id smallint NOT NULL, name varchar(11))");
        Path file = file("t.csv", "id,name\n1,日本日本\n2,Adele\n,Nobody\n40000,x\n5,<leat:null>\n6,\n");
        LoadReport report = load(file, warehouse.sink().table("t").schemaPolicy(SchemaPolicy.FREEZE))
                .run();
        assertThat(report.counts()).isEqualTo(new RecordCounts(6, 2, 0, 4, 0));
        assertThat(report.rejects())
                .containsOnly(
                        Map.entry(RejectCode.VALUE_TOO_LARGE, 2L),
                        Map.entry(RejectCode.NULL_NOT_ALLOWED, 1L),
                        Map.entry(RejectCode.REFUSED_BY_TARGET, 1L));
        assertThat(texts("SELECT * FROM t ORDER BY id")).containsExactly("2|Adele", "6|null");
    }

    @Test
    void aLargeLoadHasAsManyPartsAsToldAndOfLikeSizes() throws Exception {
        Path file = directory.resolve("events.csv");
        CsvGenerator.builder(CsvShape.ACLED).seed(5).records(60_000).build().writeTo(file);
        List<Long> sizes = new ArrayList<>();
        warehouse.cluster().faults(sql -> {
            if (sql.startsWith("COPY")) {
                sizes.addAll(warehouse.sizesOfParts());
            }
            return StatementFault.NONE;
        });
        LoadReport report =
                load(file, warehouse.sink().table("events").parts(3)).run();
        assertThat(report.counts().written()).isEqualTo(60_000);
        assertThat(sizes).hasSize(3).allMatch(size -> size > 1 << 17);
        LongSummaryStatistics compressed =
                sizes.stream().mapToLong(size -> size).summaryStatistics();
        double share = compressed.getSum() / (double) Files.size(file);
        // a part may be 8 MiB of text ahead of one whose thread did not get a processor
        assertThat(compressed.getMax() - compressed.getMin()).isLessThan((long) (share * (9 << 20)));
    }

    @Test
    void aReplacementTakesTheNameOrTheRows() throws Exception {
        warehouse
                .cluster()
                .server()
                .run("CREATE TABLE t (id bigint DEFAULT 7, name varchar(20))", "INSERT INTO t VALUES (9, 'x')");
        Path file = file("t.csv", "name\nAda\n");
        RedshiftSink sink = warehouse.sink().table("t").mode(WriteMode.REPLACE);
        load(file, sink).run();
        assertThat(texts("SELECT * FROM t")).containsExactly("7|Ada");
        warehouse.cluster().server().run("CREATE VIEW v AS SELECT * FROM t");
        Path next = file("u.csv", "name\nGrace\n");
        assertThatThrownBy(() -> load(next, sink).run())
                .isInstanceOf(PermanentSinkException.class)
                .hasMessageContaining("replace=delete");
        assertThat(texts("SELECT * FROM v")).containsExactly("7|Ada");
        load(next, sink.replaceByRenaming(false)).run();
        assertThat(texts("SELECT * FROM v")).containsExactly("7|Grace");
    }

    @Test
    void loadsOfManyObjectsMayMakeOneTableAtOnce() throws Exception {
        List<FutureTask<LoadReport>> loads = new ArrayList<>();
        for (int i = 0; i < 4; i++) {
            Path file = file("t" + i + ".csv", "id,name\n" + i + ",Ada\n");
            loads.add(new FutureTask<>(() -> Load.from(FileSource.of(file))
                    .into(warehouse.sink().table("t"))
                    .maxAttempts(20)
                    .run()));
        }
        loads.forEach(load -> new Thread(load).start());
        for (FutureTask<LoadReport> load : loads) {
            assertThat(load.get().counts().written()).isEqualTo(1);
        }
        assertThat(texts("SELECT id FROM t ORDER BY id")).containsExactly("0", "1", "2", "3");
        assertThat(texts("SELECT count(*) FROM _leat_ledger WHERE completed")).containsExactly("4");
    }

    @Test
    void whatADeadLoadLeftOnS3IsGoneWithTheNext() throws Exception {
        Path file = file("t.csv", "id\n1\n");
        load(file, warehouse.sink().table("t")).run();
        String folder = warehouse.cluster().statements().stream()
                .filter(sql -> sql.startsWith("COPY"))
                .map(sql -> sql.replaceFirst(".*/([0-9a-f]{16})/.*", "$1"))
                .findFirst()
                .orElseThrow();
        warehouse.put(folder + "/dead-run/part-00001.csv.gz");
        Files.writeString(file, "id\n2\n");
        LoadReport report = load(file, warehouse.sink().table("t")).run();
        assertThat(report.outcome()).isEqualTo(LoadOutcome.COMPLETED);
    }

    @Test
    void anAddressMakesTheSameSink() {
        assertThat(RedshiftSink.parse(warehouse.address()).table("t").name())
                .isEqualTo(warehouse.sink().table("t").name());
        assertThatThrownBy(() -> RedshiftSink.parse("redshift://host/db?iamRole=x&password=secret"))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessageContaining("staging")
                .hasMessageNotContaining("secret");
        assertThatThrownBy(() -> RedshiftSink.parse("redshift://u:secret@host/db"))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessageNotContaining("secret");
        assertThatThrownBy(() -> RedshiftSink.parse(warehouse.address() + "&compression=lzop"))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessageContaining("gzip or zstd");
    }
}
