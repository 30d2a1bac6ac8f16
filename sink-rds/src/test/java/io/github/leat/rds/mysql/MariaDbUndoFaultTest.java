package io.github.leat.rds.mysql;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.github.leat.core.LoadException;
import io.github.leat.core.SchemaException;
import io.github.leat.core.io.FileSource;
import io.github.leat.core.load.Load;
import io.github.leat.core.sink.LedgerScope;
import io.github.leat.core.sink.Undo;
import io.github.leat.core.sink.WriteMode;
import io.github.leat.rds.RdsSink;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.FileTime;
import java.sql.Connection;
import java.sql.SQLException;
import java.sql.Statement;
import java.time.Instant;
import java.util.List;
import java.util.Properties;
import java.util.concurrent.CompletableFuture;
import java.util.function.BooleanSupplier;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.ValueSource;

/** What is kept where DDL commits: beside others who write, when a connection is cut in the middle, and of values of all types. */
class MariaDbUndoFaultTest {
    private static final Instant LONG_AGO = Instant.parse("2026-01-01T00:00:00Z");

    @TempDir
    Path directory = Path.of("");

    private final MariaDbServer server = MariaDbServer.newDatabase();
    private int version;

    private RdsSink people(WriteMode mode) {
        return people(server.url(), mode);
    }

    private static RdsSink people(String url, WriteMode mode) {
        return RdsSink.jdbc(url, new Properties())
                .table("people")
                .mode(mode)
                .key("id")
                .undoable();
    }

    private Path file(String name, String... records) {
        try {
            Path file = Files.writeString(directory.resolve(name), "id,name\n" + String.join("\n", records) + "\n");
            return Files.setLastModifiedTime(file, FileTime.from(LONG_AGO.plusSeconds(++version)));
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private static String load(Path file, RdsSink sink) {
        return Load.from(FileSource.of(file)).into(sink).maxAttempts(1).run().loadId();
    }

    private Undo undo() {
        return server.sink().table("people").undo(LedgerScope.TABLE).orElseThrow();
    }

    private List<String> rows() {
        return server.texts("SELECT id, name FROM people ORDER BY id, name");
    }

    /** Names of the tables that keep rows of loads. */
    private List<String> kept() {
        return server.texts("SELECT table_name FROM information_schema.tables WHERE table_schema = '"
                + server.database() + "' AND table_name LIKE '\\_leat\\_undo\\_%' ORDER BY table_name");
    }

    private List<String> sides() {
        return server.texts("SELECT side FROM _leat_undo ORDER BY side");
    }

    private static void await(String what, BooleanSupplier happened) {
        long end = System.nanoTime() + 30_000_000_000L;
        while (!happened.getAsBoolean()) {
            assertThat(System.nanoTime()).as(what).isLessThan(end);
        }
    }

    /** Not by innodb_trx, which says the same for as long as it is asked more often than each tenth of a second. */
    private boolean isSomebodyWaiting() {
        String status = server.texts("SHOW ENGINE INNODB STATUS").get(0);
        // what comes before tells of the last deadlock, too
        return status.substring(status.indexOf("\nTRANSACTIONS\n")).contains("LOCK WAIT");
    }

    private List<String> working() {
        return server.texts("SELECT id FROM information_schema.processlist WHERE db = '" + server.database()
                + "' AND command = 'Query' AND id <> CONNECTION_ID()");
    }

    /** Does something while another transaction has run a statement that nobody sees yet, and waits for it. */
    private CompletableFuture<String> beside(String statement, Work work, Runnable meanwhile) throws SQLException {
        try (Connection connection = server.connect();
                Statement other = connection.createStatement()) {
            other.execute("START TRANSACTION");
            other.execute(statement);
            CompletableFuture<String> done = CompletableFuture.supplyAsync(work::run);
            await("a wait for a lock", this::isSomebodyWaiting);
            meanwhile.run();
            other.execute("COMMIT");
            return done.handle((result, error) -> error == null ? result : String.valueOf(error.getMessage()));
        }
    }

    private interface Work {
        String run();
    }

    /** The load has made its tables by then, and waits for rows that another transaction holds. */
    private void dieInTheMiddle(WriteMode mode, Path file, String held) throws SQLException {
        beside(
                        held,
                        () -> {
                            assertThatThrownBy(() -> load(file, people(mode))).isInstanceOf(LoadException.class);
                            return "";
                        },
                        () -> {
                            assertThat(sides()).contains("open");
                            assertThat(kept()).isNotEmpty();
                            List<String> ids = working();
                            assertThat(ids).hasSize(1);
                            ids.forEach(id -> server.run("KILL " + id));
                            await("the end of a connection", () -> working().isEmpty());
                        })
                .join();
    }

    private static String hold(WriteMode mode) {
        return mode == WriteMode.APPEND
                ? "SELECT COUNT(*) FROM people FOR UPDATE"
                : "UPDATE people SET name = name WHERE id = 2";
    }

    @ParameterizedTest
    @EnumSource(
            value = WriteMode.class,
            names = {"APPEND", "UPSERT", "REPLACE"})
    void aLoadWhoseConnectionIsCutInTheMiddleGoesOn(WriteMode mode) throws Exception {
        load(file("base.csv", "1,Ada", "2,Grace"), people(WriteMode.UPSERT));
        Path file = file("a.csv", "2,Hopper", "3,Joan");
        if (mode == WriteMode.APPEND) {
            server.run("ALTER TABLE people DROP COLUMN _leat_key");
        }
        dieInTheMiddle(mode, file, hold(mode));
        assertThat(rows()).containsExactly("1|Ada", "2|Grace");
        assertThat(undo().loads()).hasSize(1);
        String load = load(file, people(mode));
        assertThat(sides()).doesNotContain("open", "gone");
        undo().undo(load);
        assertThat(rows()).containsExactly("1|Ada", "2|Grace");
        undo().undo(undo().loads().get(0).entry().loadId());
        assertThat(rows()).isEmpty();
        assertThat(kept()).isEmpty();
    }

    @Test
    void whatADeadLoadLeftGoesWithTheNextVersion() throws Exception {
        load(file("base.csv", "1,Ada", "2,Grace"), people(WriteMode.UPSERT));
        List<String> before = kept();
        dieInTheMiddle(WriteMode.UPSERT, file("a.csv", "2,Hopper"), hold(WriteMode.UPSERT));
        assertThat(kept()).hasSizeGreaterThan(before.size());
        String load = load(file("a.csv", "2,Other", "3,Joan"), people(WriteMode.UPSERT));
        assertThat(kept()).hasSize(before.size() + 2);
        undo().undo(load);
        assertThat(kept()).isEqualTo(before);
        assertThat(rows()).containsExactly("1|Ada", "2|Grace");
    }

    @Test
    void tablesThatADeadUndoDidNotDropGoWithTheNext() throws Exception {
        String first = load(file("a.csv", "1,Ada"), people(WriteMode.UPSERT));
        String second = load(file("b.csv", "2,Grace"), people(WriteMode.UPSERT));
        String kept = server.texts("SELECT owner FROM _leat_undo WHERE side = 'after' ORDER BY seq DESC LIMIT 1")
                .get(0);
        assertThat(kept).isEqualTo(second);
        // as a process leaves it that dies between the commit and the dropping
        List<String> tables = kept();
        undo().undo(second);
        List<String> dropped =
                tables.stream().filter(table -> !kept().contains(table)).toList();
        assertThat(dropped).hasSize(2);
        dropped.forEach(table -> server.run("CREATE TABLE `" + table + "` (id bigint)"));
        server.run("INSERT INTO _leat_undo SELECT * FROM _leat_undo WHERE side = 'after' AND owner = '" + first + "'");
        server.run("UPDATE _leat_undo SET side = 'gone', owner = '" + second + "' LIMIT 1");
        assertThat(undo().loads()).hasSize(1);
        undo().confirm(first);
        assertThat(kept()).isEmpty();
        assertThat(sides()).isEmpty();
        assertThat(rows()).containsExactly("1|Ada");
    }

    /** Also where the server reads less strictly than we need it. */
    @ParameterizedTest
    @ValueSource(strings = {"READ-COMMITTED", "REPEATABLE-READ"})
    void whatOthersAreAboutToCommitIsKept(String isolation) throws Exception {
        String url = server.url() + "&sessionVariables=tx_isolation='" + isolation + "'";
        load(file("base.csv", "1,Ada", "2,Grace"), people(WriteMode.UPSERT));
        for (String statement :
                List.of("UPDATE people SET name = 'Other' WHERE id = 2", "INSERT INTO people VALUES (3, 'Other')")) {
            List<String> before = rows();
            Path file = file("a.csv", "2,Hopper", "3,Joan");
            String load = beside(statement, () -> load(file, people(url, WriteMode.UPSERT)), () -> {})
                    .join();
            assertThat(rows()).containsExactly("1|Ada", "2|Hopper", "3|Joan");
            undo().undo(load);
            assertThat(rows()).isNotEqualTo(before).contains(statement.contains("INSERT") ? "3|Other" : "2|Other");
        }
    }

    @ParameterizedTest
    @EnumSource(
            value = WriteMode.class,
            names = {"APPEND", "UPSERT", "REPLACE"})
    void whatOthersAreAboutToCommitIsNotTakenBack(WriteMode mode) throws Exception {
        String load = load(file("a.csv", "1,Ada", "2,Grace"), people(mode));
        String said = beside(
                        "UPDATE people SET name = 'Other' WHERE id = 2",
                        () -> String.valueOf(undo().undo(load)),
                        () -> {})
                .join();
        assertThat(said).contains("Nothing was changed").contains("since");
        assertThat(rows()).containsExactly("1|Ada", "2|Other");
        assertThat(kept()).noneMatch(table -> table.endsWith("_s"));
    }

    @Test
    void rowsAreTheSameToTheLastByteOnly() {
        server.run(
                "CREATE TABLE people (id int, name varchar(20) CHARACTER SET latin1 COLLATE latin1_swedish_ci, f float, d"
                        + " double, n decimal(20,3), day date, clock time(6), at timestamp(6) NULL, blank varbinary(9),"
                        + " flag bit(3), mood enum('sad','glad'))");
        String row = "(1, 'Ada', 1.0000001, 0.1, 10.500, '2020-02-29', '12:30:00.000001',"
                + " '2020-01-02 03:04:05.000006', 'x', 5, 'glad')";
        server.run("INSERT INTO people VALUES " + row + ", (2, 'Grace', 1, 1, 1, NULL, NULL, NULL, NULL, 0, 'sad')");
        server.run("CREATE TABLE before_it AS SELECT * FROM people");
        String load = load(file("a.csv", "1,ada"), people(WriteMode.UPSERT));
        for (String change : List.of(
                "name = 'ADA'",
                "name = 'ada '",
                "name = 'ädä'",
                "f = 1.0000002",
                "d = 0.1 + 1e-17 * 2",
                "n = 10.501",
                "day = '2020-02-28'",
                "clock = '12:30:00.000002'",
                "at = '2020-01-02 03:04:05.000007'",
                "blank = 'x '",
                "blank = NULL",
                "blank = 'n'",
                "flag = 4",
                "mood = NULL")) {
            server.run(
                    "CREATE OR REPLACE TABLE loaded AS SELECT * FROM people",
                    "UPDATE people SET " + change + " WHERE id = 1");
            assertThatThrownBy(() -> undo().undo(load)).as(change).hasMessageContaining("1 of its rows");
            server.run("DELETE FROM people", "INSERT INTO people SELECT * FROM loaded");
        }
        undo().undo(load);
        String sum = "SELECT id, name, f + 0e0, d, n, day, clock, at, HEX(blank), flag + 0, mood FROM ";
        assertThat(server.texts(sum + "people ORDER BY id")).isEqualTo(server.texts(sum + "before_it ORDER BY id"));
    }

    /** ON DUPLICATE KEY UPDATE finds a row by an index that takes other texts for the same. */
    @Test
    void aRowThatIsFoundInAnotherCaseComesBack() {
        server.run(
                "CREATE TABLE people (id varchar(20) CHARACTER SET latin1 COLLATE latin1_swedish_ci NOT NULL PRIMARY"
                        + " KEY, name varchar(20), other int)",
                "INSERT INTO people VALUES ('ABC', 'Ada', 7), ('x', 'Grace', 8)");
        String load = load(file("a.csv", "abc,Hopper"), people(WriteMode.UPSERT));
        assertThat(server.texts("SELECT * FROM people ORDER BY id")).containsExactly("ABC|Hopper|7", "x|Grace|8");
        undo().undo(load);
        assertThat(server.texts("SELECT * FROM people ORDER BY id")).containsExactly("ABC|Ada|7", "x|Grace|8");
        String fresh = load(file("b.csv", "ABc,New", "y,Mary"), people(WriteMode.INSERT_NEW));
        undo().undo(fresh);
        assertThat(server.texts("SELECT * FROM people ORDER BY id")).containsExactly("ABC|Ada|7", "x|Grace|8");
    }

    @Test
    void equalRowsWithAColumnThatCameLaterStayAsTheyAre() {
        load(file("a.csv", "1,Ada", "1,Ada", "2,"), people(WriteMode.APPEND));
        String second = load(file("b.csv", "1,Ada", "2,", "2,"), people(WriteMode.APPEND));
        server.run("ALTER TABLE people ADD COLUMN note varchar(20) DEFAULT 'new'", "UPDATE people SET note = NULL");
        undo().undo(second);
        assertThat(server.texts("SELECT id, name, note FROM people ORDER BY id, name"))
                .containsExactly("1|Ada|null", "1|Ada|null", "2|null|null");
    }

    @Test
    void aTableThatOthersReferToIsReplacedAndComesBack() {
        server.run(
                "CREATE TABLE people (id bigint NOT NULL PRIMARY KEY, name varchar(20))",
                "INSERT INTO people VALUES (1, 'Ada')",
                "CREATE TABLE child (parent bigint, FOREIGN KEY (parent) REFERENCES people (id))");
        String load = load(file("a.csv", "2,Grace"), people(WriteMode.REPLACE));
        assertThat(rows()).containsExactly("2|Grace");
        undo().undo(load);
        assertThat(rows()).containsExactly("1|Ada");
    }

    @Test
    void anEngineThatCommitsEachRowIsRefused() {
        server.run("CREATE TABLE people (id bigint, name text) ENGINE=MyISAM");
        Path file = file("a.csv", "1,Ada");
        assertThatThrownBy(() -> load(file, people(WriteMode.APPEND)))
                .satisfiesAnyOf(
                        e -> assertThat(e).isInstanceOf(SchemaException.class),
                        e -> assertThat(e).hasCauseInstanceOf(SchemaException.class))
                .hasMessageContaining("MyISAM");
        assertThat(rows()).isEmpty();
    }

    @Test
    void aTableThatIsNotThereAnyMoreIsSaid() {
        String load = load(file("a.csv", "1,Ada"), people(WriteMode.UPSERT));
        server.run("DROP TABLE people");
        assertThatThrownBy(() -> undo().undo(load)).hasMessageContaining("is not there any more");
        undo().confirm(load);
        assertThat(kept()).isEmpty();
    }

    @Test
    void namesOfAnyLengthAreKeptApart() {
        String name = "n".repeat(70);
        RdsSink sink = server.sink().table(name).undoable();
        String load = load(file("a.csv", "1,Ada"), sink);
        sink.undo(LedgerScope.TABLE).orElseThrow().undo(load);
        assertThat(kept()).isEmpty();
    }
}
