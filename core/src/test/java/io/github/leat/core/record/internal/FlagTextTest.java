package io.github.leat.core.record.internal;

import static org.junit.jupiter.api.Assertions.assertEquals;

import io.github.leat.core.schema.ValueFormat;
import java.nio.charset.StandardCharsets;
import java.util.Random;
import org.junit.jupiter.api.Test;

class FlagTextTest {
    private static final long SEED = new Random().nextLong();
    private static final String[][] PAIRS = {
        {"true", "false"}, {"yes", "no"}, {"1", "0"}, {"y", "n"}, {"t", "f"}, {"on", "off"}
    };

    @Test
    void eachTextInAnyCase() {
        for (String[] pair : PAIRS) {
            FlagText flags = new FlagText(new ValueFormat(pair[0] + "/" + pair[1]));
            for (int flag = 0; flag < 2; flag++) {
                String text = pair[1 - flag];
                for (String cased : new String[] {text, text.toUpperCase(java.util.Locale.ROOT), capital(text)}) {
                    assertEquals(flag, parse(flags, "........", cased), cased);
                    assertEquals(flag, parse(flags, "", cased), cased);
                }
            }
        }
    }

    private static String capital(String text) {
        return Character.toUpperCase(text.charAt(0)) + text.substring(1);
    }

    @Test
    void nothingElse() {
        Random random = new Random(SEED);
        for (String[] pair : PAIRS) {
            FlagText flags = new FlagText(new ValueFormat(pair[0] + "/" + pair[1]));
            for (int i = 0; i < 20_000; i++) {
                StringBuilder text = new StringBuilder(pair[random.nextInt(2)]);
                int at = random.nextInt(text.length() + 1);
                switch (random.nextInt(3)) {
                    case 0 -> text.insert(at, (char) random.nextInt(256));
                    case 1 -> text.setLength(at);
                    default -> text.setCharAt(Math.min(at, text.length() - 1), (char) random.nextInt(256));
                }
                long expected = text.toString().equalsIgnoreCase(pair[0])
                        ? 1
                        : text.toString().equalsIgnoreCase(pair[1]) ? 0 : NumberText.INVALID;
                String before = "true".repeat(random.nextInt(4)).substring(random.nextInt(1));
                assertEquals(expected, parse(flags, before, text.toString()), () -> text + " seed " + SEED);
            }
        }
    }

    private static long parse(FlagText flags, String before, String text) {
        byte[] bytes = (before + text + "rest").getBytes(StandardCharsets.ISO_8859_1);
        return flags.parse(bytes, before.length(), before.length() + text.length());
    }
}
