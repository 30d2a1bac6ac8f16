package io.github.leat.core.load;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import io.github.leat.core.PermanentSinkException;
import io.github.leat.core.Position;
import io.github.leat.core.record.BatchBuilder;
import io.github.leat.core.record.RecordBatch;
import io.github.leat.core.record.RejectCode;
import io.github.leat.core.record.Rejection;
import io.github.leat.core.schema.Schema;
import io.github.leat.core.sink.Checkpoint;
import io.github.leat.core.sink.LoadId;
import io.github.leat.core.sink.RecordCounts;
import java.io.IOException;
import java.nio.file.FileSystems;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.nio.file.attribute.FileTime;
import java.nio.file.attribute.PosixFilePermissions;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** What a file of dead letters holds after runs that ended in every way. A run that is never closed is one that was killed. */
class FileDeadLettersTest {
    private static final Schema COLUMNS = Schema.ofTexts(List.of("id", "note"));
    private static final String HEADER = "id,note,_leat_source,_leat_version,_leat_line,_leat_record,_leat_byte,"
            + "_leat_column,_leat_code,_leat_reason\n";

    @TempDir
    Path directory;

    private Path file() {
        return directory.resolve("rejects.csv");
    }

    private Path marks() {
        return directory.resolve("rejects.csv.leat-open");
    }

    private DeadLetterWriter open(String source, String version, String target, Optional<Long> resumedAfter) {
        return DeadLetters.toFile(file())
                .open(
                        LoadId.create("/in/" + source, Optional.of(version).filter(text -> !text.isEmpty())),
                        source,
                        target,
                        COLUMNS,
                        resumedAfter.map(FileDeadLettersTest::checkpoint));
    }

    private DeadLetterWriter begin(String source) {
        return open(source, "v1", "t", Optional.empty());
    }

    private DeadLetterWriter resume(String source, long afterRecord) {
        return open(source, "v1", "t", Optional.of(afterRecord));
    }

    private static Checkpoint checkpoint(long record) {
        return new Checkpoint(
                new Position("x", record * 9, record + 1, record), new RecordCounts(record, record, 0, 0, 0), 0);
    }

    /** Rejects records 1 to {@code upTo} of a source but the first {@code after}; each has a line end in quotes. */
    private static void reject(DeadLetterWriter writer, String source, int after, int upTo) {
        BatchBuilder builder = BatchBuilder.of(source, COLUMNS);
        for (int i = 1; i <= upTo; i++) {
            builder.add(String.valueOf(i), "a \"b\"\nc");
        }
        RecordBatch batch = builder.build();
        for (int i = after; i < upTo; i++) {
            writer.write(batch, new Rejection(i, "", RejectCode.CONVERSION, "no, not this"));
        }
    }

    private static String letter(String source, String version, int record) {
        // a record takes two lines and 14 bytes
        return record + ",\"a \"\"b\"\"\nc\"," + source + "," + version + "," + (2 * record - 1) + "," + record + ","
                + 14 * (record - 1) + ",,CONVERSION,\"no, not this\"\n";
    }

    private static String letters(String source, int after, int upTo) {
        StringBuilder text = new StringBuilder();
        for (int i = after + 1; i <= upTo; i++) {
            text.append(letter(source, "v1", i));
        }
        return text.toString();
    }

    private void completeOf(String source, int rejects) {
        try (DeadLetterWriter writer = begin(source)) {
            reject(writer, source, 0, rejects);
            writer.commit();
            writer.complete();
        }
    }

    /** Leaves rejects of records 1 to {@code upTo} and an open load, as a killed run does. */
    private void killed(String source, int upTo) {
        DeadLetterWriter writer = begin(source);
        reject(writer, source, 0, upTo);
        writer.commit();
    }

    private void assertHolds(String letters) {
        assertThat(file()).content().isEqualTo(HEADER + letters);
    }

    @Test
    void whatWasNeverCommittedIsGoneWhenTheRunEnds() throws IOException {
        try (DeadLetterWriter writer = begin("a.csv")) {
            reject(writer, "a.csv", 0, 3);
        }
        assertThat(file()).isEmptyFile();
        assertThat(marks()).doesNotExist();
        try (DeadLetterWriter writer = begin("a.csv")) {
            reject(writer, "a.csv", 0, 2);
            writer.commit();
            reject(writer, "a.csv", 2, 5);
        }
        assertHolds(letters("a.csv", 0, 2));
        // the load has rejects in it, and is not complete
        assertThat(marks()).exists();
    }

    @Test
    void commitAnswersTheSizeAlsoWhenNothingCameSince() throws IOException {
        completeOf("b.csv", 1);
        try (DeadLetterWriter writer = begin("a.csv")) {
            assertThat(writer.commit()).isZero();
            reject(writer, "a.csv", 0, 3);
            long size = writer.commit();
            assertThat(size).isEqualTo(Files.size(file()));
            assertThat(writer.commit()).isEqualTo(size);
            writer.complete();
        }
        DeadLetterWriter resumed = resume("a.csv", 3);
        assertThat(resumed.commit()).isEqualTo(Files.size(file()));
        resumed.close();
    }

    @Test
    void emptyTextAndNullStayApart() {
        try (DeadLetterWriter writer = begin("a.csv")) {
            RecordBatch batch = BatchBuilder.of("a.csv", COLUMNS)
                    .add("1", "")
                    .add("2", null)
                    .build();
            writer.write(batch, new Rejection(0, "note", RejectCode.CONVERSION, "no"));
            writer.write(batch, new Rejection(1, "note", RejectCode.CONVERSION, "no"));
            writer.commit();
            writer.complete();
        }
        assertThat(file()).content().contains("\n1,\"\",a.csv,v1,", "\n2,,a.csv,v1,");
    }

    @Test
    void fileFitsIfItIsNotThereOrEmptyOrHasTheHeader() throws IOException {
        assertThat(DeadLetters.toFile(file()).name()).isEqualTo(file().toString());
        assertThat(DeadLetters.fits(file(), COLUMNS)).isTrue();
        Files.writeString(file(), "");
        assertThat(DeadLetters.fits(file(), COLUMNS)).isTrue();
        Files.writeString(file(), HEADER.substring(0, 20));
        assertThat(DeadLetters.fits(file(), COLUMNS)).isFalse();
        Files.writeString(file(), HEADER.replace("note", "text"));
        assertThat(DeadLetters.fits(file(), COLUMNS)).isFalse();
        Files.writeString(file(), HEADER + letters("a.csv", 0, 2));
        assertThat(DeadLetters.fits(file(), COLUMNS)).isTrue();
    }

    @Test
    void aResumedLoadLosesWhatCameAfterItsCommitAndOthersLoseNothing() {
        killed("a.csv", 5);
        completeOf("b.csv", 4);
        resume("a.csv", 3).close();
        assertHolds(letters("a.csv", 0, 3) + letters("b.csv", 0, 4));
        assertThat(marks()).doesNotExist();
    }

    @Test
    void aLoadThatBeginsAgainLosesAllOfItsKilledRun() {
        completeOf("b.csv", 2);
        killed("a.csv", 5);
        completeOf("c.csv", 1);
        completeOf("a.csv", 5);
        assertHolds(letters("b.csv", 0, 2) + letters("c.csv", 0, 1) + letters("a.csv", 0, 5));
    }

    @Test
    void manyRunsOfSeveralLoadsLeaveEachRejectOnce() {
        killed("a.csv", 3);
        killed("b.csv", 3);
        try (DeadLetterWriter a = resume("a.csv", 1)) {
            reject(a, "a.csv", 1, 4);
            a.commit();
        }
        try (DeadLetterWriter b = resume("b.csv", 2)) {
            reject(b, "b.csv", 2, 3);
            b.commit();
            b.complete();
        }
        try (DeadLetterWriter a = resume("a.csv", 3)) {
            reject(a, "a.csv", 3, 5);
            a.commit();
            a.complete();
        }
        assertHolds(letters("a.csv", 0, 1)
                + letters("b.csv", 0, 2)
                + letters("a.csv", 1, 3)
                + letters("b.csv", 2, 3)
                + letters("a.csv", 3, 5));
        assertThat(marks()).doesNotExist();
    }

    @Test
    void anotherVersionOfTheSourceKeepsItsOwn() {
        killed("a.csv", 2);
        try (DeadLetterWriter newer = open("a.csv", "v2", "t", Optional.empty())) {
            reject(newer, "a.csv", 0, 1);
            newer.commit();
            newer.complete();
        }
        assertHolds(letters("a.csv", 0, 2) + letter("a.csv", "v2", 1));
    }

    @Test
    void theSameSourceLoadedIntoAnotherTargetKeepsItsOwn() {
        killed("a.csv", 4);
        try (DeadLetterWriter other = open("a.csv", "v1", "other", Optional.empty())) {
            reject(other, "a.csv", 0, 5);
            other.commit();
        }
        try (DeadLetterWriter again = resume("a.csv", 2)) {
            reject(again, "a.csv", 2, 6);
            again.commit();
        }
        open("a.csv", "v1", "other", Optional.of(3L)).close();
        resume("a.csv", 5).close();
        assertHolds(letters("a.csv", 0, 2) + letters("a.csv", 0, 3) + letters("a.csv", 2, 5));
    }

    @Test
    void aSourceWithoutVersionKeepsWhatWasCommitted() {
        DeadLetterWriter killed = open("-", "", "t", Optional.empty());
        reject(killed, "-", 0, 2);
        killed.commit();
        open("-", "", "t", Optional.empty()).close();
        assertHolds(letter("-", "", 1) + letter("-", "", 2));
    }

    @Test
    void aFailedRunLeavesItsCommittedRejectsOnly() {
        try (DeadLetterWriter fails = begin("a.csv")) {
            reject(fails, "a.csv", 0, 2);
            fails.commit();
            reject(fails, "a.csv", 2, 4);
        }
        assertHolds(letters("a.csv", 0, 2));
        assertThat(marks()).exists();
    }

    @Test
    void partOfARecordDoesNotSwallowTheNextOne() throws IOException {
        completeOf("b.csv", 1);
        killed("a.csv", 1);
        String whole = Files.readString(file());
        String torn = letter("a.csv", "v1", 2);
        for (int length = 1; length < torn.indexOf("\"no, not"); length++) {
            Files.writeString(file(), whole + torn.substring(0, length));
            try (DeadLetterWriter c = begin("c.csv")) {
                reject(c, "c.csv", 0, 1);
                c.commit();
                c.complete();
            }
            assertHolds(letters("b.csv", 0, 1) + letters("a.csv", 0, 1) + letters("c.csv", 0, 1));
        }
    }

    @Test
    void aRecordWithoutItsLineEndStaysAndGetsOne() throws IOException {
        completeOf("b.csv", 2);
        String whole = Files.readString(file());
        Files.writeString(file(), whole.substring(0, whole.length() - 1));
        completeOf("a.csv", 1);
        assertHolds(letters("b.csv", 0, 2) + letters("a.csv", 0, 1));
    }

    @Test
    void aFileInWhichNothingIsTakenBackStaysUntouched() throws IOException {
        killed("a.csv", 3);
        FileTime time = FileTime.from(Instant.parse("2020-01-02T03:04:05Z"));
        Files.setLastModifiedTime(file(), time);
        resume("a.csv", 3).close();
        assertThat(Files.getLastModifiedTime(file())).isEqualTo(time);
        assertHolds(letters("a.csv", 0, 3));
    }

    @Test
    void aCrashWhileTheRestIsCopiedLosesNothing() throws IOException {
        killed("a.csv", 3);
        completeOf("b.csv", 1);
        Files.writeString(directory.resolve("rejects.csv.leat-rest"), "half of a longer file".repeat(1_000));
        Files.writeString(directory.resolve("rejects.csv.leat-open-new"), "half");
        resume("a.csv", 1).close();
        assertHolds(letters("a.csv", 0, 1) + letters("b.csv", 0, 1));
        try (Stream<Path> files = Files.list(directory)) {
            assertThat(files).doesNotContain(directory.resolve("rejects.csv.leat-rest"));
        }
    }

    /** The crash after the file was replaced, before the list of open loads was. */
    @Test
    void takingBackTwiceTakesNothingMore() throws IOException {
        killed("a.csv", 3);
        completeOf("b.csv", 2);
        byte[] before = Files.readAllBytes(marks());
        resume("a.csv", 1).close();
        Files.write(marks(), before);
        resume("a.csv", 1).close();
        assertHolds(letters("a.csv", 0, 1) + letters("b.csv", 0, 2));
    }

    @Test
    void aRemovedFileIsBegunAnew() throws IOException {
        killed("a.csv", 3);
        Files.delete(file());
        try (DeadLetterWriter again = resume("a.csv", 2)) {
            reject(again, "a.csv", 2, 4);
            assertThat(again.commit()).isEqualTo(Files.size(file()));
            again.complete();
        }
        assertHolds(letters("a.csv", 2, 4));
    }

    @Test
    void aLinkStaysALinkAndPermissionsStay() throws IOException {
        assumeTrue(FileSystems.getDefault().supportedFileAttributeViews().contains("posix"), "no POSIX permissions");
        killed("a.csv", 3);
        Path real = Files.createDirectory(directory.resolve("d")).resolve("real.csv");
        Files.move(file(), real);
        Files.move(marks(), real.resolveSibling("real.csv.leat-open"));
        Files.createSymbolicLink(file(), real);
        Files.setPosixFilePermissions(real, PosixFilePermissions.fromString("rw-rw----"));
        resume("a.csv", 1).close();
        assertThat(file()).isSymbolicLink();
        assertThat(PosixFilePermissions.toString(Files.getPosixFilePermissions(real)))
                .isEqualTo("rw-rw----");
        assertHolds(letters("a.csv", 0, 1));
    }

    @Test
    void devicesHaveNoListBesideThem() {
        for (String device : List.of("/dev/null", "/dev/stdout")) {
            assumeTrue(Files.exists(Path.of(device)), "there is no " + device);
            LoadId load = LoadId.create("/in/a.csv", Optional.of("v1"));
            try (DeadLetterWriter writer =
                    DeadLetters.toFile(Path.of(device)).open(load, "a.csv", "t", COLUMNS, Optional.of(checkpoint(1)))) {
                if (device.equals("/dev/null")) {
                    reject(writer, "a.csv", 1, 3);
                }
                writer.complete();
            }
            assertThat(Path.of(device + ".leat-open")).doesNotExist();
        }
    }

    @Test
    void aBrokenListOfOpenLoadsIsNamed() throws IOException {
        killed("a.csv", 1);
        Files.writeString(marks(), "0.load=x\n", StandardOpenOption.TRUNCATE_EXISTING);
        assertThatThrownBy(() -> resume("a.csv", 1))
                .isInstanceOf(PermanentSinkException.class)
                .hasMessageContaining("rejects.csv.leat-open cannot be understood: it has no 0.target. Remove it");
    }
}
