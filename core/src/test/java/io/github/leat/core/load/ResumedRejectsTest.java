package io.github.leat.core.load;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.github.leat.core.PermanentSinkException;
import io.github.leat.core.csv.CsvReader;
import io.github.leat.core.infer.Inference;
import io.github.leat.core.io.FileSource;
import io.github.leat.core.record.RecordBatch;
import io.github.leat.core.record.RecordCursor;
import io.github.leat.core.schema.ColumnType;
import io.github.leat.core.sink.CsvSink;
import io.github.leat.core.sink.SchemaPolicy;
import io.github.leat.core.sink.Sink;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Loads that share one file of dead letters, die, and are run again. */
class ResumedRejectsTest {
    private static final int RECORDS = 60_000;

    /** Three batches of the reader. */
    private static final long COMMIT_BYTES = 600_000;

    @TempDir
    Path directory;

    private Path a;
    private Path b;

    @BeforeEach
    void writeSources() throws IOException {
        a = source("a.csv");
        b = source("b.csv");
    }

    /** Every third record is bad, and has a line end in quotes. */
    private Path source(String name) throws IOException {
        StringBuilder text = new StringBuilder("id,note,n\n");
        for (int i = 1; i <= RECORDS; i++) {
            text.append(i)
                    .append(i % 3 == 0 ? ",\"two\n\"\"lines\"\", one record\",none\n" : ",one line of a record,7\n");
        }
        return Files.writeString(directory.resolve(name), text);
    }

    private static Load load(Path source, Sink sink, long commitBytes) {
        return Load.from(FileSource.of(source))
                .into(sink)
                .infer(Inference.builder()
                        .types(Map.of("n", ColumnType.parse("LONG")))
                        .build())
                .schemaPolicy(SchemaPolicy.FREEZE)
                .commitEvery(commitBytes, Duration.ofHours(1))
                .deadLetters(DeadLetters.toFile(source.resolveSibling("rejects.csv")));
    }

    private static Sink target(Path source, String name) {
        return CsvSink.to(source.resolveSibling(name));
    }

    private void runToTheEnd(Path source, String target) {
        LoadReport report = load(source, target(source, target), COMMIT_BYTES).run();
        assertThat(report.outcome()).isEqualTo(LoadOutcome.COMPLETED_WITH_REJECTS);
        assertThat(report.counts().rejected()).isEqualTo(RECORDS / 3);
    }

    /** Runs a load in a process of its own, which is gone at a write. */
    private void kill(Path source, String target, int atWrite, long commitBytes) throws Exception {
        Process process = new ProcessBuilder(
                        Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                        "-Xmx64m",
                        "-XX:TieredStopAtLevel=1",
                        "-XX:+UseSerialGC",
                        "-cp",
                        System.getProperty("surefire.test.class.path", System.getProperty("java.class.path")),
                        ResumedRejectsTest.class.getName(),
                        source.toString(),
                        target,
                        String.valueOf(atWrite),
                        String.valueOf(commitBytes))
                .inheritIO()
                .start();
        assertThat(process.waitFor()).as("exit code of a process that halts").isEqualTo(9);
    }

    /** The load that is killed. */
    public static void main(String[] arguments) {
        Path source = Path.of(arguments[0]);
        Sink sink = DyingSink.killedAtWrite(target(source, arguments[1]), Integer.parseInt(arguments[2]));
        load(source, sink, Long.parseLong(arguments[3])).run();
    }

    private long rejectBytes() throws IOException {
        return Files.size(directory.resolve("rejects.csv"));
    }

    /** Source and record number of each reject. */
    private List<String> rejects() throws IOException {
        List<String> found = new ArrayList<>();
        try (CsvReader reader = CsvReader.builder().strict().build(FileSource.of(directory.resolve("rejects.csv")))) {
            RecordBatch batch;
            while ((batch = reader.read()) != null) {
                RecordCursor cursor = batch.cursor();
                while (cursor.next()) {
                    assertThat(cursor.getString(1)).isEqualTo("two\n\"lines\", one record");
                    found.add(Path.of(cursor.getString(3)).getFileName() + " " + cursor.getString(6));
                }
            }
        }
        // sorted: comparing in any order would take the square of their number
        return found.stream().sorted().toList();
    }

    private static List<String> all(String... names) {
        return Stream.of(names)
                .flatMap(name -> IntStream.rangeClosed(1, RECORDS / 3).mapToObj(i -> name + " " + 3 * i))
                .sorted()
                .toList();
    }

    private void assertNothingIsLeftBeside() throws IOException {
        try (Stream<Path> files = Files.list(directory)) {
            assertThat(files.map(file -> file.getFileName().toString()))
                    .filteredOn(name -> name.startsWith("rejects.csv"))
                    .containsExactly("rejects.csv");
        }
    }

    @Test
    void rejectsOfAnotherSourceSurviveTheResume() throws Exception {
        kill(a, "a.out", 6, COMMIT_BYTES);
        runToTheEnd(b, "b.out");
        runToTheEnd(a, "a.out");
        assertThat(rejects()).isEqualTo(all("a.csv", "b.csv"));
        assertNothingIsLeftBeside();
    }

    @Test
    void rejectsOfARunKilledBeforeItsFirstCommitAreThereOnce() throws Exception {
        kill(a, "a.out", 6, Long.MAX_VALUE);
        assertThat(rejectBytes()).as("rejects that the killed run left").isGreaterThan(65_536);
        runToTheEnd(b, "b.out");
        runToTheEnd(a, "a.out");
        assertThat(rejects()).isEqualTo(all("a.csv", "b.csv"));
        assertNothingIsLeftBeside();
    }

    @Test
    void rejectsOfTheSameSourceForAnotherTargetSurvive() throws Exception {
        runToTheEnd(a, "first.out");
        kill(a, "second.out", 6, COMMIT_BYTES);
        runToTheEnd(a, "third.out");
        kill(a, "fourth.out", 6, Long.MAX_VALUE);
        runToTheEnd(a, "second.out");
        runToTheEnd(a, "fourth.out");
        assertThat(rejects()).isEqualTo(all("a.csv", "a.csv", "a.csv", "a.csv"));
        assertNothingIsLeftBeside();
    }

    @Test
    void rejectsOfACommitThatFailedAreThereOnce() throws Exception {
        assertThatThrownBy(() -> load(a, DyingSink.failingAtCommit(target(a, "a.out"), 1), COMMIT_BYTES)
                        .run())
                .isInstanceOf(PermanentSinkException.class);
        assertThat(rejectBytes()).isGreaterThan(65_536);
        runToTheEnd(a, "a.out");
        assertThat(rejects()).isEqualTo(all("a.csv"));
    }

    @Test
    void aFailureBeforeTheFirstCommitLeavesNoReject() throws Exception {
        assertThatThrownBy(() -> load(a, DyingSink.failingAtWrite(target(a, "a.out"), 5), Long.MAX_VALUE)
                        .run())
                .isInstanceOf(PermanentSinkException.class);
        assertThat(rejectBytes()).isZero();
        assertNothingIsLeftBeside();
    }
}
