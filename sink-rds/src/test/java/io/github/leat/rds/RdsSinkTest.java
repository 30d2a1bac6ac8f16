package io.github.leat.rds;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.github.leat.core.PermanentSinkException;
import io.github.leat.core.Position;
import io.github.leat.core.SchemaException;
import io.github.leat.core.record.BatchBuilder;
import io.github.leat.core.record.RecordBatch;
import io.github.leat.core.record.RejectCode;
import io.github.leat.core.record.Rejection;
import io.github.leat.core.schema.Column;
import io.github.leat.core.schema.ColumnType;
import io.github.leat.core.schema.Schema;
import io.github.leat.core.schema.ValueFormat;
import io.github.leat.core.sink.Checkpoint;
import io.github.leat.core.sink.Duplicates;
import io.github.leat.core.sink.LoadId;
import io.github.leat.core.sink.RecordCounts;
import io.github.leat.core.sink.SchemaPolicy;
import io.github.leat.core.sink.SinkPlan;
import io.github.leat.core.sink.SinkWriter;
import io.github.leat.core.sink.WriteMode;
import io.github.leat.core.sink.WriteResult;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Properties;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class RdsSinkTest {
    private static final String SOURCE = "a.csv";
    private static final Schema TWO = Schema.of(Column.of("id", ColumnType.LONG), Column.of("v", ColumnType.LONG));

    @TempDir
    Path directory;

    private DuckDbFile database = new DuckDbFile(Path.of("unset"));

    @BeforeEach
    void chooseFile() {
        database = new DuckDbFile(directory.resolve("test.duckdb"));
    }

    private RdsSink sink() {
        return RdsSink.duckdb(database.path()).table("t");
    }

    private RdsSink upsert() {
        return sink().key("id").mode(WriteMode.UPSERT);
    }

    private static LoadId version(String version) {
        return LoadId.create(SOURCE, Optional.of(version));
    }

    private static RecordBatch batch(Schema schema, @Nullable String[]... records) {
        BatchBuilder builder = BatchBuilder.of(SOURCE, schema);
        for (@Nullable String[] record : records) {
            builder.add(record);
        }
        return builder.build();
    }

    private static @Nullable String[] record(@Nullable String... values) {
        return values;
    }

    private static Checkpoint end(long read, long rejected) {
        return new Checkpoint(
                new Position(SOURCE, read, read + 1, read), new RecordCounts(read, read - rejected, 0, rejected, 0), 0);
    }

    private static RecordCounts load(RdsSink sink, String version, RecordBatch batch) throws InterruptedException {
        try (SinkWriter writer = sink.open(sink.plan(batch.schema()).schema(), version(version))) {
            assertThat(writer.write(batch).rejected()).isEmpty();
            return writer.complete(end(batch.size(), 0));
        }
    }

    // --- which record of a key is kept

    @Test
    void keepFirstKeepsTheFirst() throws Exception {
        RecordCounts counts = load(
                upsert().duplicates(Duplicates.KEEP_FIRST),
                "v1",
                batch(TWO, record("1", "5"), record("1", "9"), record(null, "1"), record(null, "2")));
        assertThat(counts).isEqualTo(new RecordCounts(4, 2, 2, 0, 0));
        assertThat(database.texts("SELECT id, v FROM t ORDER BY v")).containsExactly("null|1", "1|5");
    }

    @Test
    void keepMaxKeepsTheLargestAndTakesNullAsTheSmallest() throws Exception {
        load(
                upsert().duplicates(Duplicates.keepMax("v")),
                "v1",
                batch(
                        TWO,
                        record("1", "5"),
                        record("1", "9"),
                        record("1", null),
                        record("2", null),
                        record("3", null),
                        record("3", "-1")));
        assertThat(database.texts("SELECT id, v FROM t ORDER BY id")).containsExactly("1|9", "2|null", "3|-1");
    }

    @Test
    void keepMaxNeedsItsColumn() {
        assertThatThrownBy(() -> upsert().duplicates(Duplicates.keepMax("when")).plan(TWO))
                .isInstanceOf(SchemaException.class)
                .hasMessageContaining("\"when\"");
    }

    // --- tables that are there

    @Test
    void valuesOutOfTheRangeOfANarrowColumnAreRejected() throws Exception {
        database.run("CREATE TABLE t (id INTEGER, v UTINYINT)");
        SinkPlan plan = sink().plan(TWO);
        assertThat(plan.schema().column(0).type()).isEqualTo(ColumnType.LONG);
        try (SinkWriter writer = sink().open(plan.schema(), version("v1"))) {
            WriteResult result = writer.write(batch(
                    plan.schema(),
                    record("1", "255"),
                    record("2147483648", "1"),
                    record("3", "256"),
                    record("4", null)));
            assertThat(result.rejected()).extracting(Rejection::index).containsExactly(1, 2);
            assertThat(result.rejected()).extracting(Rejection::code).containsOnly(RejectCode.VALUE_TOO_LARGE);
            assertThat(result.rejected().get(0).reason())
                    .contains("\"2147483648\"")
                    .contains("INTEGER");
            writer.complete(end(4, 2));
        }
        assertThat(database.texts("SELECT id, v FROM t ORDER BY id")).containsExactly("1|255", "4|null");
    }

    @Test
    void defaultsFillColumnsThatTheLoadLacks() throws Exception {
        database.run(
                "CREATE TABLE t (id BIGINT, note VARCHAR DEFAULT 'none', twice BIGINT GENERATED ALWAYS AS (id * 2))");
        Schema ids = Schema.of(Column.of("id", ColumnType.LONG));
        load(sink(), "v1", batch(ids, record("4")));
        assertThat(database.texts("SELECT id, note, twice FROM t")).containsExactly("4|none|8");
        assertThatThrownBy(() -> sink().plan(Schema.of(Column.of("twice", ColumnType.LONG))))
                .isInstanceOf(SchemaException.class)
                .hasMessageContaining("computed");
    }

    @Test
    void aForeignKeyIsAskedBeforeTheInsert() throws Exception {
        database.run(
                "CREATE TABLE parent (id BIGINT PRIMARY KEY)",
                "INSERT INTO parent VALUES (1)",
                "CREATE TABLE t (id BIGINT, v BIGINT REFERENCES parent(id))");
        try (SinkWriter writer = sink().open(sink().plan(TWO).schema(), version("v1"))) {
            WriteResult result = writer.write(batch(TWO, record("1", "1"), record("2", "9"), record("3", null)));
            assertThat(result.rejected()).extracting(Rejection::index).containsExactly(1);
            assertThat(result.rejected().get(0).reason()).contains("FOREIGN KEY");
            writer.complete(end(3, 1));
        }
        assertThat(database.texts("SELECT id FROM t ORDER BY id")).containsExactly("1", "3");
    }

    @Test
    void anUpsertOfKeysAloneLeavesTheRowsThatAreThere() throws Exception {
        database.run("CREATE TABLE t (id BIGINT PRIMARY KEY, v BIGINT)", "INSERT INTO t VALUES (1, 7)");
        Schema ids = Schema.of(Column.of("id", ColumnType.LONG));
        assertThat(load(upsert(), "v1", batch(ids, record("1"), record("2"))))
                .isEqualTo(new RecordCounts(2, 2, 0, 0, 0));
        assertThat(database.texts("SELECT * FROM t ORDER BY id")).containsExactly("1|7", "2|null");
    }

    @Test
    void aColumnThatMustBeFilledIsMissedBeforeTheLoad() {
        database.run("CREATE TABLE t (id BIGINT, v BIGINT, must VARCHAR NOT NULL)");
        assertThatThrownBy(() -> sink().plan(TWO))
                .isInstanceOf(SchemaException.class)
                .hasMessageContaining("\"must\"");
    }

    @Test
    void aTypeThatNoFieldIsReadAsIsNamed() {
        database.run("CREATE TABLE t (id BIGINT, v INTEGER[])");
        assertThatThrownBy(() -> sink().plan(TWO))
                .isInstanceOf(SchemaException.class)
                .hasMessageContaining("\"v\"")
                .hasMessageContaining("INTEGER[]");
    }

    @Test
    void aViewIsNoTarget() {
        database.run("CREATE VIEW t AS SELECT 1 AS id");
        assertThatThrownBy(() -> sink().plan(TWO))
                .isInstanceOf(SchemaException.class)
                .hasMessageContaining("view");
    }

    @Test
    void namesAreComparedWithoutCase() throws Exception {
        database.run("CREATE TABLE \"T\" (\"ID\" BIGINT, \"V\" BIGINT)");
        load(upsert(), "v1", batch(TWO, record("1", "2")));
        assertThat(database.texts("SELECT * FROM \"T\"")).containsExactly("1|2");
        Schema twice = Schema.of(
                Column.of("id", ColumnType.LONG).withNames("id", "id"),
                Column.of("ID", ColumnType.LONG).withNames("ID", "ID"));
        assertThatThrownBy(() -> sink().plan(twice))
                .isInstanceOf(SchemaException.class)
                .hasMessageContaining("id and ID");
    }

    @Test
    void replaceKeepsTheTablesOwnColumnsAndComments() throws Exception {
        database.run(
                "CREATE TABLE t (id BIGINT PRIMARY KEY, v BIGINT, extra VARCHAR)", "COMMENT ON COLUMN t.v IS 'mine'");
        database.run("INSERT INTO t VALUES (1, 1, 'x')");
        load(sink().mode(WriteMode.REPLACE), "v1", batch(TWO, record("1", "2"), record("2", "3")));
        assertThat(database.texts("SELECT * FROM t ORDER BY id")).containsExactly("1|2|null", "2|3|null");
        assertThat(database.texts("SELECT comment FROM duckdb_columns() WHERE table_name = 't' AND column_name = 'v'"))
                .containsExactly("mine");
    }

    // --- schema

    @Test
    void originalNamesAndTagsBecomeComments() throws Exception {
        Schema schema = Schema.of(
                Column.of("Event Date", ColumnType.DATE).withHxl("#date+occurred"), Column.of("id", ColumnType.LONG));
        load(sink(), "v1", batch(schema, record("2020-01-02", "1")));
        assertThat(database.texts("SELECT column_name, comment FROM duckdb_columns() WHERE table_name = 't'"))
                .containsExactly("event_date|Event Date #date+occurred", "id|null");
    }

    @Test
    void thePlanShowsTheStatements() {
        SinkPlan plan = upsert().plan(TWO);
        assertThat(plan.statements())
                .anySatisfy(sql -> assertThat(sql).startsWith("CREATE TABLE IF NOT EXISTS \"_leat_ledger\""))
                .contains("CREATE TABLE \"t\" (\"id\" BIGINT, \"v\" BIGINT)")
                .anySatisfy(sql -> assertThat(sql)
                        .startsWith("DELETE FROM \"t\"")
                        .contains("t.\"id\" IS NOT DISTINCT FROM s.\"id\""));
        assertThat(database.path()).doesNotExist();
    }

    @Test
    void aDeclaredTypeThatDoesNotFitAFrozenTableIsRefused() {
        database.run("CREATE TABLE t (id BIGINT, v BIGINT)");
        Schema text = Schema.of(Column.of("id", ColumnType.LONG), Column.of("v", ColumnType.TEXT));
        assertThatThrownBy(() -> sink().schemaPolicy(SchemaPolicy.FREEZE).plan(text))
                .isInstanceOf(SchemaException.class)
                .hasMessageContaining("\"v\"")
                .hasMessageContaining("EVOLVE");
        assertThat(sink().table("none")
                        .schemaPolicy(SchemaPolicy.FREEZE)
                        .plan(text)
                        .statements())
                .anyMatch(sql -> sql.startsWith("CREATE TABLE \"none\""));
    }

    @Test
    void keyColumnsAreNotWidened() {
        database.run("CREATE TABLE t (id BIGINT PRIMARY KEY, v BIGINT)");
        Schema text = Schema.of(Column.of("id", ColumnType.TEXT), Column.of("v", ColumnType.TEXT));
        Schema planned = sink().plan(text).schema();
        assertThat(planned.column(0).type()).isEqualTo(ColumnType.LONG);
        assertThat(planned.column(1).type()).isEqualTo(ColumnType.TEXT);
    }

    @Test
    void daysWidenToTheTextThatWasRead() throws Exception {
        Column day = Column.of("day", ColumnType.DATE)
                .withType(ColumnType.DATE, Optional.of(new ValueFormat("d MMMM yyyy")))
                .withOrigin(Column.Origin.INFERRED);
        Schema days = Schema.of(day);
        Schema texts = Schema.of(day.withType(ColumnType.TEXT));
        try (SinkWriter writer = sink().open(sink().plan(days).schema(), version("v1"))) {
            writer.write(batch(days, record("7 November 2020")));
            writer.evolve(texts);
            writer.write(batch(texts, record("unknown")));
            writer.complete(end(2, 0));
        }
        assertThat(database.texts("SELECT day FROM t")).containsExactly("7 November 2020", "unknown");
    }

    // --- the ledger

    @Test
    void aDroppedTableIsLoadedAgain() throws Exception {
        load(sink(), "v1", batch(TWO, record("1", "2")));
        database.run("DROP TABLE t");
        assertThat(sink().ledger(version("v1"))).isEmpty();
        load(sink(), "v1", batch(TWO, record("1", "2")));
        assertThat(database.texts("SELECT * FROM t")).containsExactly("1|2");
    }

    @Test
    void replaceForgetsTheLoadsWhoseRowsItRemoves() throws Exception {
        load(sink(), "v1", batch(TWO, record("1", "2")));
        RdsSink replace = sink().mode(WriteMode.REPLACE);
        LoadId other = LoadId.create("b.csv", Optional.of("v1"));
        try (SinkWriter writer = replace.open(TWO, other)) {
            writer.write(batch(TWO, record("9", "9")));
            writer.complete(end(1, 0));
        }
        assertThat(sink().ledger(version("v1"))).isEmpty();
        assertThat(sink().ledger(other)).isPresent();
    }

    @Test
    void ofTwoLoadsOfOneObjectTheLaterOneGoesOn() throws Exception {
        SinkWriter first = sink().open(sink().plan(TWO).schema(), version("v1"));
        first.write(batch(TWO, record("1", "1")));
        first.commit(end(1, 0));
        try (first;
                SinkWriter second = sink().open(TWO, version("v1"))) {
            assertThat(second.lastCommit()).hasValue(end(1, 0));
            first.write(batch(TWO, record("2", "2")));
            assertThatThrownBy(() -> first.commit(end(2, 0)))
                    .isInstanceOf(PermanentSinkException.class)
                    .hasMessageContaining(SOURCE);
            second.write(batch(TWO, record("2", "2")));
            second.complete(end(2, 0));
        }
        assertThat(database.texts("SELECT id FROM t ORDER BY id")).containsExactly("1", "2");
    }

    @Test
    void stagingTablesOfDeadLoadsAreDropped() throws Exception {
        String stages = "SELECT table_name FROM duckdb_tables() WHERE starts_with(table_name, '_leat_stage_')";
        try (SinkWriter dead = upsert().open(TWO, version("v1"))) {
            dead.write(batch(TWO, record("1", "1")));
            dead.commit(end(1, 0));
        }
        assertThat(database.texts(stages)).hasSize(1);
        try (SinkWriter next = upsert().open(TWO, version("v2"))) {
            assertThat(database.texts(stages)).hasSize(1);
            next.write(batch(TWO, record("1", "2")));
            next.complete(end(1, 0));
        }
        assertThat(database.texts(stages)).isEmpty();
        assertThat(database.texts("SELECT * FROM t")).containsExactly("1|2");
    }

    @Test
    void aStageOfOtherColumnsIsNotResumed() throws Exception {
        try (SinkWriter dead = upsert().open(TWO, version("v1"))) {
            dead.write(batch(TWO, record("1", "1")));
            dead.commit(end(1, 0));
        }
        Schema text = Schema.of(Column.of("id", ColumnType.LONG), Column.of("v", ColumnType.TEXT));
        try (SinkWriter again = upsert().open(text, version("v1"))) {
            assertThat(again.lastCommit()).isEmpty();
            again.write(batch(text, record("1", "x")));
            assertThat(again.complete(end(1, 0)).written()).isEqualTo(1);
        }
    }

    // --- targets and errors

    @Test
    void targetsAreParsed() {
        assertThat(RdsSink.parse("duckdb:a/b.duckdb?memory_limit=256MB&threads=2")
                        .table("x")
                        .name())
                .isEqualTo("duckdb:a/b.duckdb, table x");
        assertThat(RdsSink.parse("jdbc:duckdb:a.duckdb").name()).startsWith("duckdb:a.duckdb");
        assertThat(RdsSink.jdbc("jdbc:postgresql://u:secret@host/db?password=secret", new Properties())
                        .name())
                .doesNotContain("secret");
        assertThatIllegalArgumentException()
                .isThrownBy(() -> RdsSink.parse("duckdb:a?colour=red"))
                .withMessageContaining("memory_limit");
        assertThatIllegalArgumentException().isThrownBy(() -> RdsSink.parse("duckdb:a?threads"));
        assertThatIllegalArgumentException().isThrownBy(() -> RdsSink.parse("sqlite:a"));
    }

    @Test
    void settingsReachTheDatabase() throws Exception {
        RdsSink sink = RdsSink.duckdb(database.path(), Map.of("memory_limit", "200MiB", "threads", "1"))
                .table("t");
        try (SinkWriter writer = sink.open(TWO, version("v1"))) {
            assertThat(database.texts("SELECT current_setting('memory_limit'), current_setting('threads')"))
                    .containsExactly("200.0 MiB|1");
            writer.complete(end(0, 0));
        }
    }

    @Test
    void whatIsNoDatabaseIsNamed() throws Exception {
        Path text = Files.writeString(directory.resolve("notes.txt"), "not a database, just some text of a few words");
        for (Path path : List.of(text, directory, directory.resolve("missing/x.duckdb"))) {
            assertThatThrownBy(() -> RdsSink.duckdb(path).open(TWO, version("v1")))
                    .isInstanceOf(PermanentSinkException.class)
                    .hasMessageContaining(path.toString());
        }
    }
}
