package io.github.leat.rds;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.github.leat.core.TransientSinkException;
import io.github.leat.core.sink.RecordCounts;
import io.github.leat.core.sink.SinkWriter;
import io.github.leat.core.sink.WriteMode;
import io.github.leat.testkit.process.ChildClassPath;
import java.io.BufferedReader;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.Random;
import java.util.concurrent.TimeUnit;
import java.util.function.LongConsumer;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/**
 * What a killed process leaves: everything up to its last commit, and nothing else. {@code -Dleat.kills=20} kills that often in
 * each mode.
 */
class DuckDbKillTest {
    private static final int COMMITS = 4;
    private static final int REST = 5_000;
    private static final int KILLS = Integer.getInteger("leat.kills", 1);
    private static final int LONGEST_MILLIS = 100;
    private static final Random RANDOM = new Random();

    @TempDir
    Path directory;

    @ParameterizedTest
    @EnumSource(WriteMode.class)
    void aKilledLoadGoesOnAtItsLastCommit(WriteMode mode) throws Exception {
        for (int kill = 0; kill < KILLS; kill++) {
            killAndGoOn(directory.resolve(kill + ".duckdb"), mode);
        }
    }

    @Test
    void aFileThatAnotherProcessWritesIsRefusedWithItsNumber() throws Exception {
        Path file = directory.resolve("used.duckdb");
        killAfterSomeCommits(
                file,
                WriteMode.APPEND,
                pid -> assertThatThrownBy(() ->
                                KilledLoad.sink(file, WriteMode.APPEND).open(KilledLoad.SCHEMA, KilledLoad.load()))
                        .isInstanceOf(TransientSinkException.class)
                        .hasMessageContaining("process " + pid)
                        .hasMessageContaining("one process write at a time"));
    }

    private static void killAndGoOn(Path file, WriteMode mode) throws Exception {
        long printed = killAfterSomeCommits(file, mode, pid -> {});
        long total;
        try (SinkWriter writer = KilledLoad.sink(file, mode).open(KilledLoad.SCHEMA, KilledLoad.load())) {
            long committed = writer.lastCommit().orElseThrow().position().record();
            assertThat(committed).isGreaterThanOrEqualTo(printed);
            total = committed + REST;
            writer.write(KilledLoad.batch(committed + 1, REST));
            assertThat(writer.complete(KilledLoad.checkpoint(total)))
                    .isEqualTo(new RecordCounts(total, total, 0, 0, 0));
        }
        assertThat(new DuckDbFile(file)
                        .texts("SELECT count(*), count(DISTINCT id), min(id), max(id), max(square) FROM numbers"))
                .containsExactly(total + "|" + total + "|1|" + total + "|" + total * total);
    }

    /** @param meanwhile is given the number of the process that writes the file */
    private static long killAfterSomeCommits(Path file, WriteMode mode, LongConsumer meanwhile)
            throws IOException, InterruptedException {
        Process process = new ProcessBuilder(
                        Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                        "-Xmx64m",
                        "-XX:TieredStopAtLevel=1",
                        "-XX:+UseSerialGC",
                        "-cp",
                        ChildClassPath.get(),
                        KilledLoad.class.getName(),
                        file.toString(),
                        mode.name())
                .redirectError(ProcessBuilder.Redirect.INHERIT)
                .start();
        try (BufferedReader out = process.inputReader(StandardCharsets.UTF_8)) {
            long committed = 0;
            for (int i = 0; i < COMMITS; i++) {
                String line = out.readLine();
                assertThat(line).as("what the load said").startsWith("committed ");
                committed = Long.parseLong(line.substring("committed ".length()));
            }
            meanwhile.accept(process.pid());
            process.waitFor(RANDOM.nextInt(LONGEST_MILLIS), TimeUnit.MILLISECONDS);
            return committed;
        } finally {
            process.destroyForcibly().waitFor();
        }
    }
}
