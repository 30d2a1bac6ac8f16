package io.github.leat.redshift;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.github.leat.core.PermanentSinkException;
import io.github.leat.core.Position;
import io.github.leat.core.SchemaException;
import io.github.leat.core.io.FileSource;
import io.github.leat.core.load.JointLoad;
import io.github.leat.core.load.Load;
import io.github.leat.core.load.LoadOutcome;
import io.github.leat.core.load.LoadPlan;
import io.github.leat.core.record.BatchBuilder;
import io.github.leat.core.schema.Column;
import io.github.leat.core.schema.ColumnType;
import io.github.leat.core.schema.Schema;
import io.github.leat.core.sink.Checkpoint;
import io.github.leat.core.sink.JointSink.Receipt;
import io.github.leat.core.sink.LoadId;
import io.github.leat.core.sink.RecordCounts;
import io.github.leat.core.sink.SinkWriter;
import io.github.leat.core.sink.WriteMode;
import io.github.leat.testkit.redshift.StatementFault;
import io.github.leat.testkit.server.FaultyProxy;
import io.github.leat.testkit.server.S3Server;
import io.github.leat.testkit.server.WireFault;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.stream.IntStream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/** Several files in several parts: one COPY, one moment in which all is to be seen, and the rows that one machine would have made. */
class RedshiftJointTest {
    private static final int RECORDS = 400;

    @TempDir
    private Path directory = Path.of("");

    private final Warehouse warehouse = Warehouse.open();

    @AfterEach
    void close() {
        warehouse.close();
    }

    private Path file(String name, String text) throws IOException {
        return Files.writeString(directory.resolve(name), text);
    }

    /** Records with a line end in a field; their numbers from one to before another. */
    private Path records(String name, int from, int to) throws IOException {
        StringBuilder text = new StringBuilder("id,note,n\n");
        IntStream.range(from, to)
                .forEach(i -> text.append(i)
                        .append(",\"note\nof ")
                        .append(name)
                        .append("\",")
                        .append(i % 10)
                        .append('\n'));
        return file(name, text.toString());
    }

    private JointJob job(RedshiftSink sink, Path... files) throws IOException {
        return new JointJob(sink, List.of(files), 4, Files.createTempDirectory(directory, "rejects"));
    }

    private List<String> texts(String sql) {
        return warehouse.cluster().server().texts(sql);
    }

    private long copies() {
        return warehouse.cluster().statements().stream()
                .filter(sql -> sql.startsWith("COPY"))
                .count();
    }

    private void assertNothingIsLeft() {
        assertThat(texts("SELECT relname FROM pg_class WHERE relname LIKE '\\_leat\\_stage%' AND relnamespace = CAST('"
                        + warehouse.cluster().server().schema() + "' AS regnamespace)"))
                .isEmpty();
        assertThat(warehouse.objects()).as("what stays on S3").isEmpty();
        assertThat(texts("SELECT count(*) FROM _leat_refused")).containsExactly("0");
    }

    /** The rows of loading the files one after the other on one machine. */
    private static List<String> alone(WriteMode mode, List<Path> files, String before) {
        try (Warehouse other = Warehouse.open()) {
            if (!before.isEmpty()) {
                other.cluster().server().run(before.split(";", -1));
            }
            RedshiftSink sink = other.sink().table("t").mode(mode);
            for (Path file : files) {
                Load.from(FileSource.of(file))
                        .into(mode == WriteMode.APPEND ? sink : sink.key("id"))
                        .run();
            }
            return other.cluster().server().texts("SELECT id, note, n FROM t ORDER BY 1, 2, 3");
        }
    }

    @ParameterizedTest
    @EnumSource(Way.class)
    void allPartsOfAllFilesAreOneCopyAndKnownAsLoaded(Way way) throws Exception {
        Path a = records("a.csv", 0, RECORDS);
        Path b = records("b.csv", RECORDS, RECORDS + 2);
        Path c = file("c.csv", "n,id,extra\n7,-1,x\n");
        JointJob job = job(warehouse.sink(way).table("t"), a, b, c);
        JointLoad joint = job.plan();
        Map<Object, Receipt> receipts = job.stage(joint);
        assertThat(receipts).hasSizeBetween(5, 12);
        assertThat(warehouse.cluster().statements()).as("by tasks").noneMatch(sql -> sql.startsWith("CREATE"));
        job.complete(joint, receipts);
        assertThat(copies()).isEqualTo(1);
        assertThat(List.of(joint.counts(0), joint.counts(1), joint.counts(2)))
                .containsExactly(
                        new RecordCounts(RECORDS, RECORDS, 0, 0, 0),
                        new RecordCounts(2, 2, 0, 0, 0),
                        new RecordCounts(1, 1, 0, 0, 0));
        assertThat(texts("SELECT extra FROM t WHERE id = -1")).containsExactly("x");
        assertThat(texts("SELECT id, note, n FROM t WHERE id >= 0 ORDER BY 1, 2, 3"))
                .isEqualTo(alone(WriteMode.APPEND, List.of(a, b), ""));
        assertThat(
                        texts(
                                "SELECT completed, mode, records_read, records_written, record FROM _leat_ledger ORDER BY source"))
                .containsExactly("t|APPEND|400|400|400", "t|APPEND|2|2|2", "t|APPEND|1|1|1");
        assertNothingIsLeft();

        assertThat(job.run()).containsOnly(RecordCounts.ZERO);
        assertThat(job.plan().verdict(0)).isEqualTo(LoadPlan.Verdict.ALREADY_LOADED);
        assertThat(copies()).isEqualTo(1);
        assertThat(Load.from(FileSource.of(a))
                        .into(warehouse.sink().table("t"))
                        .run()
                        .outcome())
                .isEqualTo(LoadOutcome.ALREADY_LOADED);
        Path d = records("d.csv", 900, 903);
        assertThat(job(warehouse.sink(way).table("t"), a, d).run())
                .containsExactly(RecordCounts.ZERO, new RecordCounts(3, 3, 0, 0, 0));
    }

    @ParameterizedTest
    @EnumSource(
            value = WriteMode.class,
            names = {"UPSERT", "INSERT_NEW"})
    void ofRecordsOfOneKeyTheOneWinsThatWouldWinIfFilesCameInTheirOrder(WriteMode mode) throws Exception {
        String before =
                "CREATE TABLE t (id bigint, note varchar(40), n bigint);INSERT INTO t VALUES (5, 'old', 0), (7777, 'old', 0)";
        warehouse.cluster().server().run(before.split(";", -1));
        Path a = records("a.csv", 0, RECORDS);
        Files.writeString(a, Files.readString(a) + "7,again,1\n,no id,2\n,no id either,3\n");
        Path b = records("b.csv", RECORDS - 100, RECORDS + 100);
        RedshiftSink sink = warehouse.sink().table("t").mode(mode).key("id");
        List<RecordCounts> counts = job(sink, a, b).run();
        assertThat(texts("SELECT id, note, n FROM t ORDER BY 1, 2, 3")).isEqualTo(alone(mode, List.of(a, b), before));
        assertThat(copies()).isEqualTo(1);
        assertThat(counts).allMatch(RecordCounts::isBalanced);
        assertThat(counts)
                .isEqualTo(
                        mode == WriteMode.UPSERT
                                ? List.of(new RecordCounts(403, 301, 102, 0, 0), new RecordCounts(200, 200, 0, 0, 0))
                                : List.of(new RecordCounts(403, 400, 2, 0, 1), new RecordCounts(200, 100, 100, 0, 0)));
        assertNothingIsLeft();
    }

    @Test
    void aReplacementHoldsAllFilesAlsoThoseThatWereLoadedBefore() throws Exception {
        Path old = records("old.csv", 900, 910);
        Path a = records("a.csv", 0, RECORDS);
        Load.from(FileSource.of(old)).into(warehouse.sink().table("t")).run();
        Load.from(FileSource.of(a)).into(warehouse.sink().table("t")).run();
        Path b = records("b.csv", RECORDS, RECORDS + 5);
        RedshiftSink sink = warehouse.sink().table("t").mode(WriteMode.REPLACE);
        assertThat(job(sink, a, b).run())
                .containsExactly(new RecordCounts(RECORDS, RECORDS, 0, 0, 0), new RecordCounts(5, 5, 0, 0, 0));
        assertThat(texts("SELECT count(*), count(DISTINCT id), max(id) FROM t")).containsExactly("405|405|404");
        assertThat(texts("SELECT count(*) FROM _leat_ledger")).containsExactly("2");
        assertThat(job(sink, a, b).run()).containsOnly(RecordCounts.ZERO);
        assertNothingIsLeft();

        Files.setLastModifiedTime(a, java.nio.file.attribute.FileTime.from(Instant.parse("2001-01-01T00:00:00Z")));
        Path c = records("c.csv", 1, 2);
        assertThatThrownBy(() -> job(sink, a, c).run())
                .isInstanceOf(SchemaException.class)
                .hasMessageContaining("newer version of");
    }

    @Test
    void recordsThatCopyRefusesSendTheirPartsBackAlone() throws Exception {
        warehouse.cluster().server().run("CREATE TABLE t (id bigint, note varchar(100), n real)");
        Path a = records("a.csv", 0, RECORDS);
        Files.writeString(a, Files.readString(a) + "1000,x,1e300\n1001,y\n1002,z,-1e300\n");
        Path b = records("b.csv", RECORDS, RECORDS + 5);
        JointJob job = job(warehouse.sink().table("t"), a, b);
        assertThat(job.run())
                .containsExactly(new RecordCounts(RECORDS + 3, RECORDS, 0, 3, 0), new RecordCounts(5, 5, 0, 0, 0));
        List<String> rejects = new ArrayList<>();
        try (var letters = Files.list(job.rejects())) {
            for (Path one :
                    letters.filter(path -> path.toString().endsWith(".csv")).toList()) {
                rejects.addAll(Files.readAllLines(one));
            }
        }
        assertThat(rejects)
                .anyMatch(line -> line.startsWith("1000,x,1e300,") && line.contains("REFUSED_BY_TARGET"))
                .anyMatch(line -> line.startsWith("1001,y,"))
                .anyMatch(line -> line.startsWith("1002,z,-1e300,"))
                .hasSize(4);
        assertThat(texts("SELECT count(*), count(DISTINCT id) FROM t")).containsExactly("405|405");
        assertThat(warehouse.cluster().statements().stream()
                        .filter(sql -> sql.startsWith("COPY") && !sql.contains("NOLOAD")))
                .as("one that refused, and one that did not")
                .hasSize(2);
        assertNothingIsLeft();
    }

    @Test
    void aValueThatWidensAColumnInOnePartWidensItInAll() throws Exception {
        StringBuilder text = new StringBuilder("id,code,price,day,note\n");
        for (int i = 0; i < 40_000; i++) {
            boolean isFraction = i == 33_000;
            text.append(i)
                    .append(i == 30_000 ? ",x7," : "," + i + ",")
                    .append(isFraction ? "0.125" : "1")
                    .append(i == 35_000 ? ",soon," : ",2026-11-27,")
                    .append("a text that makes the sample end early\n");
        }
        Path a = file("a.csv", text.toString());
        assertThat(Load.from(FileSource.of(a)).sourceSchema().columns())
                .extracting(column -> column.type().toString())
                .as("as the sample has it")
                .containsExactly("LONG", "LONG", "LONG", "DATE", "TEXT");
        assertThat(job(warehouse.sink().table("t"), a).run())
                .containsExactly(new RecordCounts(40_000, 40_000, 0, 0, 0));
        String all = "SELECT md5(string_agg(CAST(t AS text), ';' ORDER BY id)) FROM t";
        try (Warehouse other = Warehouse.open()) {
            Load.from(FileSource.of(a)).into(other.sink().table("t")).run();
            assertThat(texts(all)).isEqualTo(other.cluster().server().texts(all));
        }
        assertThat(texts("SELECT code, price, day FROM t WHERE id IN (1, 30000) ORDER BY id"))
                .containsExactly("1|1.000|2026-11-27", "x7|1.000|2026-11-27");
        assertThat(copies()).isEqualTo(1);
        assertNothingIsLeft();
    }

    @ParameterizedTest
    @EnumSource(Way.class)
    void answersThatAreLostDoubleNothing(Way way) throws Exception {
        Path a = records("a.csv", 0, RECORDS);
        String move = "INSERT INTO \"" + warehouse.cluster().server().schema() + "\".\"t\"";
        for (String statement : List.of("COPY", "COMMIT", move)) {
            int most = statement.equals("COMMIT") ? 3 : 1; // that of the claim, of the copy, and of the move
            for (int nth = 1; nth <= most; nth++) {
                AtomicInteger seen = new AtomicInteger();
                int lost = nth;
                warehouse
                        .cluster()
                        .faults(sql -> sql.startsWith(statement) && seen.incrementAndGet() == lost
                                ? StatementFault.LOSE_ANSWER
                                : StatementFault.NONE);
                assertThat(job(warehouse.sink(way).table("t"), a).run())
                        .containsExactly(new RecordCounts(RECORDS, RECORDS, 0, 0, 0));
                assertThat(texts("SELECT count(*), count(DISTINCT id) FROM t")).containsExactly("400|400");
                warehouse.cluster().faults(sql -> StatementFault.NONE);
                assertThat(texts("SELECT completed, records_written FROM _leat_ledger"))
                        .containsExactly("t|400");
                warehouse.cluster().server().run("DROP TABLE t", "DELETE FROM _leat_ledger");
            }
        }
    }

    @ParameterizedTest
    @EnumSource(Way.class)
    void aDriverThatIsStartedAgainStagesNothingAgain(Way way) throws Exception {
        Path a = records("a.csv", 0, RECORDS);
        Path b = records("b.csv", RECORDS, RECORDS + 5);
        warehouse.cluster().faults(sql -> sql.startsWith("COPY") ? StatementFault.EXPIRED_TOKEN : StatementFault.NONE);
        JointJob job = job(warehouse.sink(way).table("t"), a, b);
        assertThatThrownBy(job::run).isInstanceOf(PermanentSinkException.class).hasMessageContaining("IAM role");
        assertThat(warehouse.rows("t")).isEmpty();
        assertThat(texts("SELECT count(*) FROM _leat_ledger WHERE load_id <> ''"))
                .containsExactly("0");
        List<String> staged = warehouse.objects().stream()
                .filter(key -> key.contains("/part-"))
                .toList();
        assertThat(staged).hasSizeGreaterThan(4);

        List<String> copied = new ArrayList<>();
        warehouse.cluster().faults(sql -> {
            if (sql.startsWith("COPY")) {
                copied.addAll(warehouse.objects());
            }
            return StatementFault.NONE;
        });
        assertThat(job.run())
                .containsExactly(new RecordCounts(RECORDS, RECORDS, 0, 0, 0), new RecordCounts(5, 5, 0, 0, 0));
        assertThat(copied).filteredOn(key -> key.contains("/part-")).isEqualTo(staged);
        assertThat(texts("SELECT count(*), count(DISTINCT id) FROM t")).containsExactly("405|405");
        assertNothingIsLeft();
    }

    @Test
    void whatHasBeenRemovedOrLeftWithoutAReceiptIsStagedAnew() throws Exception {
        Path a = records("a.csv", 0, RECORDS);
        JointJob job = job(warehouse.sink().table("t"), a);
        job.stage(job.plan()); // a driver that dies
        String receipt = warehouse.objects().stream()
                .filter(key -> key.endsWith(".receipt"))
                .findFirst()
                .orElseThrow();
        List<String> parts = warehouse.objects().stream()
                .filter(key -> key.contains("/part-"))
                .toList();
        warehouse.remove(parts.get(parts.size() - 1));
        String dead = receipt.replace(".receipt", "-deadbeef/part-00001.csv.gz").substring(receipt.indexOf('/') + 1);
        warehouse.put(dead);
        List<String> manifests = new ArrayList<>();
        warehouse.cluster().faults(sql -> {
            if (sql.startsWith("COPY")) {
                manifests.add(warehouse.text(sql.replaceFirst(".* FROM '([^']*)'.*", "$1")));
            }
            return StatementFault.NONE;
        });
        assertThat(job.run()).containsExactly(new RecordCounts(RECORDS, RECORDS, 0, 0, 0));
        assertThat(manifests)
                .singleElement()
                .asString()
                .doesNotContain("deadbeef")
                .doesNotContain(parts.get(parts.size() - 1))
                .contains(parts.get(0));
        assertThat(texts("SELECT count(*), count(DISTINCT id) FROM t")).containsExactly("400|400");
        assertNothingIsLeft();
    }

    @Test
    void aFileThatAnotherHasLoadedMeanwhileIsLeftOut() throws Exception {
        Path a = records("a.csv", 0, RECORDS);
        Path b = records("b.csv", RECORDS, RECORDS + 5);
        JointJob job = job(warehouse.sink().table("t"), a, b);
        JointLoad joint = job.plan();
        Map<Object, Receipt> receipts = job.stage(joint);
        Load.from(FileSource.of(a)).into(warehouse.sink().table("t")).run();
        job.complete(joint, receipts);
        assertThat(joint.verdict(0)).isEqualTo(LoadPlan.Verdict.ALREADY_LOADED);
        assertThat(joint.counts(1)).isEqualTo(new RecordCounts(5, 5, 0, 0, 0));
        assertThat(texts("SELECT count(*), count(DISTINCT id) FROM t")).containsExactly("405|405");
    }

    @Test
    void aLoadThatWasBegunAloneIsTakenOver() throws Exception {
        Path a = records("a.csv", 0, RECORDS);
        RedshiftSink sink = warehouse.sink().table("t");
        warehouse
                .cluster()
                .faults(sql -> sql.startsWith(
                                "INSERT INTO \"" + warehouse.cluster().server().schema() + "\".\"t\"")
                        ? StatementFault.EXPIRED_TOKEN
                        : StatementFault.NONE);
        assertThatThrownBy(() -> Load.from(FileSource.of(a)).into(sink).run())
                .isInstanceOf(PermanentSinkException.class);
        assertThat(texts("SELECT completed FROM _leat_ledger")).containsExactly("f");
        warehouse.cluster().faults(sql -> StatementFault.NONE);
        assertThat(job(sink, a).run()).containsExactly(new RecordCounts(RECORDS, RECORDS, 0, 0, 0));
        assertThat(texts("SELECT count(*) FROM t")).containsExactly("400");
        assertNothingIsLeft();
    }

    @Test
    void aLoadAloneThatIsBegunLaterTakesOver() throws Exception {
        Path a = records("a.csv", 0, RECORDS);
        JointJob job = job(warehouse.sink().table("t"), a);
        JointLoad joint = job.plan();
        Map<Object, Receipt> receipts = job.stage(joint);
        AtomicInteger seen = new AtomicInteger();
        warehouse.cluster().faults(sql -> {
            if (sql.startsWith("COPY") && seen.incrementAndGet() == 1) {
                // from here on the row is another run's
                warehouse.cluster().server().run("UPDATE _leat_ledger SET run_id = 'other'");
            }
            return StatementFault.NONE;
        });
        assertThatThrownBy(() -> job.complete(joint, receipts))
                .isInstanceOf(PermanentSinkException.class)
                .hasMessageContaining("has taken over");
        assertThat(warehouse.rows("t")).isEmpty();
    }

    @Test
    void filesWithoutARecordAreKnownAsLoaded() throws Exception {
        Path a = file("a.csv", "id,note,n\n");
        Path b = records("b.csv", 0, 3);
        assertThat(job(warehouse.sink().table("t"), a, b).run())
                .containsExactly(RecordCounts.ZERO, new RecordCounts(3, 3, 0, 0, 0));
        assertThat(texts("SELECT count(*) FROM _leat_ledger WHERE completed")).containsExactly("2");
    }

    @Test
    void aStoreThatFailsForAWhileIsTriedAgain() throws Exception {
        Path a = records("a.csv", 0, RECORDS);
        AtomicInteger asked = new AtomicInteger();
        try (FaultyProxy proxy = FaultyProxy.to(S3Server.start().port(), head -> {
                    int nth = head.contains(".receipt") ? asked.incrementAndGet() : 0;
                    return nth >= 2 && nth <= 7 ? WireFault.error(503, "SlowDown") : WireFault.none();
                });
                Warehouse through = Warehouse.through(proxy.endpoint())) {
            assertThat(job(through.sink().table("t"), a).run())
                    .containsExactly(new RecordCounts(RECORDS, RECORDS, 0, 0, 0));
            assertThat(asked).hasValueGreaterThan(7);
            assertThat(through.cluster().server().texts("SELECT count(*), count(DISTINCT id) FROM t"))
                    .containsExactly("400|400");
            assertThat(through.objects()).isEmpty();
        }
    }

    @Test
    void ofTwoAttemptsTheFirstReceiptCounts() throws Exception {
        Path a = records("a.csv", 0, RECORDS);
        JointJob job = job(warehouse.sink().table("t"), a);
        JointLoad joint = job.plan();
        Map<Object, Receipt> receipts = job.stage(joint);
        int before = warehouse.objects().size();
        assertThat(job.stage(joint)).isEqualTo(receipts);
        assertThat(warehouse.objects()).hasSize(before);

        // both begin before either has ended
        Path b = records("b.csv", 0, 20);
        JointJob other = job(warehouse.sink().table("t"), b);
        JointLoad both = other.plan();
        List<Receipt> found = new ArrayList<>();
        List<SinkWriter> writers = new ArrayList<>();
        LoadId load = new LoadId("x.01234567", b.toString(), FileSource.of(b).version());
        Schema schema = Schema.of(Column.of("id", ColumnType.LONG));
        for (int i = 0; i < 2; i++) {
            writers.add(warehouse
                    .sink()
                    .table("t")
                    .staging(both.order(), 0, Position.startOf("b.csv"), found::add)
                    .open(schema, load));
        }
        Checkpoint end = new Checkpoint(Position.startOf("b.csv"), new RecordCounts(1, 1, 0, 0, 0), 0);
        for (SinkWriter writer : writers) {
            BatchBuilder records = BatchBuilder.of("b.csv", schema);
            records.add("7");
            writer.write(records.build());
        }
        for (SinkWriter writer : writers) {
            writer.complete(end);
            writer.close();
        }
        assertThat(found).hasSize(2);
        assertThat(found.get(1)).isEqualTo(found.get(0));
        assertThat(warehouse.objects()).as("one more receipt, with one object").hasSize(before + 2);
    }
}
