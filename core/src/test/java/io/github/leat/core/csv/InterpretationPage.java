package io.github.leat.core.csv;

import io.github.leat.core.record.CsvFormat;
import io.github.leat.core.record.RecordBatch;
import io.github.leat.core.record.RecordCursor;
import io.github.leat.core.record.Rejection;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;

/** The rules of {@code docs/csv-interpretation.md}, and readings in its notation. */
public final class InterpretationPage {
    private static final int RULE_CELLS = 7;

    private InterpretationPage() {}

    /** One row of its tables. */
    public record Rule(String id, String text, String input, String lenient, String strict) {
        public byte[] bytes() {
            return InterpretationPage.bytes(input);
        }

        public CsvFormat format() {
            CsvFormat.Builder builder = CsvFormat.builder();
            if (id.startsWith("E")) {
                builder.escape(CsvFormat.Escape.BACKSLASH);
            } else if (id.startsWith("C")) {
                builder.comment('#');
            }
            return builder.build();
        }

        @Override
        public String toString() {
            return id + " " + text;
        }
    }

    public static List<Rule> rules() throws IOException {
        List<Rule> rules = new ArrayList<>();
        for (String[] cells : rows()) {
            if (cells.length == RULE_CELLS && cells[1].matches("[A-Z]\\d+")) {
                rules.add(new Rule(cells[1], cells[2], code(cells[3]), code(cells[4]), cells[5].strip()));
            }
        }
        return rules;
    }

    /** What a reader that ends records at stray quotes makes of inputs. */
    public static List<Rule> strayQuotes() throws IOException {
        List<Rule> rules = new ArrayList<>();
        for (String[] cells : rows()) {
            if (cells[1].matches("S\\d+")) {
                rules.add(new Rule(cells[1], cells[2], code(cells[3]), code(cells[4]), ""));
            }
        }
        return rules;
    }

    /** What a parser does instead of Leat's lenient reader, by the rule's id: rows of {@code parser | rule | result | why}. */
    public static Map<String, String> differencesOf(String parser) throws IOException {
        Map<String, String> differences = new HashMap<>();
        for (String[] cells : rows()) {
            if (cells.length > 4 && cells[1].equals(parser)) {
                for (String id : cells[2].split(", ", -1)) {
                    differences.put(id, cells[3].equals("error") ? "error" : code(cells[3]));
                }
            }
        }
        return differences;
    }

    private static List<String[]> rows() throws IOException {
        return Files.readAllLines(Path.of("..", "docs", "csv-interpretation.md")).stream()
                .filter(line -> line.startsWith("| "))
                .map(line -> line.split(" ?\\| ?", -1))
                .toList();
    }

    private static String code(String cell) {
        return cell.substring(1, cell.length() - 1);
    }

    private static byte[] bytes(String text) {
        ByteArrayOutputStream out = new ByteArrayOutputStream();
        int i = 0;
        while (i < text.length()) {
            char c = text.charAt(i++);
            if (c != '\\') {
                out.writeBytes(String.valueOf(c).getBytes(StandardCharsets.UTF_8));
                continue;
            }
            switch (text.charAt(i++)) {
                case 'r' -> out.write('\r');
                case 'n' -> out.write('\n');
                case 't' -> out.write('\t');
                case '0' -> out.write(0);
                case '\\' -> out.write('\\');
                case 'x' -> {
                    out.write(Integer.parseInt(text.substring(i, i + 2), 16));
                    i += 2;
                }
                default -> throw new IllegalArgumentException(text);
            }
        }
        return out.toByteArray();
    }

    /** All records, in Latin-1. */
    public static String read(CsvReader reader) throws IOException {
        List<String> records = new ArrayList<>();
        RecordBatch batch;
        while ((batch = reader.read()) != null) {
            List<Rejection> faults = batch.faults();
            RecordCursor cursor = batch.cursor();
            while (cursor.next()) {
                StringBuilder record = new StringBuilder();
                for (int c = 0; c < cursor.fieldCount(); c++) {
                    String text = new String(cursor.getSlice(c).toBytes(), StandardCharsets.ISO_8859_1);
                    boolean isNull = c < 2 ? cursor.isNull(c) : text.isEmpty();
                    record.append('[').append(isNull ? utf8("∅") : text).append(']');
                }
                Stream<Rejection> mine = faults.stream().filter(fault -> fault.index() == cursor.index());
                mine.forEach(fault -> record.append('{').append(fault.code()).append('}'));
                records.add(record.toString());
            }
        }
        return records.isEmpty() ? utf8("—") : String.join(" / ", records);
    }

    private static String utf8(String text) {
        return new String(text.getBytes(StandardCharsets.UTF_8), StandardCharsets.ISO_8859_1);
    }

    /** A result as {@link #read} writes it. */
    public static String latin(String result) {
        return new String(bytes(result), StandardCharsets.ISO_8859_1);
    }
}
