package io.github.leat.core.csv;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNotNull;
import static org.junit.jupiter.api.Assertions.assertThrows;

import io.github.leat.core.record.CsvFormat;
import io.github.leat.core.record.RecordBatch;
import io.github.leat.core.record.RecordCursor;
import io.github.leat.core.schema.Schema;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import java.util.Random;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;

/** The reader against {@link ReferenceCsv} on texts that a fair share of special characters makes nasty. */
class CsvReaderAgainstReferenceTest {
    private static final String[] PIECES = {
        ",",
        ",",
        "\"",
        "\"",
        "\"\"",
        "\n",
        "\r\n",
        "\r",
        "a",
        "bc",
        " ",
        "é",
        "日本",
        // Bytes that are a comma, a quote, LF and CR but for their highest bit.
        "¬¢Ċč",
        "\u007F",
        "0",
        "long text without anything special",
        ";",
        "\t"
    };

    @Test
    void readsAnyMixOfSpecialCharactersAsTheInterpretationSays() throws IOException {
        Random random = new Random(20260101);
        for (int round = 0; round < 30_000; round++) {
            int length = random.nextInt(random.nextInt(20) == 0 ? 300 : 40);
            StringBuilder text = new StringBuilder();
            for (int i = 0; i < length; i++) {
                text.append(PIECES[random.nextInt(PIECES.length)]);
            }
            check(text.toString(), ',', 64 + random.nextInt(200));
            if (round % 10 == 0) {
                check(text.toString(), '\u007F', 64 + random.nextInt(200));
            }
        }
    }

    @Test
    void readsWellFormedRecordsOfManyLengthsAsTheyWere() throws IOException {
        Random random = new Random(7);
        for (int round = 0; round < 3_000; round++) {
            StringBuilder text = new StringBuilder();
            String lineEnd = random.nextBoolean() ? "\n" : "\r\n";
            for (int r = random.nextInt(40); r >= 0; r--) {
                for (int c = 0; c < 5; c++) {
                    String value = "x".repeat(random.nextInt(30));
                    if (random.nextInt(3) == 0) {
                        value = "\"" + value + (random.nextBoolean() ? ",\"\"y\"\"" : "\n z") + "\"";
                    }
                    text.append(c == 0 ? "v" : ",").append(c == 0 ? "" : value);
                }
                text.append(lineEnd);
            }
            check(text.toString(), ',', 64 + random.nextInt(1000));
        }
    }

    /** What the reader takes for granted after a record in quotes throughout must not show where it is wrong. */
    @Test
    void readsRecordsInQuotesThroughoutAndWhateverComesBetweenThem() throws IOException {
        String[] between = {
            "\"a\";\"b\",\"c\"",
            "\"a\"x\"b\",\"c\",\"d\"",
            "\"a\"\t\"b\",\"c\",\"d\"",
            "\"a\"\u0001\"b\",\"c\",\"d\"",
            "\"a\",b,\"c\"",
            "\"a\",,\"c\"",
            ",\"b\",\"c\"",
            "\"a\",\"b\",",
            "\"a\";\"b\nb\",\"c\",\"d\"",
            "a,b,c",
            "",
            "\r",
            "\"a\",\"b\",\"c\";",
            "\"a\",\"b\",\"c\"\"\"",
            " \"a\",\"b\",\"c\""
        };
        Random random = new Random(77);
        for (int round = 0; round < 3_000; round++) {
            StringBuilder text = new StringBuilder();
            String lineEnd = random.nextBoolean() ? "\n" : "\r\n";
            int share = 2 + random.nextInt(60);
            for (int r = random.nextInt(150); r >= 0; r--) {
                if (random.nextInt(share) == 0) {
                    text.append(between[random.nextInt(between.length)]);
                } else {
                    for (int c = 0; c < 3; c++) {
                        String value = "x".repeat(random.nextInt(random.nextInt(10) == 0 ? 90 : 9));
                        String inside = random.nextInt(4) == 0 ? "\"\"y\"\"," : random.nextInt(9) == 0 ? "\n" : "";
                        text.append(c == 0 ? "" : ",")
                                .append('"')
                                .append(value)
                                .append(inside)
                                .append('"');
                    }
                }
                text.append(lineEnd);
            }
            check(text.toString(), ',', 64 + random.nextInt(1000), Schema.ofTexts(List.of("a", "b", "c")));
        }
    }

    @Test
    void onlyTheLastBatchIsTakenBack() throws IOException {
        byte[] bytes = "a,b\n1,2\n3,4\n5,6\n".repeat(40).getBytes(StandardCharsets.UTF_8);
        try (CsvReader reader = CsvReader.builder().bufferBytes(64).build("text", new ByteArrayInputStream(bytes))) {
            RecordBatch first = reader.read();
            assertNotNull(first);
            RecordBatch second = reader.read(first.slice(0, 1));
            assertNotNull(second);
            RecordBatch third = reader.read();
            assertNotNull(third);
            assertThrows(IllegalArgumentException.class, () -> reader.read(second));
            assertNotNull(reader.read(third));
            assertThrows(IllegalArgumentException.class, () -> reader.read(third));
        }
    }

    @Test
    void quotesInsideAFieldAreReadRightAfterAMissingField() throws IOException {
        byte[] text = "\"a long \"\"text\"\"\"\n\"x \"\"y\"\"\",z\n".getBytes(StandardCharsets.UTF_8);
        try (CsvReader reader = CsvReader.builder()
                .schema(Schema.ofTexts(List.of("a", "b")))
                .build("text", new ByteArrayInputStream(text))) {
            RecordCursor cursor = Objects.requireNonNull(reader.read()).cursor();
            List<String> read = new ArrayList<>();
            while (cursor.next()) {
                read.add(cursor.getString(0));
                read.add(cursor.getString(1));
            }
            assertEquals(List.of("a long \"text\"", "", "x \"y\"", "z"), read);
        }
    }

    private static void check(String text, char delimiter, int bufferBytes) throws IOException {
        check(text, delimiter, bufferBytes, null);
    }

    private static void check(String text, char delimiter, int bufferBytes, @Nullable Schema schema)
            throws IOException {
        List<List<String>> expected = ReferenceCsv.read(text, delimiter, '"');
        for (boolean reuse : new boolean[] {false, true}) {
            assertEquals(
                    expected,
                    read(text, delimiter, bufferBytes, reuse, schema),
                    () -> "text: " + text.replace("\r", "\\r") + " buffer " + bufferBytes + " reuse " + reuse);
        }
    }

    private static List<List<String>> read(
            String text, char delimiter, int bufferBytes, boolean reuse, @Nullable Schema schema) throws IOException {
        List<List<String>> records = new ArrayList<>();
        byte[] bytes = text.getBytes(StandardCharsets.UTF_8);
        int[] lines = lines(bytes);
        CsvReader.Builder builder = CsvReader.builder()
                .format(CsvFormat.builder().delimiter(delimiter).build())
                .noHeader()
                .bufferBytes(bufferBytes);
        if (schema != null) {
            builder.schema(schema);
        }
        try (CsvReader reader = builder.build("text", new ByteArrayInputStream(bytes))) {
            for (RecordBatch batch = reader.read(); batch != null; batch = reuse ? reader.read(batch) : reader.read()) {
                RecordCursor cursor = batch.cursor();
                while (cursor.next()) {
                    List<String> record = new ArrayList<>();
                    for (int c = 0; c < cursor.fieldCount(); c++) {
                        record.add(cursor.getString(c));
                    }
                    records.add(record);
                    assertPosition(text, lines, cursor, records.size());
                }
            }
        }
        return records;
    }

    /** For each byte the line that it is in: LF, CR and both together end one. */
    private static int[] lines(byte[] bytes) {
        int[] lines = new int[bytes.length + 1];
        lines[0] = 1;
        for (int i = 0; i < bytes.length; i++) {
            boolean isSecondHalf = bytes[i] == '\n' && i > 0 && bytes[i - 1] == '\r';
            boolean isEnd = bytes[i] == '\r' || (bytes[i] == '\n' && !isSecondHalf);
            lines[i + 1] = lines[i] + (isEnd ? 1 : 0);
        }
        return lines;
    }

    private static void assertPosition(String text, int[] lines, RecordCursor cursor, int number) {
        int at = Math.toIntExact(cursor.position().byteOffset());
        assertEquals(number, cursor.position().record());
        assertEquals(lines[at], cursor.position().line(), () -> "line of record " + number + " in " + text);
    }
}
