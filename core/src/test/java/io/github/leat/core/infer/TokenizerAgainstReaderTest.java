package io.github.leat.core.infer;

import static org.assertj.core.api.Assertions.assertThat;

import io.github.leat.core.csv.CsvReader;
import io.github.leat.core.record.CsvFormat;
import io.github.leat.core.record.CsvFormat.Escape;
import io.github.leat.core.record.RecordBatch;
import io.github.leat.core.record.RecordCursor;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import org.junit.jupiter.api.Test;

/** What is inferred from must be what is read: the sample's tokenizer and the reader split any text alike. */
class TokenizerAgainstReaderTest {
    /** More than any text has, and little to be made for each. */
    private static final int BUFFER_BYTES = 1 << 10;

    private static final String ALPHABET = "ab1,,,;\"\"\"'\\\n\n\r #\t";

    @Test
    void anyTextIsSplitAlike() throws IOException {
        Random random = new Random(7);
        List<CsvFormat> formats = List.of(
                CsvFormat.rfc4180(),
                CsvFormat.builder().delimiter(';').quote('\'').build(),
                CsvFormat.builder().noQuote().build(),
                CsvFormat.builder().escape(Escape.BACKSLASH).build(),
                CsvFormat.builder().comment('#').build());
        for (int i = 0; i < 20_000; i++) {
            CsvFormat format = formats.get(i % formats.size());
            String text = text(random);
            assertThat(split(text, format)).as("%s with %s", text, format).isEqualTo(read(text, format));
        }
    }

    private static String text(Random random) {
        StringBuilder text = new StringBuilder();
        for (int n = random.nextInt(40); n > 0; n--) {
            text.append(ALPHABET.charAt(random.nextInt(ALPHABET.length())));
        }
        return text.toString();
    }

    private static List<List<String>> split(String text, CsvFormat format) {
        byte[] bytes = text.getBytes(StandardCharsets.UTF_8);
        Tokens tokens = Tokenizer.split(bytes, 0, bytes.length, format, Integer.MAX_VALUE, true);
        List<List<String>> records = new ArrayList<>();
        for (int r = 0; r < tokens.records(); r++) {
            records.add(tokens.texts(r));
        }
        return records;
    }

    private static List<List<String>> read(String text, CsvFormat format) throws IOException {
        List<List<String>> records = new ArrayList<>();
        byte[] bytes = text.getBytes(StandardCharsets.UTF_8);
        try (CsvReader reader = CsvReader.builder()
                .format(format)
                .noHeader()
                .bufferBytes(BUFFER_BYTES)
                .build("text", new ByteArrayInputStream(bytes))) {
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
