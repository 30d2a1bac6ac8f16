package io.github.leat.core.record.internal;

import static org.junit.jupiter.api.Assertions.assertEquals;

import io.github.leat.core.schema.ValueFormat;
import java.nio.charset.StandardCharsets;
import java.util.Random;
import java.util.stream.Collectors;
import org.junit.jupiter.api.Test;

class FlagTextTest {
    private static final long SEED = new Random().nextLong();
    private static final String[][] PAIRS = {
        {"true", "false"},
        {"yes", "no"},
        {"1", "0"},
        {"y", "n"},
        {"t", "f"},
        {"on", "off"},
        {"sí", "no"},
        {"confirmed", "rejected"},
        {"open", "not closed"}
    };

    @Test
    void eachTextInAnyCase() {
        for (String[] pair : PAIRS) {
            FlagText flags = new FlagText(new ValueFormat(pair[0] + "/" + pair[1]));
            for (int flag = 0; flag < 2; flag++) {
                String text = pair[1 - flag];
                for (String cased : new String[] {text, capitals(text), capital(text)}) {
                    assertEquals(flag, parse(flags, "........", cased), cased);
                    assertEquals(flag, parse(flags, "", cased), cased);
                }
            }
        }
    }

    private static String capitals(String text) {
        return text.chars()
                .mapToObj(c -> Character.toString(c <= 'z' ? Character.toUpperCase(c) : c))
                .collect(Collectors.joining());
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
                String cased = capitals(text.toString());
                long expected =
                        cased.equals(capitals(pair[0])) ? 1 : cased.equals(capitals(pair[1])) ? 0 : NumberText.INVALID;
                String before = "true".repeat(random.nextInt(4)).substring(random.nextInt(1));
                assertEquals(expected, parse(flags, before, text.toString()), () -> text + " seed " + SEED);
            }
        }
    }

    private static long parse(FlagText flags, String before, String text) {
        byte[] bytes = (before + text + "rest").getBytes(StandardCharsets.UTF_8);
        return flags.parse(bytes, before.length(), bytes.length - "rest".length());
    }
}
