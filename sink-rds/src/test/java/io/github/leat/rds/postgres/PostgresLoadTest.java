package io.github.leat.rds.postgres;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.github.leat.core.SchemaException;
import io.github.leat.core.SinkException;
import io.github.leat.core.io.FileSource;
import io.github.leat.core.load.DeadLetters;
import io.github.leat.core.load.Load;
import io.github.leat.core.load.LoadOutcome;
import io.github.leat.core.load.LoadReport;
import io.github.leat.core.record.RejectCode;
import io.github.leat.core.sink.SchemaPolicy;
import io.github.leat.core.sink.WriteMode;
import io.github.leat.rds.RdsSink;
import io.github.leat.testkit.server.PostgresServer;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Properties;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class PostgresLoadTest {
    @TempDir
    Path directory;

    private final PostgresServer server = PostgresServer.newSchema();

    private Path csv(String name, String text) throws IOException {
        return Files.writeString(directory.resolve(name), text);
    }

    private Load load(Path file, RdsSink sink) {
        return Load.from(FileSource.of(file))
                .into(sink)
                .deadLetters(DeadLetters.toFile(directory.resolve(file.getFileName() + ".rejects")));
    }

    @Test
    void namesAndTagsBecomeComments() throws Exception {
        Path file = csv("h.csv", "Event Id,country,note\n#event+id,#country+name,\n1,Burundi,it's\n");
        load(file, IntoPostgres.sink(server).table("hxl"))
                .select("#event+id", "#COUNTRY+name", "note")
                .run();
        assertThat(server.texts("SELECT a.attname || ' ' || coalesce(col_description(a.attrelid, a.attnum), '-')"
                        + " FROM pg_attribute a WHERE a.attrelid = 'hxl'::regclass AND a.attnum > 0 ORDER BY a.attnum"))
                .containsExactly("event_id Event Id #event+id", "country #country+name", "note -");
    }

    @Test
    void aTableThatIsThereIsFilledByItsOwnTypes() throws Exception {
        server.run(
                "CREATE TYPE mood AS ENUM ('sad', 'glad')",
                "CREATE DOMAIN positive AS integer CHECK (VALUE > 0)",
                "CREATE TABLE t (a smallint, b integer, c real, d numeric, e numeric(6,2), f varchar(3), g char(4), h"
                        + " timestamptz, i uuid, j jsonb, k mood, l positive, m date, n numeric(38,10), o boolean, p time,"
                        + " q integer DEFAULT 42)");
        Path file = csv("t.csv", """
                a,b,c,d,e,f,g,h,i,j,k,l,m,n,o,p
                1,2,0.5,12345678901234567890.5,1234.50,äöü,x,2020-01-02T03:04:05Z,123e4567-e89b-12d3-a456-426614174000,"{""x"": 1}",glad,7,2020-02-29,-0.0000000001,true,12:30:00
                -32768,-2147483648,-1.5,-1e-3,-0.05,,,1969-12-31T23:59:59Z,,,,,0001-01-01,9999999999999999999999999999.9999999999,false,00:00:00
                40000,1,1,1,1,a,a,2020-01-02T03:04:05Z,,,,1,2020-01-01,1,true,00:00:00
                1,1,1,1,1,abcd,a,2020-01-02T03:04:05Z,,,,1,2020-01-01,1,true,00:00:00
                1,1,1,one,1,a,a,2020-01-02T03:04:05Z,,,,1,2020-01-01,1,true,00:00:00
                1,1,1,1,1,a,a,2020-01-02T03:04:05Z,nothex,,,1,2020-01-01,1,true,00:00:00
                1,1,1,1,1,a,a,2020-01-02T03:04:05Z,,{,,1,2020-01-01,1,true,00:00:00
                1,1,1,1,1,a,a,2020-01-02T03:04:05Z,,,mad,1,2020-01-01,1,true,00:00:00
                1,1,1,1,1,a,a,2020-01-02T03:04:05Z,,,,-1,2020-01-01,1,true,00:00:00
                1,1,1,1,1,ab ,abcd,2020-01-02T03:04:05Z,,,,1,2020-01-01,1,true,00:00:00
                """);
        LoadReport report = load(file, IntoPostgres.sink(server).table("t"))
                .schemaPolicy(SchemaPolicy.FREEZE)
                .run();
        assertThat(server.texts("SELECT a, b, c, d, e, f, g, h AT TIME ZONE 'UTC', i, j, k, l, m, n, o, p, q FROM t"))
                .containsExactly(
                        "1|2|0.5|12345678901234567890.5|1234.50|äöü|x   |2020-01-02 03:04:05|"
                                + "123e4567-e89b-12d3-a456-426614174000|{\"x\": 1}|glad|7|2020-02-29|-0.0000000001|t|12:30:00|42",
                        "-32768|-2147483648|-1.5|-0.001|-0.05|null|null|1969-12-31 23:59:59|null|null|null|null|0001-01-01|"
                                + "9999999999999999999999999999.9999999999|f|00:00:00|42",
                        "1|1|1|1|1.00|ab |abcd|2020-01-02 03:04:05|null|null|null|1|2020-01-01|1.0000000000|t|00:00:00|42");
        assertThat(report.rejects())
                .containsEntry(RejectCode.VALUE_TOO_LARGE, 2L)
                .containsEntry(RejectCode.CONVERSION, 2L)
                .containsEntry(RejectCode.REFUSED_BY_TARGET, 3L);
        assertThat(report.counts().isBalanced()).isTrue();
    }

    @Test
    void typesWithoutBinaryFormGoInAsText() throws Exception {
        server.run("CREATE TABLE t (id bigint, host inet, tags text[], span interval, note text, on_day date, x double"
                + " precision)");
        Path file = csv("t.csv", """
                id,host,tags,span,note,on_day,x
                1,10.0.0.1,"{a,b}",2 days,"tab	back\\slash
                and line",2020-02-29,0.1
                2,not a host,{},1 day,x,2020-01-01,1.5
                3,::1,,,"",2020-01-01,
                """);
        LoadReport report = load(file, IntoPostgres.sink(server).table("t")).run();
        assertThat(server.texts("SELECT id, host, tags, span, note, on_day, x FROM t"))
                .containsExactly(
                        "1|10.0.0.1|{a,b}|2 days|tab\tback\\slash\nand line|2020-02-29|0.1",
                        "3|::1|null|null||2020-01-01|null");
        assertThat(report.counts().rejected()).isEqualTo(1);
        assertThat(Files.readString(directory.resolve("t.csv.rejects"))).contains("not a host", "inet");
    }

    @Test
    void refusedRecordsAreFoundAmongMany() throws Exception {
        server.run("CREATE TABLE t (id integer PRIMARY KEY, v integer CHECK (v % 7 <> 0))");
        StringBuilder text = new StringBuilder("id,v\n");
        int good = 0;
        for (int i = 1; i <= 5_000; i++) {
            int v = i < 4_000 ? (i % 997 == 0 ? 7 : 1) : 7;
            good += v == 1 ? 1 : 0;
            text.append(i).append(',').append(v).append('\n');
        }
        text.append("1,1\n");
        LoadReport report = load(
                        csv("t.csv", text.toString()), IntoPostgres.sink(server).table("t"))
                .run();
        assertThat(report.counts().written()).isEqualTo(good);
        assertThat(report.counts().rejected()).isEqualTo(5_001 - good);
        assertThat(server.texts("SELECT count(*), count(*) FILTER (WHERE v = 1) FROM t"))
                .containsExactly(good + "|" + good);
        assertThat(Files.readString(directory.resolve("t.csv.rejects")))
                .contains("violates check constraint", "duplicate key value violates unique constraint");
    }

    /** An upsert passes through a staging table, which is gone when the reasons are read. */
    @Test
    void noReasonSpeaksOfTheStagingTable() throws Exception {
        server.run("CREATE TABLE t (id integer PRIMARY KEY, v integer NOT NULL CONSTRAINT small CHECK (v < 9))");
        load(
                        csv("t.csv", "id,v\n1,1\n2,9\n3,\n"),
                        IntoPostgres.sink(server)
                                .table("t")
                                .mode(WriteMode.UPSERT)
                                .key("id"))
                .run();
        assertThat(Files.readString(directory.resolve("t.csv.rejects")))
                .contains("The table refuses it: new row violates check constraint \"\"small\"\".")
                .contains("The table refuses it: null value in column \"\"v\"\" violates not-null constraint.");
    }

    @Test
    void aRecordThatOnlyAnIndexRefusesIsFoundByRunningAgain() throws Exception {
        server.run("CREATE TABLE t (id bigint, v text)", "CREATE INDEX ON t (v)");
        StringBuilder noise = new StringBuilder();
        java.util.Random random = new java.util.Random(1);
        for (int i = 0; i < 20_000; i++) {
            noise.append((char) ('a' + random.nextInt(26)));
        }
        LoadReport report = load(
                        csv("t.csv", "id,v\n1,a\n2," + noise + "\n3,c\n"),
                        IntoPostgres.sink(server).table("t"))
                .run();
        assertThat(report.outcome()).isEqualTo(LoadOutcome.COMPLETED_WITH_REJECTS);
        assertThat(server.texts("SELECT id FROM t ORDER BY id")).containsExactly("1", "3");
        assertThat(report.rejects()).containsEntry(RejectCode.REFUSED_BY_TARGET, 1L);
    }

    @Test
    void keysWithEmptyPartsAreMatchedWithAndWithoutIndex() throws Exception {
        server.run("CREATE TABLE bare (a bigint, b text, v bigint)");
        String first = "a,b,v\n1,,1\n,x,2\n,,3\n1,x,4\n";
        String second = "a,b,v\n1,,10\n,x,20\n,,30\n1,x,40\n2,,5\n";
        for (String table : List.of("bare", "made")) {
            for (int run = 0; run < 2; run++) {
                RdsSink sink =
                        IntoPostgres.sink(server).table(table).key("a", "b").mode(WriteMode.UPSERT);
                load(csv(table + run + "a.csv", first), sink).run();
                load(csv(table + run + "b.csv", second), sink).run();
            }
            assertThat(server.texts("SELECT a, b, v FROM " + table + " ORDER BY v"))
                    .as(table)
                    .containsExactly("2|null|5", "1|null|10", "null|x|20", "null|null|30", "1|x|40");
        }
        assertThat(server.texts("SELECT indexdef FROM pg_indexes WHERE tablename = 'made' AND schemaname = '"
                        + server.schema() + "'"))
                .singleElement()
                .asString()
                .contains("UNIQUE", "NULLS NOT DISTINCT");
    }

    @Test
    void aTableOfNothingButAKeyCountsItsDuplicates() throws Exception {
        RdsSink sink = IntoPostgres.sink(server).table("t").key("id").mode(WriteMode.UPSERT);
        LoadReport report = load(csv("t.csv", "id\n1\n2\n1\n"), sink).run();
        assertThat(report.counts().written()).isEqualTo(2);
        assertThat(report.counts().deduplicated()).isEqualTo(1);
        assertThat(server.texts("SELECT id FROM t ORDER BY id")).containsExactly("1", "2");
    }

    @Test
    void tablesOfOtherSchemasKeepTheirLedgerBesideThem() throws Exception {
        String other = PostgresServer.newSchema().schema();
        Path file = csv("t.csv", "Event Date,v\n2020-01-01,1\n");
        load(file, IntoPostgres.sink(server).table(other + ".t")).run();
        load(file, IntoPostgres.sink(server).table("\"dotted.name\"")).run();
        assertThat(server.texts("SELECT v FROM " + other + ".t")).containsExactly("1");
        assertThat(server.texts("SELECT target_table FROM " + other + "._leat_ledger"))
                .containsExactly("t");
        assertThat(server.texts("SELECT v FROM \"dotted.name\"")).containsExactly("1");
        assertThat(server.texts("SELECT col_description(CAST('" + other + ".t' AS regclass), 1)"))
                .containsExactly("Event Date");
        assertThatThrownBy(() ->
                        load(file, IntoPostgres.sink(server).table("nowhere.t")).run())
                .isInstanceOf(SchemaException.class)
                .hasMessageContaining("nowhere");
    }

    @Test
    void ofTwoLoadsOfOneObjectOneWaitsAndSkips() throws Exception {
        Path file = csv("t.csv", "id\n" + "1\n".repeat(30_000));
        List<LoadReport> reports = together(
                2, i -> load(file, IntoPostgres.sink(server).table("t")).run());
        assertThat(reports)
                .extracting(LoadReport::outcome)
                .contains(LoadOutcome.COMPLETED)
                .isSubsetOf(LoadOutcome.COMPLETED, LoadOutcome.ALREADY_LOADED);
        assertThat(server.texts("SELECT count(*) FROM t")).containsExactly("30000");
    }

    @Test
    void twoHundredLoadsAtOnceKeepToTheirConnections() throws Exception {
        int bound = 5;
        String url = server.url() + "&ApplicationName=leat-bound&leatConnections=" + bound;
        List<Path> files = new ArrayList<>();
        for (int i = 0; i < 200; i++) {
            files.add(csv("f" + i + ".csv", "id,v\n" + i + ",1\n"));
        }
        ExecutorService watcher = Executors.newSingleThreadExecutor();
        Future<Integer> peak = watcher.submit(() -> peak("leat-bound"));
        List<LoadReport> reports = together(
                200,
                i -> load(files.get(i), RdsSink.jdbc(url, new Properties()).table("t"))
                        .run());
        watcher.shutdownNow();
        assertThat(reports).extracting(LoadReport::outcome).containsOnly(LoadOutcome.COMPLETED);
        assertThat(server.texts("SELECT count(*), count(DISTINCT id) FROM t")).containsExactly("200|200");
        assertThat(peak.get()).isBetween(1, bound);
    }

    /** Most connections of a name at once, seen until interrupted. */
    private int peak(String name) throws Exception {
        int most = 0;
        try (var connection = server.connect();
                var query = connection.prepareStatement(
                        "SELECT count(*), pg_sleep(0.002) FROM pg_stat_activity WHERE application_name = ?")) {
            query.setString(1, name);
            while (!Thread.currentThread().isInterrupted()) {
                try (var row = query.executeQuery()) {
                    row.next();
                    most = Math.max(most, row.getInt(1));
                }
            }
        }
        return most;
    }

    private interface Task {
        LoadReport run(int index) throws Exception;
    }

    private static List<LoadReport> together(int count, Task task) throws InterruptedException, ExecutionException {
        ExecutorService threads = Executors.newFixedThreadPool(count);
        try {
            List<Future<LoadReport>> futures = new ArrayList<>();
            for (int i = 0; i < count; i++) {
                int index = i;
                futures.add(threads.submit(() -> task.run(index)));
            }
            List<LoadReport> reports = new ArrayList<>();
            for (Future<LoadReport> future : futures) {
                reports.add(future.get());
            }
            return reports;
        } finally {
            threads.shutdownNow();
        }
    }

    @Test
    void secretsAreInNoNameAndNoError() {
        RdsSink sink = RdsSink.jdbc(
                "jdbc:postgresql://me:geheim@localhost:1/db?password=geheim&sslpassword=geheim", new Properties());
        assertThat(sink.name()).isEqualTo("jdbc:postgresql://localhost:1/db, table data");
        assertThatThrownBy(() -> sink.plan(io.github.leat.core.schema.Schema.of(
                        io.github.leat.core.schema.Column.of("a", io.github.leat.core.schema.ColumnType.TEXT))))
                .isInstanceOf(SinkException.class)
                .satisfies(e -> {
                    for (Throwable t = e; t != null; t = t.getCause()) {
                        assertThat(String.valueOf(t)).doesNotContain("geheim");
                    }
                });
    }

    @Test
    void theLoadSlowsDownWhileTheServerIsBehind() throws Exception {
        server.run("CREATE SEQUENCE asked");
        StringBuilder text = new StringBuilder("id\n");
        for (int i = 0; i < 2_000; i++) {
            text.append(i).append('\n');
        }
        String query = "SELECT CASE WHEN nextval('asked') < 2 THEN 99 ELSE 0 END";
        String url = server.url() + "&leatMaxLag=10&leatLagQuery="
                + java.net.URLEncoder.encode(query, java.nio.charset.StandardCharsets.UTF_8);
        LoadReport report = load(
                        csv("t.csv", text.toString()),
                        RdsSink.jdbc(url, new Properties()).table("t"))
                .run();
        assertThat(report.throttledRequests()).isPositive();
        assertThat(report.counts().written()).isEqualTo(2_000);
        assertThat(server.texts("SELECT count(*), count(DISTINCT id) FROM t")).containsExactly("2000|2000");
        assertThat(server.texts("SELECT last_value > 1 FROM asked")).containsExactly("t");
        assertThatThrownBy(() -> load(
                                csv("u.csv", text.toString()),
                                IntoPostgres.sink(server).table("t").slowDownWhile("SELECT nonsense", 1))
                        .run())
                .isInstanceOf(SinkException.class)
                .hasMessageContaining("ask the lag query");
        assertThatThrownBy(() -> RdsSink.jdbc(server.url() + "&leatMaxLag=3", new Properties()))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessageContaining("lag query");
    }
}
