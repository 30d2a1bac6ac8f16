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
import java.io.FileOutputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.DirectoryStream;
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

    /** A writer that dies in the middle: it is not closed, and nothing after the commit may stay. */
    private static SinkWriter crash(CsvSink sink, String source) throws Exception {
        SinkWriter dies = sink.open(TWO, version(source, "v1"));
        dies.write(batch("1", "a"));
        dies.commit(end(1));
        dies.write(batch("9", "lost"));
        return dies;
    }

    @Test
    void whatACrashLeftUncommittedIsCutOffByAnyLoad() throws Exception {
        SinkWriter dead = crash(CsvSink.to(file()), "a.csv");
        assertThat(file()).content().contains("lost");
        load(CsvSink.to(file()), "b.csv", batch("2", "b"));
        assertThat(file()).content().isEqualTo("Event Id,note\n1,a\n2,b\n");
        assertThat(CsvSink.to(file()).ledger(version("a.csv", "v1")))
                .hasValueSatisfying(entry -> assertThat(entry.checkpoint()).isEqualTo(end(1)));
        assertThat(dead.lastCommit()).isEmpty();
    }

    @Test
    void anInterruptedLoadGoesOnAtItsLastCommit() throws Exception {
        CsvSink sink = CsvSink.to(file());
        try (SinkWriter writer = sink.open(TWO, version("a.csv", "v1"))) {
            writer.write(batch("1", "a"));
            writer.commit(end(1));
            Thread.currentThread().interrupt();
            assertThatThrownBy(() -> writer.write(batch("9", "lost"))).isInstanceOf(InterruptedException.class);
        }
        try (SinkWriter writer = sink.open(TWO, version("a.csv", "v1"))) {
            assertThat(writer.lastCommit()).hasValue(end(1));
            writer.write(batch("2", "b"));
            writer.complete(end(2));
        }
        assertThat(file()).content().isEqualTo("Event Id,note\n1,a\n2,b\n");
    }

    @Test
    void aFileShorterThanItsLedgerIsLoadedAgain() throws Exception {
        load(CsvSink.to(file()), "a.csv", batch("1", "a"), batch("2", "b"));
        Files.writeString(file(), "Event Id,note\n1,a\n");
        assertThat(CsvSink.to(file()).ledger(version("a.csv", "v1"))).isEmpty();
        try (SinkWriter writer = CsvSink.to(file()).open(TWO, version("a.csv", "v1"))) {
            assertThat(writer.lastCommit()).isEmpty();
        }
        assertThat(file()).content().isEqualTo("Event Id,note\n1,a\n");
    }

    @Test
    void aRemovedPartStartsReplacingAnew() throws Exception {
        CsvSink sink = CsvSink.to(file()).mode(WriteMode.REPLACE);
        SinkWriter dead = crash(sink, "a.csv");
        Files.delete(CsvFileWriter.part(file()));
        assertThat(sink.ledger(version("a.csv", "v1"))).isEmpty();
        load(sink, "a.csv", batch("1", "a"), batch("2", "b"));
        assertThat(file()).content().isEqualTo("Event Id,note\n1,a\n2,b\n");
        assertThat(dead.lastCommit()).isEmpty();
    }

    @Test
    void aPartOfOtherColumnsIsNotGoneOnWith() throws Exception {
        CsvSink sink = CsvSink.to(file()).mode(WriteMode.REPLACE);
        SinkWriter dead = crash(sink, "a.csv");
        Schema one = Schema.ofTexts(List.of("note"));
        try (SinkWriter writer = sink.open(one, version("a.csv", "v1"))) {
            assertThat(writer.lastCommit()).isEmpty();
            writer.write(BatchBuilder.of("a.csv", one).add("a").build());
            writer.complete(end(1));
        }
        assertThat(file()).content().isEqualTo("note\na\n");
        assertThat(dead.lastCommit()).isEmpty();
    }

    @Test
    void aHeaderThatWasNeverCommittedBindsNoOne() throws Exception {
        SinkWriter dead = CsvSink.to(file()).open(TWO, version("a.csv", "v1"));
        Schema one = Schema.ofTexts(List.of("note"));
        try (SinkWriter writer = CsvSink.to(file()).open(one, version("a.csv", "v1"))) {
            writer.complete(end(0));
        }
        assertThat(file()).content().isEqualTo("note\n");
        assertThat(dead.lastCommit()).isEmpty();
    }

    @Test
    void closingWithoutCommitLeavesNoFile() throws Exception {
        for (WriteMode mode : List.of(WriteMode.APPEND, WriteMode.REPLACE)) {
            SinkWriter writer = CsvSink.to(file()).mode(mode).open(TWO, version("a.csv", "v1"));
            writer.write(batch("1", "a"));
            writer.close();
            try (var files = Files.list(directory)) {
                assertThat(files).as(mode.name()).isEmpty();
            }
        }
    }

    @Test
    void anEmptyFileOfOthersIsKeptWhenNothingIsCommitted() throws Exception {
        Files.createFile(file());
        CsvSink.to(file()).open(TWO, version("a.csv", "v1")).close();
        assertThat(file()).isEmptyFile();
    }

    @Test
    void theLedgerKeepsHostileTexts() throws Exception {
        LoadId id = LoadId.create("a=b:#c\\\n\u0000 \uD83D\uDE00.csv", Optional.of(" \"v\"\t\r\n"));
        try (SinkWriter writer = CsvSink.to(file()).open(TWO, id)) {
            writer.complete(end(0));
        }
        assertThat(CsvSink.to(file()).ledger(id).orElseThrow().version()).isEqualTo(id.version());
        assertThat(Files.readString(CsvLedger.path(file()), StandardCharsets.US_ASCII))
                .contains("0.source=");
    }

    @Test
    void writersAreClosedForGood() throws Exception {
        SinkWriter writer = CsvSink.to(file()).open(TWO, version("a.csv", "v1"));
        writer.complete(end(0));
        writer.close();
        writer.abort();
        writer.close();
        assertThatThrownBy(() -> writer.commit(end(0))).isInstanceOf(PermanentSinkException.class);
        assertThat(file()).content().isEqualTo("Event Id,note\n");
    }

    @Test
    void modesWithKeysAreRefusedWhenPlanned() {
        for (WriteMode mode : List.of(WriteMode.UPSERT, WriteMode.INSERT_NEW)) {
            assertThatThrownBy(() -> CsvSink.to(file()).mode(mode).plan(TWO))
                    .isInstanceOf(SchemaException.class)
                    .hasMessageContaining(mode.name())
                    .hasMessageContaining("Use APPEND or REPLACE");
        }
    }

    @Test
    void theParentMayBeAFile() throws Exception {
        Files.createFile(file());
        assertThatThrownBy(() -> CsvSink.to(file().resolve("x.csv")).plan(TWO))
                .isInstanceOf(PermanentSinkException.class)
                .hasMessageContaining("no directory");
    }

    @Test
    void aDirectoryWithoutPermissionIsNamedWhenPlanned() {
        assumeTrue(directory.toFile().setWritable(false), "permissions cannot be set here");
        assumeTrue(!Files.isWritable(directory), "this user may write everywhere");
        assertThatThrownBy(() -> CsvSink.to(file()).plan(TWO))
                .isInstanceOf(PermanentSinkException.class)
                .hasMessageContaining("no permission")
                .hasMessageContaining("Change the permission");
    }

    @Test
    void theShellsRedirectionIsAppendedTo() throws Exception {
        Path descriptors = Path.of("/proc/self/fd");
        assumeTrue(Files.isDirectory(descriptors), "there is no /proc/self/fd");
        Files.writeString(file(), "before\n");
        try (FileOutputStream open = new FileOutputStream(file().toFile(), true)) {
            Path descriptor = null;
            try (DirectoryStream<Path> links = Files.newDirectoryStream(descriptors)) {
                for (Path link : links) {
                    if (Files.exists(link) && Files.isSameFile(link, file())) {
                        descriptor = link;
                    }
                }
            }
            assertThat(descriptor).isNotNull();
            load(CsvSink.to(descriptor), "a.csv", batch("1", "a"));
            open.flush();
        }
        assertThat(file()).content().isEqualTo("before\nEvent Id,note\n1,a\n");
    }
}
