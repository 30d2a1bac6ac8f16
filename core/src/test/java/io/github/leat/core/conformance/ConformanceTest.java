package io.github.leat.core.conformance;

import static org.assertj.core.api.Assertions.assertThat;

import io.github.leat.core.MalformedRecordException;
import io.github.leat.core.csv.CsvReader;
import io.github.leat.core.infer.Inference;
import io.github.leat.core.infer.Layout;
import io.github.leat.core.infer.SharedFiles;
import io.github.leat.core.io.FileSource;
import io.github.leat.core.record.CsvFormat;
import io.github.leat.core.record.RecordBatch;
import io.github.leat.core.record.RecordCursor;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.junit.jupiter.api.DynamicTest;
import org.junit.jupiter.api.TestFactory;

/**
 * The cases of csv-spectrum, csv-test-data and FastCSV's specification. Where Leat decided otherwise, the case is listed here
 * with the rule of {@code docs/csv-interpretation.md}, and Leat's answer is checked.
 */
class ConformanceTest {
    /** Blank lines are no records (L7). */
    private static final Map<String, List<List<String>>> BLANK_LINES = Map.of(
            "all-empty", List.of(),
            "empty-one-column", List.of(List.of("foo")),
            "line-breaks-3", List.of(List.of("D")));

    /** Their JSON is not what their CSV says: other numbers and bytes that are no UTF-8; CRLF where the file has LF. */
    private static final Set<String> WRONG_ANSWERS = Set.of("location_coordinates", "newlines_crlf");

    private static Path folder(String name) {
        return SharedFiles.root().resolve("conformance").resolve(name);
    }

    @TestFactory
    List<DynamicTest> csvSpectrum() throws IOException {
        return answered(
                folder("csv-spectrum").resolve("csvs"), folder("csv-spectrum").resolve("json"));
    }

    @TestFactory
    List<DynamicTest> csvTestData() throws IOException {
        return answered(
                folder("csv-test-data").resolve("csv"), folder("csv-test-data").resolve("json"));
    }

    private static List<DynamicTest> answered(Path csvs, Path answers) throws IOException {
        List<DynamicTest> tests = new ArrayList<>();
        for (Path csv : files(csvs, ".csv")) {
            String name = String.valueOf(csv.getFileName()).replace(".csv", "");
            Path answer = answers.resolve(name + ".json");
            if (Files.exists(answer)) {
                tests.add(DynamicTest.dynamicTest(name, () -> checkAnswer(name, csv, answer)));
            } else {
                tests.add(DynamicTest.dynamicTest(name, () -> checkBad(name, csv)));
            }
        }
        return tests;
    }

    private static void checkAnswer(String name, Path csv, Path answer) throws IOException {
        List<List<String>> records = read(Files.readAllBytes(csv), CsvFormat.rfc4180());
        Object json =
                PlainJson.parse(Files.readString(answer, StandardCharsets.UTF_8).strip());
        assertThat(json).isInstanceOf(List.class);
        List<?> rows = (List<?>) json;
        if (!rows.isEmpty() && rows.get(0) instanceof Map<?, ?>) {
            List<String> names = records.get(0);
            List<Map<String, String>> read = new ArrayList<>();
            for (List<String> record : records.subList(1, records.size())) {
                Map<String, String> row = new java.util.LinkedHashMap<>();
                for (int c = 0; c < names.size(); c++) {
                    row.put(names.get(c), record.get(c));
                }
                read.add(row);
            }
            assertThat(read).isEqualTo(rows);
        } else {
            boolean header = name.startsWith("header-");
            List<List<String>> data = header ? records.subList(1, records.size()) : records;
            assertThat(data).isEqualTo(BLANK_LINES.getOrDefault(name, texts(rows)));
        }
    }

    private static List<List<String>> texts(List<?> rows) {
        List<List<String>> texts = new ArrayList<>();
        for (Object row : rows) {
            texts.add(((List<?>) row).stream().map(String::valueOf).toList());
        }
        return texts;
    }

    /** Bad ones have no answer: lenient reading keeps every record, strict reading refuses those that break RFC 4180. */
    private static void checkBad(String name, Path csv) throws IOException {
        byte[] bytes = Files.readAllBytes(csv);
        assertThat(name).startsWith("bad-");
        long lines = new String(bytes, StandardCharsets.UTF_8).lines().count();
        assertThat(read(bytes, CsvFormat.rfc4180())).hasSize((int) lines);
        boolean quotes = name.contains("quote");
        boolean width = name.contains("less") || name.contains("more");
        boolean refused = false;
        if (lines > 0) {
            try (CsvReader reader = CsvReader.builder().strict().build(name, new ByteArrayInputStream(bytes))) {
                while (reader.read() != null) {
                    // to the end, or the first fault
                }
            } catch (MalformedRecordException e) {
                refused = true;
            }
        }
        assertThat(refused).isEqualTo(quotes || width);
    }

    @TestFactory
    List<DynamicTest> fastCsvSpecification() throws IOException {
        List<DynamicTest> tests = new ArrayList<>();
        for (Path file : files(folder("fastcsv").resolve("spec"), ".yaml")) {
            SpecFile spec = SpecFile.read(file);
            if (spec.comments().equals("READ")) {
                continue; // Comments are skipped, or are text; they are not data (C1).
            }
            for (SpecFile.Check check : spec.checks()) {
                for (SpecFile.Check variant : check.variants()) {
                    String shown = check.id() + " "
                            + variant.input().replace("\r", "\\r").replace("\n", "\\n");
                    tests.add(DynamicTest.dynamicTest(shown, () -> checkSpec(spec, variant)));
                }
            }
        }
        return tests;
    }

    private static void checkSpec(SpecFile spec, SpecFile.Check check) throws IOException {
        CsvFormat format = spec.comments().equals("SKIP")
                ? CsvFormat.builder().comment('#').build()
                : CsvFormat.rfc4180();
        assertThat(read(check.input().getBytes(StandardCharsets.UTF_8), format))
                .isEqualTo(BLANK_LINES.getOrDefault(check.id(), check.records()));
    }

    @TestFactory
    List<DynamicTest> fastCsvEncodings() throws IOException {
        List<DynamicTest> tests = new ArrayList<>();
        for (Path file : files(folder("fastcsv"), ".csv")) {
            String name = String.valueOf(file.getFileName());
            tests.add(DynamicTest.dynamicTest(name, () -> {
                Layout layout = Inference.defaults().infer(FileSource.of(file));
                String wanted = name.substring(0, name.indexOf('_'))
                        .replace("utf", "UTF-")
                        .replace("le", "LE");
                assertThat(layout.encoding().name()).isEqualTo(wanted.replace("be", "BE"));
                byte[] text = layout.text().open(0).readAllBytes();
                assertThat(read(text, layout.format()))
                        .isEqualTo(List.of(List.of("foo", "üÜß"), List.of("123", "456")));
            }));
        }
        return tests;
    }

    @TestFactory
    List<DynamicTest> realFilesOfXan() throws IOException {
        List<DynamicTest> tests = new ArrayList<>();
        for (Path file : files(folder("xan"), ".csv")) {
            tests.add(DynamicTest.dynamicTest(String.valueOf(file.getFileName()), () -> {
                List<List<String>> records = read(Files.readAllBytes(file), CsvFormat.rfc4180());
                int width = records.get(0).size();
                assertThat(records).allSatisfy(record -> assertThat(record).hasSize(width));
                Layout layout = Inference.defaults().infer(FileSource.of(file));
                assertThat(layout.schema().size()).isEqualTo(width);
            }));
        }
        return tests;
    }

    @TestFactory
    List<DynamicTest> hxlOfLibhxl() throws IOException {
        List<DynamicTest> tests = new ArrayList<>();
        for (String name : List.of("test_io", "test_scripts", "mock", "test_converters")) {
            for (Path file : files(folder("hxl-libhxl").resolve(name), ".csv")) {
                boolean untagged = file.toString().contains("untagged")
                        || file.toString().contains("input-invalid")
                        || file.toString().contains("wide-tagging");
                tests.add(DynamicTest.dynamicTest(name + "/" + file.getFileName(), () -> {
                    Layout layout = Inference.builder().minConfidence(0).build().infer(FileSource.of(file));
                    assertThat(layout.hxlLine().isPresent()).as("has hashtags").isEqualTo(!untagged);
                }));
            }
        }
        return tests;
    }

    private static List<Path> files(Path folder, String end) throws IOException {
        try (var files = Files.list(folder)) {
            return files.filter(file -> file.toString().endsWith(end))
                    .filter(file -> !WRONG_ANSWERS.contains(
                            String.valueOf(file.getFileName()).replace(".csv", "")))
                    .sorted()
                    .toList();
        }
    }

    private static List<List<String>> read(byte[] bytes, CsvFormat format) throws IOException {
        List<List<String>> records = new ArrayList<>();
        try (CsvReader reader =
                CsvReader.builder().format(format).noHeader().build("case", new ByteArrayInputStream(bytes))) {
            for (RecordBatch batch = reader.read(); batch != null; batch = reader.read()) {
                for (RecordCursor cursor = batch.cursor(); cursor.next(); ) {
                    List<String> record = new ArrayList<>();
                    for (int c = 0; c < cursor.fieldCount(); c++) {
                        record.add(cursor.getString(c));
                    }
                    records.add(record);
                }
            }
        }
        return records;
    }
}
