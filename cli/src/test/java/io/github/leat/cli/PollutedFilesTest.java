package io.github.leat.cli;

import static org.assertj.core.api.Assertions.assertThat;

import io.github.leat.cli.PollutedFiles.PollutedFile;
import io.github.leat.core.csv.CsvReader;
import io.github.leat.core.record.RecordBatch;
import io.github.leat.core.record.RecordCursor;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Objects;
import java.util.TreeMap;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/**
 * What {@code leat cat} makes of files that are broken in one way each, measured as data-loading benchmarks do: whether there
 * is an output, and the F1 measure of its names, its records and its cells, as multisets. The figures are kept in {@code
 * polluted.txt}; where they are not 1, {@code docs/csv-interpretation.md} says why.
 */
class PollutedFilesTest {
    @TempDir
    Path directory = Path.of("");

    @Test
    void figuresAreThoseThatAreKept() throws IOException {
        List<PollutedFile> files = new ArrayList<>(PollutedFiles.of("shop", PollutedTable.shop(1, 84)));
        files.addAll(PollutedFiles.of("notes", PollutedTable.notes(2, 30)));
        List<String> arguments = new ArrayList<>(List.of("cat", "--to", "out"));
        for (PollutedFile file : files) {
            Files.write(directory.resolve(file.name()), file.bytes());
            arguments.add(file.name());
        }
        CommandRun.Result result = new CommandRun(directory).run(arguments.toArray(String[]::new));
        Map<String, Figures> kinds = new TreeMap<>();
        List<String> worst = new ArrayList<>();
        for (PollutedFile file : files) {
            Figures figures = kinds.computeIfAbsent(file.kind(), kind -> new Figures());
            double before = figures.lost();
            figures.add(file.expected(), directory.resolve("out").resolve(file.name()));
            if (figures.lost() > before + 0.01) {
                worst.add(file.name());
            }
        }
        List<String> lines = new ArrayList<>();
        kinds.forEach((kind, figures) -> lines.add(kind + " | " + figures));
        assertThat(lines).as("files that are not read perfectly: %s", worst).isEqualTo(kept());
        assertThat(result.code()).isZero();
    }

    private static List<String> kept() throws IOException {
        try (InputStream in = PollutedFilesTest.class.getResourceAsStream("polluted.txt")) {
            return new String(Objects.requireNonNull(in).readAllBytes(), StandardCharsets.UTF_8)
                    .lines()
                    .filter(line -> !line.startsWith("#"))
                    .toList();
        }
    }

    /** Sums over the files of one kind. */
    private static final class Figures {
        private int files;
        private int there;
        private double names;
        private double records;
        private double cells;

        void add(List<List<String>> expected, Path output) throws IOException {
            files++;
            if (!Files.exists(output)) {
                return;
            }
            there++;
            List<List<String>> got = read(Files.readAllBytes(output));
            List<String> none = List.of();
            names += f1(expected.isEmpty() ? none : expected.get(0), got.isEmpty() ? none : got.get(0));
            records += f1(joined(expected), joined(got));
            cells += f1(flat(expected), flat(got));
        }

        double lost() {
            return 4.0 * files - there - names - records - cells;
        }

        @Override
        public String toString() {
            return String.format(
                    Locale.ROOT,
                    "%d | %.4f | %.4f | %.4f | %.4f",
                    files,
                    (double) there / files,
                    names / files,
                    records / files,
                    cells / files);
        }
    }

    private static List<String> joined(List<List<String>> records) {
        return records.stream().skip(1).map(record -> String.join("", record)).toList();
    }

    private static List<String> flat(List<List<String>> records) {
        return records.stream().flatMap(List::stream).toList();
    }

    private static double f1(List<String> expected, List<String> got) {
        if (expected.isEmpty()) {
            return 1;
        }
        Map<String, Integer> counts = new HashMap<>();
        expected.forEach(text -> counts.merge(text, 1, Integer::sum));
        int common = 0;
        for (String text : got) {
            if (counts.merge(text, -1, Integer::sum) >= 0) {
                common++;
            }
        }
        double precision = (double) common / expected.size();
        double recall = got.isEmpty() ? 0 : (double) common / got.size();
        return common == 0 ? 0 : 2 * precision * recall / (precision + recall);
    }

    private static List<List<String>> read(byte[] csv) throws IOException {
        List<List<String>> records = new ArrayList<>();
        try (CsvReader reader = CsvReader.builder().noHeader().anyWidth().build("cat", new ByteArrayInputStream(csv))) {
            RecordBatch batch;
            while ((batch = reader.read()) != null) {
                RecordCursor cursor = batch.cursor();
                while (cursor.next()) {
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
