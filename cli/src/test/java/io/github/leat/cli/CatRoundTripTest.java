package io.github.leat.cli;

import static org.assertj.core.api.Assertions.assertThat;

import io.github.leat.core.csv.CsvReader;
import io.github.leat.core.record.RecordBatch;
import io.github.leat.core.record.RecordCursor;
import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/**
 * What {@code leat cat} mends elsewhere it leaves alone in tables that are written as they should be, with texts that look like
 * what it mends: in apostrophes, with a blank first, with quotes, delimiters and line ends.
 */
class CatRoundTripTest {
    private static final int TABLES = 300;
    private static final String[] WORDS = {
        "alpha", "beta", "it's", "'tis", "rock", "'n'", "roll", "new", "york", "\"q\"", "x", "12"
    };

    @TempDir
    Path directory = Path.of("");

    private final Random random = new Random(20261126);

    @Test
    void wellFormedTablesAreWrittenAsTheyAre() throws IOException {
        for (int n = 0; n < TABLES; n++) {
            List<List<String>> table = table();
            String text = written(table);
            ByteArrayOutputStream out = new ByteArrayOutputStream();
            CommandRun.Result result = new CommandRun(directory).in(text).runTo(out, "cat", "-");
            assertThat(result.code()).isZero();
            assertThat(read(out.toByteArray())).as(text).isEqualTo(table);
            assertThat(result.err()).as(text).isEmpty();
        }
    }

    private List<List<String>> table() {
        int width = 2 + random.nextInt(7);
        int[] kinds = random.ints(width, 0, 6).toArray();
        List<List<String>> table = new ArrayList<>();
        List<String> names = new ArrayList<>();
        for (int c = 0; c < width; c++) {
            names.add("name" + c);
        }
        table.add(names);
        int rows = 3 + random.nextInt(60);
        for (int r = 0; r < rows; r++) {
            List<String> row = new ArrayList<>();
            for (int kind : kinds) {
                row.add(cell(kind));
            }
            row.set(0, row.get(0).isEmpty() ? "0" : row.get(0));
            table.add(row);
        }
        return table;
    }

    private String cell(int kind) {
        return switch (kind) {
            case 0 -> String.valueOf(random.nextInt(500));
            case 1 ->
                String.format(
                        "20%d-%02d-%02d", 10 + random.nextInt(15), 1 + random.nextInt(12), 1 + random.nextInt(28));
            case 2 -> List.of("north", "south", "east, far", "west").get(random.nextInt(4));
            case 3 -> List.of("", " x", "y").get(random.nextInt(3));
            default -> text();
        };
    }

    private String text() {
        StringBuilder text = new StringBuilder(WORDS[random.nextInt(WORDS.length)]);
        for (int n = random.nextInt(5); n > 0; n--) {
            text.append(' ').append(WORDS[random.nextInt(WORDS.length)]);
        }
        return switch (random.nextInt(12)) {
            case 0 -> " " + text;
            case 1 -> "'" + text + "'";
            case 2, 3 -> text + ", and more";
            case 4 -> text + "\nmore";
            default -> text.toString();
        };
    }

    private String written(List<List<String>> table) {
        String delimiter = List.of(",", ",", ";", "\t", "|").get(random.nextInt(5));
        boolean all = random.nextInt(4) == 0;
        String end = random.nextBoolean() ? "\n" : "\r\n";
        StringBuilder text = new StringBuilder();
        for (List<String> row : table) {
            List<String> cells = new ArrayList<>();
            for (String cell : row) {
                boolean needed = cell.contains(delimiter) || cell.contains("\"") || cell.contains("\n");
                cells.add(all || needed ? '"' + cell.replace("\"", "\"\"") + '"' : cell);
            }
            text.append(String.join(delimiter, cells)).append(end);
        }
        return text.toString();
    }

    private static List<List<String>> read(byte[] csv) throws IOException {
        List<List<String>> records = new ArrayList<>();
        try (CsvReader reader = CsvReader.builder().noHeader().anyWidth().build("cat", new ByteArrayInputStream(csv))) {
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
