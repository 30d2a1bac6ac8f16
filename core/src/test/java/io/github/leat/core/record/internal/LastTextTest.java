package io.github.leat.core.record.internal;

import static org.junit.jupiter.api.Assertions.assertEquals;

import java.nio.charset.StandardCharsets;
import java.util.Random;
import org.junit.jupiter.api.Test;

class LastTextTest {
    private static final long SEED = new Random().nextLong();

    /** Counts the calls; the value is that of the text, and some are none. */
    private static final class Counting implements ValueParser {
        private int calls;

        @Override
        public long parse(byte[] b, int from, int to) {
            calls++;
            return valueOf(new String(b, from, to - from, StandardCharsets.ISO_8859_1));
        }

        static long valueOf(String text) {
            return text.endsWith("x") ? NumberText.INVALID : text.hashCode();
        }
    }

    @Test
    void anotherTextIsParsed() {
        Random random = new Random(SEED);
        LastText parser = new LastText(new Counting());
        for (int i = 0; i < 100_000; i++) {
            // Of two letters and of few lengths: many differ from the one before in one place only.
            int length = random.nextInt(6) == 0 ? random.nextInt(20) : 7 + random.nextInt(3) * 5;
            StringBuilder text = new StringBuilder("a".repeat(length));
            if (length > 0 && random.nextBoolean()) {
                text.setCharAt(random.nextInt(length), random.nextBoolean() ? 'b' : 'x');
            }
            assertEquals(
                    Counting.valueOf(text.toString()), parse(parser, text.toString()), () -> text + " seed " + SEED);
        }
    }

    @Test
    void theSameTextIsNot() {
        for (int length = 0; length <= 20; length++) {
            Counting counting = new Counting();
            LastText parser = new LastText(counting);
            String text = "0123456789".repeat(2).substring(0, length);
            for (int i = 0; i < 3; i++) {
                assertEquals(Counting.valueOf(text), parse(parser, text));
            }
            assertEquals(length >= 8 && length <= 16 ? 1 : 3, counting.calls, text);
        }
    }

    private static long parse(LastText parser, String text) {
        byte[] bytes = ("1" + text + "2").getBytes(StandardCharsets.ISO_8859_1);
        return parser.parse(bytes, 1, 1 + text.length());
    }
}
