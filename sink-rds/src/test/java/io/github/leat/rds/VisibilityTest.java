package io.github.leat.rds;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.github.leat.core.SchemaException;
import io.github.leat.core.TooManyRejectsException;
import io.github.leat.core.io.FileSource;
import io.github.leat.core.load.DeadLetters;
import io.github.leat.core.load.Load;
import io.github.leat.core.load.LoadOutcome;
import io.github.leat.core.load.LoadReport;
import io.github.leat.core.load.RejectBudget;
import io.github.leat.core.schema.ColumnType;
import io.github.leat.core.sink.CsvSink;
import io.github.leat.core.sink.Sink;
import io.github.leat.core.sink.WriteMode;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** When the records of an append are seen, and a load that takes itself back. */
class VisibilityTest {
    private static final int RECORDS = 20_000;

    @TempDir
    Path directory;

    private DuckDbFile database = new DuckDbFile(Path.of(""));
    private Path file = Path.of("");

    @BeforeEach
    void write() throws IOException {
        database = new DuckDbFile(directory.resolve("leat.duckdb"));
        StringBuilder text = new StringBuilder("id,v,note\n");
        for (int i = 1; i <= RECORDS; i++) {
            text.append(i)
                    .append(',')
                    .append(i > RECORDS - 3 ? "bad" : i % 9)
                    .append(",some text to fill the record\n");
        }
        file = Files.writeString(directory.resolve("numbers.csv"), text);
    }

    private RdsSink sink() {
        return RdsSink.duckdb(database.path()).table("t").visibility(Visibility.ATOMIC);
    }

    private Load load(Sink sink) {
        return Load.from(FileSource.of(file))
                .into(sink)
                .cast("v", ColumnType.LONG)
                .deadLetters(DeadLetters.toFile(directory.resolve("rejects.csv")))
                .commitEvery(100_000, Duration.ofHours(1));
    }

    private List<String> rejectedIds() throws IOException {
        try (var lines = Files.lines(directory.resolve("rejects.csv"))) {
            return lines.skip(1)
                    .map(line -> line.substring(0, line.indexOf(',')))
                    .toList();
        }
    }

    @Test
    void anAtomicAppendIsSeenAtItsEnd() throws Exception {
        List<Boolean> seen = new ArrayList<>();
        LoadReport report = load(sink())
                .onProgress(progress -> {
                    if (!progress.finished()) {
                        seen.add(database.rows("t").isPresent());
                    }
                })
                .run();
        assertThat(report.outcome()).isEqualTo(LoadOutcome.COMPLETED_WITH_REJECTS);
        assertThat(seen).isNotEmpty().doesNotContain(true);
        assertThat(database.texts("SELECT count(*) FROM t")).containsExactly(String.valueOf(RECORDS - 3));
        assertThat(load(sink()).run().outcome()).isEqualTo(LoadOutcome.ALREADY_LOADED);
    }

    @Test
    void tooManyRejectsTakeTheLoadBack() throws Exception {
        List<LoadReport> reports = new ArrayList<>();
        for (int run = 0; run < 2; run++) {
            assertThatThrownBy(() -> load(sink())
                            .maxRejects(RejectBudget.count(1).thenRollback())
                            .onReport(reports::add)
                            .run())
                    .isInstanceOf(TooManyRejectsException.class)
                    .hasMessageContaining("Nothing of the load was kept");
            assertThat(database.texts("SELECT table_name FROM information_schema.tables"))
                    .containsExactly("_leat_ledger");
            assertThat(database.texts("SELECT * FROM _leat_ledger")).isEmpty();
        }
        assertThat(reports).allSatisfy(report -> assertThat(report.checkpoint()).isEmpty());
        assertThat(rejectedIds()).contains(String.valueOf(RECORDS - 2)).doesNotHaveDuplicates();
        LoadReport report =
                load(sink()).maxRejects(RejectBudget.count(3).thenRollback()).run();
        assertThat(report.counts().written()).isEqualTo(RECORDS - 3);
        assertThat(report.resumedAt()).isEmpty();
        assertThat(rejectedIds()).hasSize(3).doesNotHaveDuplicates();
    }

    @Test
    void whatShowsRecordsAtOnceIsNotTakenBack() {
        for (Sink sink :
                List.of(RdsSink.duckdb(database.path()).table("t"), CsvSink.to(directory.resolve("out.csv")))) {
            assertThatThrownBy(() -> load(sink)
                            .maxRejects(RejectBudget.count(1).thenRollback())
                            .plan())
                    .isInstanceOf(SchemaException.class)
                    .hasMessageContaining("thenRollback");
        }
    }

    @Test
    void anUpsertIsNeverSeenInParts() {
        RdsSink sink = sink().mode(WriteMode.UPSERT).key("id").visibility(Visibility.INCREMENTAL);
        assertThatThrownBy(() -> load(sink).plan())
                .isInstanceOf(SchemaException.class)
                .hasMessageContaining("INCREMENTAL");
    }

    @Test
    void whatWasShownIsNotStagedWhenTheLoadGoesOn() {
        Load begun = load(sink().visibility(Visibility.INCREMENTAL));
        assertThatThrownBy(() -> begun.maxRejects(RejectBudget.count(1)).run())
                .isInstanceOf(TooManyRejectsException.class);
        assertThatThrownBy(() -> load(sink()).run())
                .isInstanceOf(SchemaException.class)
                .hasMessageContaining("has shown some of its records");
    }
}
