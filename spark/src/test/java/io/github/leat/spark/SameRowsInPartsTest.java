package io.github.leat.spark;

import static org.assertj.core.api.Assertions.assertThat;

import io.github.leat.core.infer.Inference;
import io.github.leat.core.io.FileSource;
import io.github.leat.core.record.RejectCode;
import io.github.leat.testkit.generate.CsvGenerator;
import io.github.leat.testkit.generate.CsvShape;
import io.github.leat.testkit.generate.LineEnd;
import io.github.leat.testkit.generate.PlantedFault;
import java.io.BufferedInputStream;
import java.io.BufferedOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Generated files with line ends inside quotes and with rejects, in 64 parts: the same rows and rejects as on one machine. */
class SameRowsInPartsTest {
    private static final int PARTS = 64;
    private static final int SEGMENTS = 16;
    private static final long SMALL = 8 << 20;

    @TempDir
    private Path directory = Path.of("");

    /** Every quote stands where RFC 4180 has it: one pass proves the parts. */
    private Path quoted(long bytes) throws IOException {
        return write(
                "quoted.csv",
                CsvShape.QUOTED,
                bytes / 190,
                LineEnd.CRLF,
                "",
                List.of(
                        PlantedFault.TOO_FEW_FIELDS,
                        PlantedFault.TOO_MANY_FIELDS,
                        PlantedFault.INVALID_UTF8,
                        PlantedFault.NUL_CHARACTER));
    }

    /**
     * Single quotes in fields without any, so that parity says nothing about what comes after one; and between segments a record
     * that opens a quote by mistake, which would take in the records below it.
     */
    private Path stray(long bytes) throws IOException {
        String opening =
                "1,2,\"open by mistake" + ",".repeat(CsvShape.ACLED.columns().size() - 3) + "\n";
        return write(
                "stray.csv",
                CsvShape.ACLED,
                bytes / 400,
                LineEnd.LF,
                opening,
                List.of(PlantedFault.TOO_FEW_FIELDS, PlantedFault.STRAY_QUOTE));
    }

    /** Segments of which two, where no sample looks, have values of another type than all the others. */
    private Path write(
            String name, CsvShape shape, long records, LineEnd lineEnd, String between, List<PlantedFault> faults)
            throws IOException {
        Path file = directory.resolve(name);
        try (OutputStream out = new BufferedOutputStream(Files.newOutputStream(file))) {
            for (int i = 0; i < SEGMENTS; i++) {
                CsvGenerator.Builder segment = CsvGenerator.builder(shape)
                        .seed(i)
                        .records(records / SEGMENTS)
                        .lineEnd(lineEnd)
                        .hxl(i == 0 && shape.hasHxl());
                long some = records / SEGMENTS / 1_000 + 1;
                faults.forEach(fault -> segment.plant(fault, some));
                if (i == 3 || i == 11) {
                    segment.plant(PlantedFault.BAD_TYPE, some);
                }
                InputStream in = segment.build().open();
                for (int b = 0; i > 0 && b != '\n'; ) {
                    b = in.read(); // the header
                }
                in.transferTo(out);
                out.write(between.getBytes(StandardCharsets.UTF_8));
            }
        }
        return file;
    }

    private static long dataStart(Path file) throws IOException {
        return Inference.defaults().infer(FileSource.of(file)).dataStart().byteOffset();
    }

    private void assertSame(Path file, RejectCode... codes) throws IOException {
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
        assertThat(OneMachine.texts(LocalSpark.session()
                        .read()
                        .format("leat")
                        .option("rejects", "only")
                        .load(file.toString())
                        .select("_leat_code")
                        .distinct()))
                .containsExactlyInAnyOrderElementsOf(
                        Stream.of(codes).map(code -> "[" + code + "]").toList());
        Files.delete(file);
    }

    private void assertQuotedIsSame(long bytes) throws IOException {
        Path file = quoted(bytes);
        int inQuotes = rangesWhoseFirstLineEndIsInQuotes(file);
        System.out.println(inQuotes + " of " + PARTS + " ranges begin where the first line end is in quotes");
        assertThat(inQuotes).isPositive();
        assertSame(
                file,
                RejectCode.TOO_FEW_FIELDS,
                RejectCode.TOO_MANY_FIELDS,
                RejectCode.INVALID_UTF8,
                RejectCode.NUL_CHARACTER,
                RejectCode.CONVERSION);
    }

    private void assertStrayIsSame(long bytes) throws IOException {
        assertSame(stray(bytes), RejectCode.TOO_FEW_FIELDS, RejectCode.UNTERMINATED_QUOTE, RejectCode.CONVERSION);
    }

    @Test
    void quotedNewlinesAreTheSame() throws IOException {
        assertQuotedIsSame(SMALL);
    }

    @Test
    void strayQuotesAreTheSame() throws IOException {
        assertStrayIsSame(SMALL);
    }

    /** {@code -Dleat.spark.bytes} says how large; default 1 GB. */
    @Tag("thorough")
    @Test
    void largeFilesAreTheSame() throws IOException {
        long bytes = Long.getLong("leat.spark.bytes", 1_000_000_000L);
        assertQuotedIsSame(bytes);
        assertStrayIsSame(bytes);
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
