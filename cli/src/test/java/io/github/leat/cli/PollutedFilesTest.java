package io.github.leat.cli;

import static org.assertj.core.api.Assertions.assertThat;

import io.github.leat.cli.PollutedFiles.PollutedFile;
import io.github.leat.core.csv.CsvReader;
import io.github.leat.core.record.RecordBatch;
import io.github.leat.core.record.RecordCursor;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** What {@code leat cat} makes of files that are broken in one way each. */
class PollutedFilesTest {
    @TempDir
    Path directory = Path.of("");

    @Test
    void figures() throws IOException {
        List<PollutedFile> files = new ArrayList<>(PollutedFiles.of("shop", PollutedTable.shop(1, 84)));
        files.addAll(PollutedFiles.of("notes", PollutedTable.notes(2, 30)));
        List<String> arguments = new ArrayList<>(List.of("cat", "--to", "out"));
        for (PollutedFile file : files) {
            Files.write(directory.resolve(file.name()), file.bytes());
            arguments.add(file.name());
        }
        long start = System.nanoTime();
        CommandRun.Result result = new CommandRun(directory).run(arguments.toArray(String[]::new));
        long millis = (System.nanoTime() - start) / 1_000_000;
        Map<String, double[]> sums = new TreeMap<>();
        Map<String, List<String>> worst = new TreeMap<>();
        for (PollutedFile file : files) {
            Path out = directory.resolve("out").resolve(file.name());
            double[] sum = sums.computeIfAbsent(file.kind(), k -> new double[5]);
            sum[0]++;
            if (!Files.exists(out)) {
                worst.computeIfAbsent(file.kind(), k -> new ArrayList<>()).add(file.name() + " MISSING");
                continue;
            }
            List<List<String>> got = read(Files.readAllBytes(out));
            double header = file.expected().isEmpty()
                    ? 1
                    : got.isEmpty() ? 0 : f1(file.expected().get(0), got.get(0));
            double records = f1(joined(file.expected()), joined(got));
            double cells = f1(cells(file.expected()), cells(got));
            sum[1]++;
            sum[2] += header;
            sum[3] += records;
            sum[4] += cells;
            if (header + records + cells < 2.9999) {
                worst.computeIfAbsent(file.kind(), k -> new ArrayList<>())
                        .add(String.format("%s %.3f %.3f %.3f", file.name(), header, records, cells));
            }
        }
        StringBuilder table = new StringBuilder(String.format("%d files in %d ms%n", files.size(), millis));
        sums.forEach((kind, s) -> table.append(String.format(
                "%-48s %5d %.4f %.4f %.4f %.4f%n",
                kind, (int) s[0], s[1] / s[0], s[2] / s[0], s[3] / s[0], s[4] / s[0])));
        worst.forEach((kind, list) -> table.append(kind)
                .append(' ')
                .append(list.size())
                .append(": ")
                .append(list.subList(0, Math.min(5, list.size())))
                .append('\n'));
        System.out.println(table);
        System.out.println(result.err().substring(0, Math.min(2000, result.err().length())));
        assertThat(result.code()).isZero();
        String keep = System.getProperty("polluted.keep");
        if (keep != null) {
            for (PollutedFile file : files) {
                Files.createDirectories(Path.of(keep));
                Files.write(Path.of(keep).resolve(file.name()), file.bytes());
            }
        }
    }

    private static List<String> joined(List<List<String>> records) {
        return records.stream().skip(1).map(record -> String.join("", record)).toList();
    }

    private static List<String> cells(List<List<String>> records) {
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
