package io.github.leat.cli;

import static org.assertj.core.api.Assertions.assertThat;

import io.github.leat.core.csv.CsvReader;
import io.github.leat.core.infer.Inference;
import io.github.leat.core.io.FileSource;
import io.github.leat.core.record.RecordBatch;
import io.github.leat.core.record.RecordCursor;
import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.ArrayList;
import java.util.HexFormat;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Assumptions;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** The cells that {@code leat cat} writes, against digests that another implementation made of real files. */
class CatOracleTest {
    private static final Path REAL = Path.of("../../shared/data");

    /**
     * Records above the table that cat leaves out, and that the oracle, which has no notion of a table, has in its digest: above
     * the record that names the columns of a file with hashtags, which is the one right above those (libhxl's rule).
     */
    private static final Map<String, Integer> ABOVE = Map.of(
            "conformance/hxl-libhxl/test_io/input-fuzzy.csv", 1,
            "conformance/hxl-libhxl/test_io/input-multiple-headers.csv", 1,
            "conformance/hxl-libhxl/test_io/input-valid-latin1.csv", 1,
            "conformance/hxl-libhxl/test_io/input-valid.csv", 1,
            "hxl-showcase/sample-data/brc-westafrica-movement.csv", 6);

    /** A file with a blank line, which is no record (L7 of the interpretation page) and one of no cell to the oracle. */
    private static final String BLANK_LINE = "hdx-python-utilities/downloader/test_csv_processing_blanks.csv";

    @TempDir
    Path directory = Path.of("");

    @Test
    void cellsAreThoseOfTheOracle() throws IOException {
        Path profile = REAL.resolve("PROFILE.tsv");
        Assumptions.assumeTrue(Files.exists(profile), "the real files are not beside this repository (../shared/data)");
        List<String> wrong = new ArrayList<>();
        int compared = 0;
        for (String line : Files.readAllLines(profile).stream().skip(1).toList()) {
            String[] columns = line.split("\t", -1);
            Path file = REAL.resolve(columns[0]);
            if (!Files.exists(file)) {
                continue;
            }
            ByteArrayOutputStream out = new ByteArrayOutputStream();
            int code = new CommandRun(directory)
                    .runTo(out, "cat", file.toAbsolutePath().toString())
                    .code();
            byte[] csv = withWhatIsAbove(file, ABOVE.getOrDefault(columns[0], 0), out.toByteArray());
            boolean same = code == 0 && digest(csv).equals(columns[columns.length - 1]);
            compared++;
            if (same == columns[0].equals(BLANK_LINE)) {
                wrong.add(columns[0]);
            }
        }
        assertThat(compared).isGreaterThan(200);
        assertThat(wrong).isEmpty();
    }

    /** The first lines of a file, each a record, before what cat wrote. */
    private static byte[] withWhatIsAbove(Path file, int lines, byte[] written) throws IOException {
        if (lines == 0) {
            return written;
        }
        ByteArrayOutputStream all = new ByteArrayOutputStream();
        try (InputStream text =
                Inference.defaults().infer(FileSource.of(file)).text().open(0)) {
            new String(text.readAllBytes(), StandardCharsets.UTF_8)
                    .lines()
                    .limit(lines)
                    .forEach(line -> all.writeBytes((line + "\n").getBytes(StandardCharsets.UTF_8)));
        }
        all.write(written);
        return all.toByteArray();
    }

    /** First 16 digits of the SHA-256 of all cells, U+001F between the cells and U+001E between the records. */
    private static String digest(byte[] csv) throws IOException {
        MessageDigest digest = sha256();
        boolean first = true;
        try (CsvReader reader = CsvReader.builder().noHeader().anyWidth().build("cat", new ByteArrayInputStream(csv))) {
            RecordBatch batch;
            while ((batch = reader.read()) != null) {
                RecordCursor cursor = batch.cursor();
                while (cursor.next()) {
                    if (!first) {
                        digest.update((byte) 0x1E);
                    }
                    first = false;
                    for (int c = 0; c < cursor.fieldCount(); c++) {
                        if (c > 0) {
                            digest.update((byte) 0x1F);
                        }
                        digest.update(cursor.getSlice(c).toBytes());
                    }
                }
            }
        }
        return HexFormat.of().formatHex(digest.digest()).substring(0, 16);
    }

    private static MessageDigest sha256() {
        try {
            return MessageDigest.getInstance("SHA-256");
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException(e);
        }
    }
}
