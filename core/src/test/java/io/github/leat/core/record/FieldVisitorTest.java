package io.github.leat.core.record;

import static org.assertj.core.api.Assertions.assertThat;

import io.github.leat.core.csv.CsvReader;
import io.github.leat.core.schema.Schema;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import java.util.Set;
import org.junit.jupiter.api.Test;

/** A visitor is shown what a cursor answers. */
class FieldVisitorTest {
    private static final String TEXT = """
            a,b,c
            1,two,"three, and ""four"\""
            ,"",é
            short
            5,6,7,one too many
            "it's ""here""\",-,"line
            end"
            """;

    @Test
    void textsAsTheyAre() throws IOException {
        RecordBatch batch = read(CsvFormat.rfc4180());

        assertThat(seen(batch))
                .containsExactly(
                        "0: 1|two|three, and \"four\"",
                        "1: ||é",
                        "2: short||",
                        "3: 5|6|7",
                        "4: it's \"here\"|-|line\nend");
    }

    @Test
    void asACursorInEveryView() throws IOException {
        CsvFormat[] formats = {
            CsvFormat.rfc4180(),
            CsvFormat.builder().nullTexts(Set.of("-", "5")).build(),
            CsvFormat.builder().escape(CsvFormat.Escape.BACKSLASH).build(),
            CsvFormat.builder().noQuote().build()
        };
        for (CsvFormat format : formats) {
            RecordBatch batch = read(format);
            check(batch);
            check(batch.slice(1, 4));
            check(batch.slice(2, 2));
            check(batch.select(i -> i % 2 == 0));
            Schema swapped = Schema.ofTexts(List.of("c", "none", "a"));
            check(batch.project(swapped, new int[] {2, -1, 0}));
            check(batch.project(Schema.ofTexts(List.of("a")), new int[] {0}));
            check(batch.origin());
        }
    }

    private static void check(RecordBatch batch) {
        List<String> expected = new ArrayList<>();
        RecordCursor cursor = batch.cursor();
        while (cursor.next()) {
            List<String> texts = new ArrayList<>();
            for (int c = 0; c < batch.schema().size(); c++) {
                texts.add(cursor.getString(c));
            }
            expected.add(cursor.index() + ": " + String.join("|", texts));
        }
        assertThat(seen(batch)).isEqualTo(expected);
    }

    private static List<String> seen(RecordBatch batch) {
        List<String> seen = new ArrayList<>();
        List<String> texts = new ArrayList<>();
        batch.visit(new FieldVisitor() {
            @Override
            public void field(int column, byte[] array, int offset, int length) {
                assertThat(column).isEqualTo(texts.size());
                texts.add(new String(array, offset, length, StandardCharsets.UTF_8));
            }

            @Override
            public void endRecord(int index) {
                seen.add(index + ": " + String.join("|", texts));
                texts.clear();
            }
        });
        return seen;
    }

    private static RecordBatch read(CsvFormat format) throws IOException {
        try (CsvReader reader = CsvReader.builder()
                .format(format)
                .build("test", new ByteArrayInputStream(TEXT.getBytes(StandardCharsets.UTF_8)))) {
            return Objects.requireNonNull(reader.read());
        }
    }
}
