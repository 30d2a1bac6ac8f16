package io.github.leat.redshift.internal;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.charset.StandardCharsets;
import java.util.Random;
import org.junit.jupiter.api.Test;

/** Eight bytes at a time find what one at a time do. */
class CsvBytesTest {
    private static final String SIGNS = "abé\"\n\r,-+!#\u0001\u0080日 ";
    private static final int TEXTS = 20_000;

    @Test
    void theSameIsFoundAsByteByByte() {
        Random random = new Random(5);
        int plain = 0;
        for (int i = 0; i < TEXTS; i++) {
            StringBuilder text = new StringBuilder();
            int length = random.nextInt(40);
            int alphabet = 2 + random.nextInt(SIGNS.length() - 1);
            for (int j = 0; j < length; j++) {
                text.append(SIGNS.charAt(random.nextInt(alphabet)));
            }
            String found = text.toString();
            byte[] bytes = ("\"," + found + "\"").getBytes(StandardCharsets.UTF_8);
            int to = bytes.length - 1;
            boolean isPlain = found.chars().noneMatch(c -> c == '"' || c == ',' || c == '\n' || c == '\r');
            assertThat(CsvBytes.isPlain(bytes, 2, to)).as(found).isEqualTo(isPlain);
            int quote = found.indexOf('"');
            int index = quote < 0 ? to : 2 + found.substring(0, quote).getBytes(StandardCharsets.UTF_8).length;
            assertThat(CsvBytes.quote(bytes, 2, to)).as(found).isEqualTo(index);
            plain += isPlain ? 1 : 0;
        }
        assertThat(plain).isBetween(TEXTS / 10, TEXTS * 9 / 10);
    }
}
