package io.github.leat.core.csv;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.github.leat.core.MalformedRecordException;
import io.github.leat.core.record.CsvFormat;
import io.github.leat.core.record.RecordBatch;
import io.github.leat.core.record.RecordCursor;
import io.github.leat.core.record.Rejection;
import io.github.leat.core.schema.Schema;
import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** Every row of the tables of {@code docs/csv-interpretation.md}. */
class CsvInterpretationTest {
    private record Rule(String id, String text, String input, String lenient, String strict) {
        @Override
        public String toString() {
            return id + " " + text;
        }
    }

    static List<Rule> rules() throws IOException {
        List<Rule> rules = new ArrayList<>();
        for (String line : Files.readAllLines(Path.of("..", "docs", "csv-interpretation.md"))) {
            String[] cells = line.split(" ?\\| ?", -1);
            boolean ofReader = cells.length == 7; // those of cat have a column less, and a test of their own
            if (line.startsWith("| ") && ofReader && !cells[1].equals("id")) {
                rules.add(new Rule(cells[1], cells[2], code(cells[3]), code(cells[4]), cells[5].strip()));
            }
        }
        return rules;
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

    private static CsvFormat format(Rule rule) {
        CsvFormat.Builder builder = CsvFormat.builder();
        if (rule.id().startsWith("E")) {
            builder.escape(CsvFormat.Escape.BACKSLASH);
        } else if (rule.id().startsWith("C")) {
            builder.comment('#');
        }
        return builder.build();
    }

    private static CsvReader.Builder reader(Rule rule, int bufferBytes) {
        return CsvReader.builder()
                .format(format(rule))
                .schema(Schema.ofTexts(List.of("x", "y")))
                .bufferBytes(bufferBytes);
    }

    @ParameterizedTest
    @MethodSource("rules")
    void lenientReaderDoesAsThePageSays(Rule rule) throws IOException {
        for (int bufferBytes : new int[] {64, 65, 1 << 18}) {
            try (CsvReader reader =
                    reader(rule, bufferBytes).build("page", new ByteArrayInputStream(bytes(rule.input())))) {
                assertEquals(new String(bytes(rule.lenient()), StandardCharsets.ISO_8859_1), read(reader));
            }
        }
    }

    @ParameterizedTest
    @MethodSource("rules")
    void strictReaderDoesAsThePageSays(Rule rule) throws IOException {
        CsvReader.Builder builder = reader(rule, 64).strict();
        try (CsvReader reader = builder.build("page", new ByteArrayInputStream(bytes(rule.input())))) {
            if (rule.strict().equals("same")) {
                assertEquals(new String(bytes(rule.lenient()), StandardCharsets.ISO_8859_1), read(reader));
            } else {
                String reason = lenientReason(rule);
                MalformedRecordException thrown = assertThrows(MalformedRecordException.class, () -> read(reader));
                assertTrue(String.valueOf(thrown.getMessage()).startsWith("page:1 (record 1, byte 0): "));
                if (!rule.strict().equals("STRAY_QUOTE")) {
                    assertTrue(String.valueOf(thrown.getMessage()).endsWith(reason));
                }
            }
        }
    }

    private static String lenientReason(Rule rule) throws IOException {
        try (CsvReader reader = reader(rule, 64).build("page", new ByteArrayInputStream(bytes(rule.input())))) {
            RecordBatch batch = reader.read();
            return batch == null || batch.faults().isEmpty()
                    ? ""
                    : batch.faults().get(0).reason();
        }
    }

    @Test
    void pageHasRulesForEveryChoice() throws IOException {
        String ids = String.join(
                "",
                rules().stream()
                        .map(rule -> rule.id().substring(0, 1))
                        .distinct()
                        .toList());
        assertEquals("LWQNBEC", ids);
    }

    private static String read(CsvReader reader) throws IOException {
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
                    record.append('[').append(isNull ? latin("∅") : text).append(']');
                }
                Stream<Rejection> mine = faults.stream().filter(fault -> fault.index() == cursor.index());
                mine.forEach(fault -> record.append('{').append(fault.code()).append('}'));
                records.add(record.toString());
            }
        }
        return records.isEmpty() ? latin("—") : String.join(" / ", records);
    }

    private static String latin(String text) {
        return new String(text.getBytes(StandardCharsets.UTF_8), StandardCharsets.ISO_8859_1);
    }
}
