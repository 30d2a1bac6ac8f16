package io.github.leat.core.sink;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import io.github.leat.core.PermanentSinkException;
import io.github.leat.core.Position;
import io.github.leat.core.SchemaException;
import io.github.leat.core.record.BatchBuilder;
import io.github.leat.core.record.CsvFormat;
import io.github.leat.core.record.RecordBatch;
import io.github.leat.core.schema.Schema;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class CsvSinkTest {
    private static final Schema TWO = Schema.ofTexts(List.of("Event Id", "note"));

    @TempDir
    Path directory;

    private Path file() {
        return directory.resolve("out.csv");
    }

    private static LoadId version(String source, String version) {
        return LoadId.create(source, Optional.of(version));
    }

    private static RecordBatch batch(@Nullable String... record) {
        return BatchBuilder.of("a.csv", TWO).add(record).build();
    }

    private static Checkpoint end(long read) {
        return new Checkpoint(
                new Position("a.csv", read * 4, read + 1, read), new RecordCounts(read, read, 0, 0, 0), 0);
    }

    private static void load(CsvSink sink, String source, RecordBatch... batches) throws Exception {
        try (SinkWriter writer = sink.open(TWO, version(source, "v1"))) {
            int read = 0;
            for (RecordBatch batch : batches) {
                writer.write(batch);
                read += batch.size();
            }
            writer.complete(end(read));
        }
    }

    @Test
    void headerAndRecordsAreRfc4180() throws Exception {
        load(CsvSink.to(file()), "a.csv", batch("1", "a,\"b\"\nc"), batch(null, ""), batch("x", null));
        assertThat(file()).content(StandardCharsets.UTF_8).isEqualTo("""
                Event Id,note
                1,"a,""b""
                c"
                ,""
                x,
                """);
    }

    @Test
    void anotherFormatIsKept() throws Exception {
        load(CsvSink.to(file()).format(CsvFormat.builder().delimiter(';').build()), "a.csv", batch("1", "a;b,c"));
        assertThat(file()).content(StandardCharsets.UTF_8).isEqualTo("Event Id;note\n1;\"a;b,c\"\n");
    }

    @Test
    void appendKeepsWhatIsThereAndWritesNoSecondHeader() throws Exception {
        load(CsvSink.to(file()), "a.csv", batch("1", "a"));
        load(CsvSink.to(file()), "b.csv", batch("2", "b"));
        assertThat(file()).content().isEqualTo("Event Id,note\n1,a\n2,b\n");
    }

    @Test
    void appendTakesFilesOfOthersWithTheSameHeader() throws Exception {
        Files.writeString(file(), "\uFEFF\"Event Id\",note\r\n0,zero");
        load(CsvSink.to(file()), "a.csv", batch("1", "a"));
        assertThat(file()).content().isEqualTo("\uFEFF\"Event Id\",note\r\n0,zero\n1,a\n");
    }

    @Test
    void appendNamesTheFirstDifferenceOfTheHeaders() throws Exception {
        Files.writeString(file(), "Event Id,comment,more\n");
        assertThatThrownBy(() -> CsvSink.to(file()).plan(TWO))
                .isInstanceOf(SchemaException.class)
                .hasMessageContaining("column 2 is \"comment\" in the file and \"note\" in the load");
        Files.writeString(file(), "Event Id\n");
        assertThatThrownBy(() -> CsvSink.to(file()).plan(TWO))
                .isInstanceOf(SchemaException.class)
                .hasMessageContaining("column 2 is missing in the file");
    }

    @Test
    void rowsThatPeopleAddBetweenLoadsStay() throws Exception {
        load(CsvSink.to(file()), "a.csv", batch("1", "a"));
        Files.writeString(file(), "Event Id,note\n1,a\n7,by hand\n");
        load(CsvSink.to(file()), "b.csv", batch("2", "b"));
        assertThat(file()).content().isEqualTo("Event Id,note\n1,a\n7,by hand\n2,b\n");
    }

    @Test
    void aResumedLoadGoesOnBehindAnotherOne() throws Exception {
        CsvSink sink = CsvSink.to(file());
        try (SinkWriter dies = sink.open(TWO, version("a.csv", "v1"))) {
            dies.write(batch("1", "a"));
            dies.commit(end(1));
            dies.write(batch("9", "lost"));
        }
        load(sink, "b.csv", batch("2", "b"));
        try (SinkWriter again = sink.open(TWO, version("a.csv", "v1"))) {
            assertThat(again.lastCommit()).hasValue(end(1));
            again.write(batch("3", "c"));
            again.complete(end(2));
        }
        assertThat(file()).content().isEqualTo("Event Id,note\n1,a\n2,b\n3,c\n");
    }

    @Test
    void aRemovedFileIsLoadedAgain() throws Exception {
        load(CsvSink.to(file()), "a.csv", batch("1", "a"));
        Files.delete(file());
        assertThat(CsvSink.to(file()).ledger(version("a.csv", "v1"))).isEmpty();
        load(CsvSink.to(file()), "a.csv", batch("1", "a"));
        assertThat(file()).content().isEqualTo("Event Id,note\n1,a\n");
    }

    @Test
    void replaceLeavesNoTemporaryFile() throws Exception {
        load(CsvSink.to(file()), "a.csv", batch("1", "a"));
        load(CsvSink.to(file()).mode(WriteMode.REPLACE), "b.csv", batch("2", "b"));
        assertThat(file()).content().isEqualTo("Event Id,note\n2,b\n");
        assertThat(CsvSink.to(file()).ledger(version("a.csv", "v1"))).isEmpty();
        try (var files = Files.list(directory)) {
            assertThat(files.map(Path::getFileName).map(Path::toString))
                    .containsExactlyInAnyOrder("out.csv", "out.csv.leat");
        }
    }

    @Test
    void devicesTakeRecordsWithoutLedger() throws Exception {
        Path device = Path.of("/dev/null");
        assumeTrue(Files.exists(device), "there is no /dev/null");
        CsvSink sink = CsvSink.to(device);
        assertThat(sink.traits().delivery()).isEqualTo(Delivery.AT_LEAST_ONCE);
        load(sink, "a.csv", batch("1", "a"));
        assertThat(sink.ledger(version("a.csv", "v1"))).isEmpty();
    }

    @Test
    void aFullDiskIsNamed() {
        Path device = Path.of("/dev/full");
        assumeTrue(Files.exists(device), "there is no /dev/full");
        assertThatThrownBy(() -> load(CsvSink.to(device), "a.csv", batch("1", "a")))
                .isInstanceOf(PermanentSinkException.class)
                .hasMessageContaining("No space left")
                .hasMessageContaining("Free some disk space");
    }

    @Test
    void directoriesAndMissingOnesAreNamedWhenPlanned() {
        assertThatThrownBy(() -> CsvSink.to(directory).plan(TWO))
                .isInstanceOf(PermanentSinkException.class)
                .hasMessageContaining("is a directory");
        assertThatThrownBy(
                        () -> CsvSink.to(directory.resolve("missing/out.csv")).plan(TWO))
                .isInstanceOf(PermanentSinkException.class)
                .hasMessageContaining("no directory");
    }

    @Test
    void aBrokenLedgerSaysWhatToDo() throws Exception {
        load(CsvSink.to(file()), "a.csv", batch("1", "a"));
        Files.writeString(CsvLedger.path(file()), "0.source=a.csv\n");
        assertThatThrownBy(() -> CsvSink.to(file()).ledger(version("a.csv", "v1")))
                .isInstanceOf(PermanentSinkException.class)
                .hasMessageContaining("out.csv.leat");
    }
}
