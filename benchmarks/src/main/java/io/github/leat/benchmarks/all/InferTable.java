package io.github.leat.benchmarks.all;

import com.univocity.parsers.csv.CsvFormat;
import com.univocity.parsers.csv.CsvParser;
import com.univocity.parsers.csv.CsvParserSettings;
import io.github.leat.benchmarks.CsvInput;
import io.github.leat.benchmarks.DuckDb;
import io.github.leat.benchmarks.InputKind;
import io.github.leat.benchmarks.all.Grid.Better;
import io.github.leat.core.infer.Inference;
import io.github.leat.core.infer.Layout;
import io.github.leat.core.io.FileSource;
import io.github.leat.core.schema.Column;
import io.github.leat.testkit.generate.LineEnd;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.sql.ResultSet;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;

/** What it takes to find out how a file is written, by those that can. */
final class InferTable implements Table {
    /**
     * What a side found out.
     *
     * @param quote empty where it says that the file has none
     * @param types of the columns, in Leat's words; empty where the side does not tell
     */
    private record Answer(char delimiter, Optional<Character> quote, int columns, Optional<List<String>> types) {}

    @FunctionalInterface
    private interface Side {
        Answer look(Path file) throws Exception;
    }

    @Override
    public String id() {
        return "infer";
    }

    @Override
    public String title() {
        return "Inference of a file";
    }

    @Override
    public Page measure(Effort effort) throws Exception {
        int megabytes = effort.of(10, 2, 1);
        int rounds = effort.of(40, 5, 1);
        int warmUps = effort.of(30, 3, 0);
        Grid grid = new Grid("ms", Better.LESS, 1);
        List<String> differences = new ArrayList<>();
        try (DuckDb database = new DuckDb()) {
            Map<String, Side> sides = sides(database);
            for (InputKind kind : InputKind.values()) {
                try (CsvInput input = CsvInput.generate(kind, LineEnd.LF, megabytes)) {
                    differences.addAll(compare(kind, input.file(), sides));
                    for (int round = -warmUps; round < rounds; round++) {
                        for (Map.Entry<String, Side> side : sides.entrySet()) {
                            long start = System.nanoTime();
                            side.getValue().look(input.file());
                            if (round >= 0) {
                                grid.add(label(kind), side.getKey(), (System.nanoTime() - start) / 1e6);
                            }
                        }
                    }
                }
            }
        }
        Page page = new Page()
                .about("Files of " + megabytes + " MB in the page cache; one warm JVM, " + warmUps
                        + " looks before, then " + rounds + " rounds with the sides in turn. DuckDB has one thread.")
                .about("""
                        What each answers, from its default sample:

                        - Leat: compression, encoding, delimiter, quote, escape, line end, preamble, header, HXL row, and each column's \
                        type with its format and evidence, from up to 1 MiB of the head and parts of the middle and the end
                        - DuckDB sniff_csv: delimiter, quote, escape, line end, preamble, header, types, date format, from 20,480 records
                        - DuckDB DESCRIBE: the types of read_csv_auto, which sniffs the same
                        - Univocity: delimiter, quote, line end from the first characters it buffers; no types""")
                .about(
                        "Proven before: all find the same delimiter and number of columns, and no other quote; DESCRIBE shows the number of columns only. Where answers differ it is said below.")
                .grid(grid);
        differences.forEach(page::note);
        return page;
    }

    private static String label(InputKind kind) {
        return JmhTable.input(kind.name().toLowerCase(Locale.ROOT));
    }

    private static Map<String, Side> sides(DuckDb database) {
        Map<String, Side> sides = new LinkedHashMap<>();
        sides.put(Grid.OURS, InferTable::leat);
        sides.put("DuckDB sniff_csv", file -> sniff(database, file));
        sides.put("DuckDB DESCRIBE", file -> describe(database, file));
        sides.put("Univocity", InferTable::univocity);
        return sides;
    }

    private static List<String> compare(InputKind kind, Path file, Map<String, Side> sides) throws Exception {
        List<String> differences = new ArrayList<>();
        Answer ours = leat(file);
        List<String> ourTypes = ours.types().orElseThrow();
        for (Map.Entry<String, Side> side : sides.entrySet()) {
            Answer other = side.getValue().look(file);
            if (other.delimiter() != ours.delimiter()
                    || (other.quote().isPresent() && !other.quote().equals(ours.quote()))
                    || other.columns() != kind.columns().size()
                    || ours.columns() != kind.columns().size()) {
                throw new IllegalStateException(label(kind) + ": " + side.getKey() + " found " + other + ", Leat "
                        + ours + ". They have to agree.");
            }
            if (other.quote().isEmpty()) {
                differences.add(label(kind) + ", " + side.getKey() + ": says that there is no quote, Leat "
                        + ours.quote().orElseThrow() + ".");
            }
            List<String> types = other.types().orElse(ourTypes);
            Map<String, List<String>> differing = new LinkedHashMap<>();
            for (int c = 0; c < types.size(); c++) {
                if (!types.get(c).equals(ourTypes.get(c))) {
                    differing
                            .computeIfAbsent(
                                    types.get(c) + " where Leat says " + ourTypes.get(c), pair -> new ArrayList<>())
                            .add("`" + kind.columns().get(c) + "`");
                }
            }
            differing.forEach((pair, columns) -> differences.add(
                    label(kind) + ", " + side.getKey() + ": " + pair + " for " + String.join(", ", columns) + "."));
        }
        return differences;
    }

    private static Answer leat(Path file) throws IOException {
        Layout layout = Inference.defaults().infer(FileSource.of(file));
        return new Answer(
                layout.format().delimiter(),
                layout.format().quote(),
                layout.schema().size(),
                Optional.of(layout.schema().columns().stream()
                        .map(Column::type)
                        .map(type -> type.kind().name())
                        .toList()));
    }

    private static Answer sniff(DuckDb database, Path file) throws Exception {
        String sql = "SELECT Delimiter, Quote, len(Columns), list_transform(Columns, lambda c: c.type) FROM sniff_csv('"
                + file + "')";
        try (ResultSet row = database.query(sql)) {
            row.next();
            List<String> types = new ArrayList<>();
            for (Object type : (Object[]) row.getArray(4).getArray()) {
                types.add(ours(String.valueOf(type)));
            }
            return new Answer(row.getString(1).charAt(0), quote(row.getString(2)), row.getInt(3), Optional.of(types));
        }
    }

    private static Optional<Character> quote(String text) {
        return text.length() == 1 ? Optional.of(text.charAt(0)) : Optional.empty();
    }

    private static Answer describe(DuckDb database, Path file) throws Exception {
        List<String> types = new ArrayList<>();
        try (ResultSet rows = database.query("DESCRIBE SELECT * FROM read_csv_auto('" + file + "')")) {
            while (rows.next()) {
                types.add(ours(rows.getString("column_type")));
            }
        }
        return new Answer(',', Optional.of('"'), types.size(), Optional.of(types));
    }

    private static String ours(String type) {
        return switch (type) {
            case "BIGINT" -> "LONG";
            case "VARCHAR" -> "TEXT";
            default -> type;
        };
    }

    private static Answer univocity(Path file) {
        CsvParserSettings settings = new CsvParserSettings();
        settings.setDelimiterDetectionEnabled(true);
        settings.setQuoteDetectionEnabled(true);
        settings.setLineSeparatorDetectionEnabled(true);
        settings.setReadInputOnSeparateThread(false);
        settings.setMaxCharsPerColumn(1 << 16);
        CsvParser parser = new CsvParser(settings);
        parser.beginParsing(file.toFile(), StandardCharsets.UTF_8);
        try {
            CsvFormat format = parser.getDetectedFormat();
            return new Answer(
                    format.getDelimiter(), Optional.of(format.getQuote()), parser.parseNext().length, Optional.empty());
        } finally {
            parser.stopParsing();
        }
    }
}
