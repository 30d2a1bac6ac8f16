package io.github.leat.cli;

import static org.assertj.core.api.Assertions.assertThat;

import io.github.leat.core.csv.CsvReader;
import io.github.leat.core.record.RecordBatch;
import io.github.leat.core.record.RecordCursor;
import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
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
    private static final String PREAMBLE = "lines above the table are left out, and the digest has them";

    /**
     * Files whose digest is of something else than what cat writes: the oracle's reader has no notion of a table, so that lines
     * above the header, and blank lines, are records to it.
     */
    private static final Map<String, String> DIFFERENT = Map.of(
            "hdx-python-utilities/downloader/test_csv_processing_blanks.csv", "blank lines are no records",
            "conformance/hxl-libhxl/test_io/input-fuzzy.csv", PREAMBLE,
            "conformance/hxl-libhxl/test_io/input-multiple-headers.csv", PREAMBLE,
            "conformance/hxl-libhxl/test_io/input-valid-latin1.csv", PREAMBLE,
            "conformance/hxl-libhxl/test_io/input-valid.csv", PREAMBLE,
            "hxl-showcase/sample-data/brc-westafrica-movement.csv", PREAMBLE);

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
            boolean same = code == 0 && digest(out.toByteArray()).equals(columns[columns.length - 1]);
            compared++;
            if (same == DIFFERENT.containsKey(columns[0])) {
                wrong.add(columns[0]);
            }
        }
        assertThat(compared).isGreaterThan(200);
        assertThat(wrong).isEmpty();
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
