package io.github.leat.core.infer;

import static org.assertj.core.api.Assertions.assertThat;

import io.github.leat.core.csv.CsvReader;
import io.github.leat.core.io.FileSource;
import io.github.leat.core.record.RecordBatch;
import io.github.leat.core.record.RecordCursor;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.DynamicTest;
import org.junit.jupiter.api.TestFactory;

/** Compares inference with a profile of real files that another CSV implementation made. */
class SharedProfileTest {
    private static final int PATH = 0;
    private static final int ENCODING = 3;
    private static final int BYTE_ORDER_MARK = 4;
    private static final int NEWLINE = 5;
    private static final int HXL_INDEX = 9;
    private static final int RECORDS = 10;
    private static final int BLANK_RECORDS = 11;

    /** Where the profile and the file differ: the profile calls a file by its first line end. */
    private static final Map<String, LineSeparator> MIXED =
            Map.of("conformance/hxl-libhxl/test_io/input-multiline.csv", LineSeparator.MIXED);

    @TestFactory
    List<DynamicTest> profileIsMet() throws IOException {
        Path root = SharedFiles.root();
        List<DynamicTest> tests = new ArrayList<>();
        for (String[] row : SharedFiles.rows(root.resolve("PROFILE.tsv"))) {
            // The profile names one folder by an earlier name.
            Path file = root.resolve(row[PATH].replace("hdx-ckan-json/", "hdx-api/"));
            assertThat(Files.isRegularFile(file)).as("%s is there", file).isTrue();
            tests.add(DynamicTest.dynamicTest(row[PATH], () -> check(file, row)));
        }
        return tests;
    }

    private static void check(Path file, String[] row) throws IOException {
        Layout layout = Inference.defaults().infer(FileSource.of(file));
        String encoding = row[ENCODING].equals("latin-1?") ? "windows-1252" : "UTF-8";
        assertThat(layout.encoding().name()).isEqualTo(encoding);
        if (row[BYTE_ORDER_MARK].equals("1")) {
            assertThat(layout.schema().column(0).name()).doesNotStartWith("\uFEFF");
        }
        assertThat(layout.lineSeparator())
                .isEqualTo(MIXED.getOrDefault(
                        row[PATH], LineSeparator.valueOf(row[NEWLINE].toUpperCase(java.util.Locale.ROOT))));
        assertThat(layout.hxlLine().orElse(0))
                .as("line of the hashtags; records before it have one line each")
                .isEqualTo(Long.parseLong(row[HXL_INDEX]) + 1);
        assertThat(filledRecords(layout))
                .as("data records that are not blank")
                .isEqualTo(Long.parseLong(row[RECORDS]) - Long.parseLong(row[BLANK_RECORDS]));
    }

    private static long filledRecords(Layout layout) throws IOException {
        long filled = 0;
        try (CsvReader reader = CsvReader.builder()
                .format(layout.format())
                .noHeader()
                .startAt(layout.dataStart())
                .build(
                        layout.text().name(),
                        layout.text().open(layout.dataStart().byteOffset()))) {
            for (RecordBatch batch = reader.read(); batch != null; batch = reader.read()) {
                for (RecordCursor cursor = batch.cursor(); cursor.next(); ) {
                    filled += isFilled(cursor) ? 1 : 0;
                }
            }
        }
        return filled;
    }

    private static boolean isFilled(RecordCursor cursor) {
        for (int c = 0; c < cursor.fieldCount(); c++) {
            if (!cursor.getString(c).isBlank()) {
                return true;
            }
        }
        return false;
    }
}
