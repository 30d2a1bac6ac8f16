package io.github.leat.spark;

import static org.assertj.core.api.Assertions.assertThat;

import io.github.leat.core.infer.Inference;
import io.github.leat.core.io.FileSource;
import io.github.leat.testkit.generate.CsvGenerator;
import io.github.leat.testkit.generate.CsvShape;
import io.github.leat.testkit.generate.LineEnd;
import io.github.leat.testkit.generate.PlantedFault;
import java.io.BufferedInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Generated files with line ends inside quotes and with rejects, in 64 parts: the same rows and rejects as on one machine. */
class SameRowsInPartsTest {
    private static final int PARTS = 64;
    private static final long SMALL = 8 << 20;

    @TempDir
    private Path directory = Path.of("");

    /** Every quote stands where RFC 4180 has it: one pass proves the parts. */
    private Path quoted(long bytes) throws IOException {
        long records = bytes / 190;
        Path file = directory.resolve("quoted.csv");
        CsvGenerator.builder(CsvShape.QUOTED)
                .records(records)
                .lineEnd(LineEnd.CRLF)
                .plant(PlantedFault.TOO_FEW_FIELDS, records / 1_000)
                .plant(PlantedFault.TOO_MANY_FIELDS, records / 1_000)
                .plant(PlantedFault.LATE_BAD_TYPE, records / 1_000)
                .plant(PlantedFault.INVALID_UTF8, records / 1_000)
                .plant(PlantedFault.NUL_CHARACTER, records / 1_000)
                .build()
                .writeTo(file);
        return file;
    }

    /** Single quotes in fields without any, so that parity says nothing about what comes after one. */
    private Path stray(long bytes) throws IOException {
        long records = bytes / 400;
        Path file = directory.resolve("stray.csv");
        CsvGenerator.builder(CsvShape.ACLED)
                .records(records)
                .hxl(true)
                .plant(PlantedFault.TOO_FEW_FIELDS, records / 1_000)
                .plant(PlantedFault.STRAY_QUOTE, records / 1_000)
                .plant(PlantedFault.LATE_BAD_TYPE, records / 1_000)
                .build()
                .writeTo(file);
        return file;
    }

    private static long dataStart(Path file) throws IOException {
        return Inference.defaults().infer(FileSource.of(file)).dataStart().byteOffset();
    }

    private void assertSame(Path file) throws IOException {
        long splitBytes = (Files.size(file) - dataStart(file) + PARTS - 1) / PARTS;
        long start = System.nanoTime();
        SameRows.Same same = new SameRows(LocalSpark.session(), directory, false).of(file, splitBytes);
        System.out.printf(
                "%s: %,d bytes, %,d rows, %,d rejects, %d parts read, %d loaded; %.0f s for all%n",
                file.getFileName(),
                Files.size(file),
                same.rows(),
                same.rejects(),
                same.parts(),
                same.partsLoaded(),
                (System.nanoTime() - start) / 1e9);
        assertThat(same.parts()).isEqualTo(PARTS);
        assertThat(same.partsLoaded()).isEqualTo(PARTS);
        assertThat(same.rejects()).isPositive();
        Files.delete(file);
    }

    @Test
    void quotedNewlinesAreTheSame() throws IOException {
        Path file = quoted(SMALL);
        assertThat(rangesWhoseFirstLineEndIsInQuotes(file)).isPositive();
        assertSame(file);
    }

    @Test
    void strayQuotesAreTheSame() throws IOException {
        assertSame(stray(SMALL));
    }

    /** {@code -Dleat.spark.bytes} says how large; default 1 GB. */
    @Tag("thorough")
    @Test
    void largeFilesAreTheSame() throws IOException {
        long bytes = Long.getLong("leat.spark.bytes", 1_000_000_000L);
        Path quoted = quoted(bytes);
        int inQuotes = rangesWhoseFirstLineEndIsInQuotes(quoted);
        System.out.println(inQuotes + " of " + PARTS + " ranges begin where the first line end is in quotes");
        assertThat(inQuotes).isPositive();
        assertSame(quoted);
        assertSame(stray(bytes));
    }

    /** A line end is in quotes after an odd number of them, from the first data record on. */
    private static int rangesWhoseFirstLineEndIsInQuotes(Path file) throws IOException {
        long from = dataStart(file);
        double range = (double) (Files.size(file) - from) / PARTS;
        int next = 1;
        int found = 0;
        boolean inside = false;
        try (InputStream in = new BufferedInputStream(Files.newInputStream(file), 1 << 18)) {
            in.skipNBytes(from);
            int b;
            for (long at = 0; (b = in.read()) >= 0 && next < PARTS; at++) {
                inside ^= b == '"';
                if (at >= (long) (range * next) && (b == '\n' || b == '\r')) {
                    found += inside ? 1 : 0;
                    next++;
                }
            }
        }
        return found;
    }
}
