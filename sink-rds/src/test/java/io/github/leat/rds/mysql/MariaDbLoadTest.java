package io.github.leat.rds.mysql;

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
import io.github.leat.core.schema.Column;
import io.github.leat.core.schema.ColumnType;
import io.github.leat.core.schema.Schema;
import io.github.leat.core.sink.Duplicates;
import io.github.leat.core.sink.SchemaPolicy;
import io.github.leat.core.sink.WriteMode;
import io.github.leat.rds.RdsSink;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Properties;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.mariadb.jdbc.MariaDbDataSource;

class MariaDbLoadTest {
    @TempDir
    Path directory;

    private final MariaDbServer server = MariaDbServer.newDatabase();

    private Path csv(String name, String text) throws IOException {
        return Files.writeString(directory.resolve(name), text);
    }

    private Load load(Path file, RdsSink sink) {
        return Load.from(FileSource.of(file))
                .into(sink)
                .deadLetters(DeadLetters.toFile(directory.resolve(file.getFileName() + ".rejects")));
    }

    private RdsSink sink(String way) throws Exception {
        return way.equals("rows")
                ? RdsSink.of(new MariaDbDataSource(server.url()))
                : RdsSink.jdbc(server.url() + (way.equals("bulk") ? "" : "&leatLoadData=true"), new Properties());
    }

    @ParameterizedTest
    @ValueSource(strings = {"bulk", "rows", "load data"})
    void aTableThatIsThereIsFilledByItsOwnTypes(String way) throws Exception {
        server.run("CREATE TABLE t (a smallint, b int unsigned, c float, d decimal(65,3), e decimal(6,2), f varchar(3)"
                + " CHARACTER SET latin1, g char(4), h timestamp NULL, i uuid, j json, k enum('sad','glad'), l int CHECK"
                + " (l > 0), m date, n decimal(38,10), o tinyint(1), p time, q integer DEFAULT 42, r bigint unsigned,"
                + " s bit(1), u year)");
        Path file = csv("t.csv", """
                a,b,c,d,e,f,g,h,i,j,k,l,m,n,o,p,r,s,u
                1,2,0.5,12345678901234567890.5,1234.50,äöü,x,2020-01-02T03:04:05Z,123e4567-e89b-12d3-a456-426614174000,"{""x"": 1}",glad,7,2020-02-29,-0.0000000001,true,12:30:00,18446744073709551615,true,1999
                -32768,4294967295,-1.5,-1e-3,-0.05,,,2021-12-31T23:59:59Z,,,,,0001-01-01,9999999999999999999999999999.9999999999,false,00:00:00,0,false,2155
                40000,1,1,1,1,a,a,2020-01-02T03:04:05Z,,,,1,2020-01-01,1,true,00:00:00,1,true,2000
                1,1,1,1,1,abcd,a,2020-01-02T03:04:05Z,,,,1,2020-01-01,1,true,00:00:00,1,true,2000
                1,1,1,one,1,a,a,2020-01-02T03:04:05Z,,,,1,2020-01-01,1,true,00:00:00,1,true,2000
                1,1,1,1,1,a,a,2020-01-02T03:04:05Z,nothex,,,1,2020-01-01,1,true,00:00:00,1,true,2000
                1,1,1,1,1,a,a,2020-01-02T03:04:05Z,,{,,1,2020-01-01,1,true,00:00:00,1,true,2000
                1,1,1,1,1,a,a,2020-01-02T03:04:05Z,,,mad,1,2020-01-01,1,true,00:00:00,1,true,2000
                1,1,1,1,1,a,a,2020-01-02T03:04:05Z,,,,-1,2020-01-01,1,true,00:00:00,1,true,2000
                1,-1,1,1,1,ab ,a,2020-01-02T03:04:05Z,,,,1,2020-01-01,1,true,00:00:00,1,true,2000
                1,1,1,1,1,日,a,2020-01-02T03:04:05Z,,,,1,2020-01-01,1,true,00:00:00,1,true,2000
                1,1,1,1,1,a,a,1960-01-02T03:04:05Z,,,,1,2020-01-01,1,true,00:00:00,1,true,2000
                1,1,1,1,1,ab ,abcd,2020-01-02T03:04:05Z,,,,1,2020-01-01,1,true,00:00:00,1,true,2000
                """);
        LoadReport report = load(file, sink(way).table("t"))
                .schemaPolicy(SchemaPolicy.FREEZE)
                .run();
        server.run("SET GLOBAL time_zone = '+00:00'");
        assertThat(server.texts(
                        "SELECT a, b, c, d, e, f, g, CAST(h AS char), i, j, k, l, m, n, o + 0, p, q, r, s + 0, CAST(u"
                                + " AS char) FROM t ORDER BY b = 1, a DESC"))
                .containsExactly(
                        "1|2|0.5|12345678901234567890.500|1234.50|äöü|x|2020-01-02 03:04:05|"
                                + "123e4567-e89b-12d3-a456-426614174000|{\"x\": 1}|glad|7|2020-02-29|-0.0000000001|1|12:30:00|42"
                                + "|18446744073709551615|1|1999",
                        "-32768|4294967295|-1.5|-0.001|-0.05|null|null|2021-12-31 23:59:59|null|null|null|null|0001-01-01|"
                                + "9999999999999999999999999999.9999999999|0|00:00:00|42|0|0|2155",
                        "1|1|1|1.000|1.00|ab |abcd|2020-01-02 03:04:05|null|null|null|1|2020-01-01|1.0000000000|1|00:00:00|42"
                                + "|1|1|2000");
        assertThat(report.rejects()).containsEntry(RejectCode.VALUE_TOO_LARGE, 3L);
        assertThat(report.counts().rejected()).isEqualTo(10);
        assertThat(report.counts().isBalanced()).isTrue();
    }

    /** An upsert passes through a staging table, which is gone when the reasons are read. */
    @Test
    void noReasonSpeaksOfTheStagingTable() throws Exception {
        server.run("CREATE TABLE t (id int PRIMARY KEY, v int NOT NULL, CONSTRAINT small CHECK (v < 9))");
        load(
                        csv("t.csv", "id,v\n1,1\n2,9\n3,\n"),
                        sink("bulk").table("t").mode(WriteMode.UPSERT).key("id"))
                .run();
        assertThat(Files.readString(directory.resolve("t.csv.rejects")))
                .contains("The table refuses it: CONSTRAINT `small` failed.")
                .contains("The table refuses it: Column 'v' cannot be null.");
    }

    @ParameterizedTest
    @ValueSource(strings = {"bulk", "rows", "load data"})
    void textsThatLookLikeSqlAreTexts(String way) throws Exception {
        Path file = csv("t.csv", """
                id,v
                1,"a\\""'"
                2,"'); DROP TABLE t; -- "
                3,{fn now()}
                4,"\\N"
                5,"a\tb
                c"
                6,"\\"
                7,?
                """);
        load(file, sink(way).table("t")).run();
        assertThat(server.texts("SELECT v FROM t ORDER BY id"))
                .containsExactly("a\\\"'", "'); DROP TABLE t; -- ", "{fn now()}", "\\N", "a\tb\nc", "\\", "?");
    }

    @Test
    void aColumnThatIsWidenedInTheMiddleOfAnAppendLosesAndDoublesNothing() throws Exception {
        StringBuilder text = new StringBuilder("id,day,at,clock,n\n");
        for (int i = 0; i < 40_000; i++) {
            text.append(i)
                    .append(",2020-03-05,2020-01-02T03:04:05,12:30:00,")
                    .append(i)
                    .append('\n');
            // Behind the head that types are found from and some time behind a commit, but before the end, which is
            // looked
            // at too.
            if (i == 37_000) {
                text.append("x1,unknown,never,noon,0.5\nx2,2020-03-05,2020-01-02T03:04:05,00:00:00,1\n");
            }
        }
        LoadReport report = load(csv("t.csv", text.toString()), server.sink().table("t"))
                .commitEvery(600_000, Duration.ofSeconds(50))
                .run();
        assertThat(report.samples()).isEmpty();
        assertThat(report.outcome()).isEqualTo(LoadOutcome.COMPLETED);
        assertThat(report.resumedAt()).isPresent();
        assertThat(server.texts("SELECT COUNT(*), COUNT(DISTINCT id) FROM t")).containsExactly("40002|40002");
        assertThat(server.texts(
                        "SELECT day, REPLACE(at, 'T', ' '), clock, n FROM t WHERE id IN ('17', 'x1', 'x2') ORDER BY"
                                + " id"))
                .containsExactly(
                        "2020-03-05|2020-01-02 03:04:05|12:30:00|17.0",
                        "unknown|never|noon|0.5",
                        "2020-03-05|2020-01-02 03:04:05|00:00:00|1.0");
    }

    @Test
    void theTableSaysWhereItsColumnsComeFrom() throws Exception {
        Path file = csv(
                "t.csv",
                "Event Date,Seen At,id\n#date+occurred,#date+seen,#meta+id\n2020-01-02,2020-01-02T03:04:05Z,1\n");
        load(file, server.sink().table("t").key("id").mode(WriteMode.UPSERT)).run();
        assertThat(server.texts("SELECT column_name, column_type, column_comment FROM information_schema.columns WHERE"
                        + " table_schema = '" + server.database() + "' AND table_name = 't' AND column_name NOT LIKE"
                        + " '\\_leat%' ORDER BY ordinal_position"))
                .containsExactly(
                        "event_date|date|Event Date #date+occurred",
                        "seen_at|datetime(6)|Seen At #date+seen (UTC)",
                        "id|bigint(20)|#meta+id");
        assertThat(server.texts("SELECT * FROM t")).containsExactly("2020-01-02|2020-01-02 03:04:05.000000|1");
    }

    @Test
    void theLargestOfAColumnIsKept() throws Exception {
        Path file = csv("t.csv", "id,at,v\n1,3,a\n1,5,b\n1,,c\n2,,d\n2,,e\n1,4,f\n");
        LoadReport report = load(
                        file,
                        server.sink()
                                .table("t")
                                .key("id")
                                .mode(WriteMode.UPSERT)
                                .duplicates(Duplicates.keepMax("at")))
                .run();
        assertThat(server.texts("SELECT id, v FROM t ORDER BY id")).containsExactly("1|b", "2|e");
        assertThat(report.counts().deduplicated()).isEqualTo(4);
    }

    @Test
    void tablesOfOthersAreMergedByTheirOwnKeysAndWithoutAny() throws Exception {
        server.run(
                "CREATE TABLE keyed (id bigint NOT NULL PRIMARY KEY, name varchar(20) CHARACTER SET latin1, other int)",
                "CREATE TABLE twice (id bigint NOT NULL PRIMARY KEY, name varchar(20) UNIQUE, other int)",
                "CREATE TABLE free (id bigint, name longtext, other int)");
        Path first = csv("a.csv", "id,name\n1,a\n2,b\n");
        Path second = csv("b.csv", "id,name\n2,c\n3,a\n");
        for (String table : List.of("keyed", "free")) {
            RdsSink upsert = server.sink().table(table).key("id").mode(WriteMode.UPSERT);
            load(first, upsert).run();
            server.run("UPDATE " + table + " SET other = id * 10");
            load(second, upsert).run();
            assertThat(server.texts("SELECT id, name, other FROM " + table + " ORDER BY id"))
                    .containsExactly("1|a|10", "2|c|20", "3|a|null");
            LoadReport fresh = load(csv("c.csv", "id,name\n3,z\n4,d\n"), upsert.mode(WriteMode.INSERT_NEW))
                    .run();
            assertThat(fresh.counts().skipped()).isEqualTo(1);
            assertThat(server.texts("SELECT name FROM " + table + " WHERE id > 2 ORDER BY id"))
                    .containsExactly("a", "d");
        }
        load(first, server.sink().table("twice").key("id").mode(WriteMode.UPSERT))
                .run();
        assertThatThrownBy(() -> load(
                                second, server.sink().table("twice").key("id").mode(WriteMode.UPSERT))
                        .run())
                .isInstanceOf(SinkException.class)
                .hasMessageContaining("1062");
        assertThat(server.texts("SELECT id, name FROM twice ORDER BY id")).containsExactly("1|a", "2|b");
    }

    @Test
    void aTableThatOthersReferToIsReplacedInPlace() throws Exception {
        server.run(
                "CREATE TABLE parent (id bigint NOT NULL PRIMARY KEY, name varchar(9))",
                "CREATE TABLE child (id bigint, parent bigint, FOREIGN KEY (parent) REFERENCES parent (id))",
                "INSERT INTO parent VALUES (7, 'old')");
        load(csv("p.csv", "id,name\n1,a\n"), server.sink().table("parent").mode(WriteMode.REPLACE))
                .run();
        assertThat(server.texts("SELECT * FROM parent")).containsExactly("1|a");
        server.run("INSERT INTO child VALUES (1, 1)");
    }

    @Test
    void recordsLongerThanAStatementAreRejected() throws Exception {
        int packet = 4 << 20;
        for (String way : List.of("bulk", "rows")) {
            Path file = csv(
                    way + ".csv",
                    "id,v\n1,a\n2," + "x".repeat(packet) + "\n3,b\n4," + "'".repeat(1 << 20) + "\n5,"
                            + "ä".repeat(1 << 20) + "\n");
            LoadReport report = load(file, sink(way).table("t_" + way)).run();
            assertThat(report.rejects()).containsExactly(java.util.Map.entry(RejectCode.VALUE_TOO_LARGE, 1L));
            assertThat(server.texts("SELECT id, CHAR_LENGTH(v) FROM t_" + way + " ORDER BY id"))
                    .containsExactly("1|1", "3|1", "4|1048576", "5|1048576");
        }
    }

    @Test
    void namesOfAnyLengthAndSchemasAreKeptApart() throws Exception {
        MariaDbServer other = MariaDbServer.newDatabase();
        Path file = csv("t.csv", "v\n1\n");
        load(file, server.sink().table(other.database() + ".t")).run();
        assertThat(other.texts("SELECT v FROM t")).containsExactly("1");
        load(file, server.sink().table("`dotted.name`")).run();
        assertThat(server.texts("SELECT v FROM `dotted.name`")).containsExactly("1");
        String prefix = "n".repeat(70);
        load(csv("u.csv", "v\n1\n"), server.sink().table(prefix + "1")).run();
        load(csv("w.csv", "v\n2\n"), server.sink().table(prefix + "2")).run();
        assertThat(server.texts("SELECT COUNT(*) FROM information_schema.tables WHERE table_schema = '"
                        + server.database() + "' AND table_name LIKE 'nnn%'"))
                .containsExactly("2");
        assertThatThrownBy(() -> load(file, server.sink().table("nowhere.t")).run())
                .isInstanceOf(SchemaException.class)
                .hasMessageContaining("nowhere");
    }

    @Test
    void ofTwoLoadsOfOneObjectOneWaitsAndSkips() throws Exception {
        Path file = csv("t.csv", "id\n" + "1\n".repeat(30_000));
        ExecutorService threads = Executors.newFixedThreadPool(2);
        List<Future<LoadReport>> reports = new ArrayList<>();
        for (int i = 0; i < 2; i++) {
            reports.add(
                    threads.submit(() -> load(file, server.sink().table("t")).run()));
        }
        threads.shutdown();
        List<LoadOutcome> outcomes =
                List.of(reports.get(0).get().outcome(), reports.get(1).get().outcome());
        assertThat(outcomes)
                .contains(LoadOutcome.COMPLETED)
                .isSubsetOf(LoadOutcome.COMPLETED, LoadOutcome.ALREADY_LOADED);
        assertThat(server.texts("SELECT COUNT(*) FROM t")).containsExactly("30000");
    }

    @Test
    void thePlanIsWhatIsRun() throws Exception {
        List<String> plan = server.sink()
                .table("t")
                .key("id")
                .mode(WriteMode.UPSERT)
                .plan(Schema.of(Column.of("id", ColumnType.LONG), Column.of("Some Text", ColumnType.TEXT)))
                .statements();
        String table = "`" + server.database() + "`.`t`";
        assertThat(plan)
                .contains("CREATE TABLE " + table + " (`id` bigint NULL, `some_text` longtext COLLATE utf8mb4_bin NULL"
                        + " COMMENT 'Some Text') ENGINE=InnoDB DEFAULT CHARACTER SET utf8mb4 COLLATE utf8mb4_bin")
                .anyMatch(sql -> sql.startsWith("ALTER TABLE " + table + " ADD COLUMN `_leat_key` binary(32)"))
                .anyMatch(sql -> sql.contains("ON DUPLICATE KEY UPDATE " + table + ".`some_text` = s.`some_text`"));
        List<String> replace = server.sink()
                .table("t")
                .mode(WriteMode.REPLACE)
                .plan(Schema.of(Column.of("id", ColumnType.LONG)))
                .statements();
        assertThat(replace).anyMatch(sql -> sql.startsWith("RENAME TABLE " + table + " TO "));
    }

    @Test
    void aPoolGetsItsSettingsBack() throws Exception {
        try (var connection = server.connect();
                var statement = connection.createStatement()) {
            statement.execute("SET SESSION sql_mode = 'ANSI_QUOTES', SESSION time_zone = '+03:00'");
            javax.sql.DataSource one = new OneConnection(connection);
            load(csv("t.csv", "a\nx\n"), RdsSink.of(one).table("t")).run();
            try (var row = statement.executeQuery("SELECT @@sql_mode, @@time_zone")) {
                row.next();
                assertThat(row.getString(1)).isEqualTo("ANSI_QUOTES");
                assertThat(row.getString(2)).isEqualTo("+03:00");
            }
        }
        assertThat(server.texts("SELECT a FROM t")).containsExactly("x");
    }

    @Test
    void secretsAreInNoNameAndNoError() {
        RdsSink sink = RdsSink.jdbc(
                "jdbc:mysql://me:geheim@localhost:1/db?password=geheim&keyStorePassword=geheim", new Properties());
        assertThat(sink.name()).isEqualTo("jdbc:mysql://localhost:1/db, table data");
        assertThatThrownBy(() -> sink.plan(Schema.of(Column.of("a", ColumnType.TEXT))))
                .isInstanceOf(SinkException.class)
                .satisfies(e -> {
                    for (Throwable t = e; t != null; t = t.getCause()) {
                        assertThat(String.valueOf(t)).doesNotContain("geheim");
                    }
                });
    }
}
