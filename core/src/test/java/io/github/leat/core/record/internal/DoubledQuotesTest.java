package io.github.leat.core.record.internal;

import static org.assertj.core.api.Assertions.assertThat;

import io.github.leat.core.record.CsvFormat.Escape;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.SplittableRandom;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** The same text as {@link FieldText} reads, which goes by the rules one byte after another. */
class DoubledQuotesTest {
    private static final int FIELDS = 200_000;
    private static final String[] PIECES = {"\"\"", "a", ",", "\n", "é", "and so on ", "\u00a2\"\""};

    @Test
    void wellFormedFieldsAreReadAsByTheSlowWay() {
        SplittableRandom random = new SplittableRandom(7);
        byte[] fast = new byte[5000];
        byte[] slow = new byte[5000];
        for (int i = 0; i < FIELDS; i++) {
            StringBuilder text = new StringBuilder("x".repeat(random.nextInt(9))).append('"');
            int from = text.length() - 1;
            int pieces = random.nextInt(i % 100 == 0 ? 200 : 40);
            for (int p = 0; p < pieces; p++) {
                text.append(PIECES[random.nextInt(PIECES.length)]);
            }
            byte[] field = text.append('"').toString().getBytes(StandardCharsets.UTF_8);
            byte[] bytes = Arrays.copyOf(field, field.length + DoubledQuotes.SLACK);
            // what comes behind a field is often another one
            Arrays.fill(bytes, field.length, bytes.length, (byte) '"');
            int length = DoubledQuotes.take(bytes, from, field.length, '"', fast);
            int expected = FieldText.decode(bytes, from, field.length, '"', Escape.DOUBLED, slow);
            assertThat(length).as("%s", text).isEqualTo(expected);
            assertThat(Arrays.equals(fast, 0, length, slow, 0, length))
                    .as("%s", text)
                    .isTrue();
        }
    }

    @ParameterizedTest
    @ValueSource(strings = {"\"", "\"a", "\"a\"b\"", "\"a\"\"", "\"a\"\"b", "\"\"\"", "\"a\"\"\"b", "\"a\"\"b\"c"})
    void otherFieldsAreRefused(String field) {
        byte[] bytes = Arrays.copyOf(field.getBytes(StandardCharsets.UTF_8), field.length() + DoubledQuotes.SLACK);
        assertThat(DoubledQuotes.take(bytes, 0, field.length(), '"', new byte[500]))
                .isEqualTo(DoubledQuotes.MALFORMED);
    }
}
