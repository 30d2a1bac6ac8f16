package io.github.leat.cli;

import static org.assertj.core.api.Assertions.assertThat;

import io.github.leat.testkit.generate.CsvGenerator;
import io.github.leat.testkit.generate.CsvShape;
import io.github.leat.testkit.generate.GenerationReport;
import java.io.File;
import java.io.OutputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Assumptions;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** 150 MB pass through a heap of 48 MB. */
class SmallHeapTest {
    private static final File NOWHERE = new File("/dev/null");

    private final CsvGenerator generator = CsvGenerator.builder(CsvShape.ACLED)
            .seed(5)
            .bytes(150_000_000)
            .hxl(true)
            .build();

    @TempDir
    Path directory = Path.of("");

    @BeforeEach
    void requireDevNull() {
        Assumptions.assumeTrue(NOWHERE.exists(), "there is no /dev/null on this system");
    }

    @Test
    void loadsInConstantMemory() throws Exception {
        try (ChildProcess child = ChildProcess.start(
                directory, "48m", NOWHERE, "load", "-", "--into", "csv:/dev/null", "--report", "r.json")) {
            GenerationReport sent;
            try (OutputStream in = child.process().getOutputStream()) {
                sent = generator.writeTo(in);
            }
            assertThat(child.await()).as(child.err()).isZero();
            Map<String, @Nullable Object> report =
                    JsonTree.object(JsonTree.parse(Files.readString(directory.resolve("r.json"))));
            assertThat(report).containsEntry("recordsWritten", sent.records()).containsEntry("bytesRead", sent.bytes());
        }
    }

    @Test
    void catsInConstantMemory() throws Exception {
        try (ChildProcess child = ChildProcess.start(directory, "48m", NOWHERE, "cat", "-")) {
            try (OutputStream in = child.process().getOutputStream()) {
                generator.writeTo(in);
            }
            assertThat(child.await()).as(child.err()).isZero();
        }
    }
}
