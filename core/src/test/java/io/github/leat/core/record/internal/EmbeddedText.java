package io.github.leat.core.record.internal;

import java.nio.charset.StandardCharsets;
import java.util.Random;

/**
 * A text somewhere in an array, with digits, points and signs around it.
 *
 * @param bytes the array
 * @param from where the text begins
 * @param to where it ends
 */
@SuppressWarnings("ArrayRecordComponent") // never compared
record EmbeddedText(byte[] bytes, int from, int to) {
    static EmbeddedText of(String text, Random random) {
        String before = "9.8-7,6".repeat(3).substring(random.nextInt(22));
        String after = "1.2,3".repeat(3).substring(random.nextInt(16));
        byte[] bytes = (before + text + after).getBytes(StandardCharsets.ISO_8859_1);
        return new EmbeddedText(bytes, before.length(), before.length() + text.length());
    }

    /** Mostly numbers, sometimes with a character that does not belong there. */
    static String number(Random random) {
        StringBuilder text = new StringBuilder(random.nextInt(3) == 0 ? "-" : "");
        int digits = random.nextInt(random.nextInt(4) == 0 ? 22 : 9);
        for (int i = 0; i < digits; i++) {
            text.append((char) ('0' + random.nextInt(random.nextInt(5) == 0 ? 1 : 10)));
        }
        if (random.nextBoolean()) {
            text.insert(random.nextInt(text.length() + 1), '.');
        }
        if (random.nextInt(6) == 0) {
            text.insert(random.nextInt(text.length() + 1), ".-+eE x/:\u00B0".charAt(random.nextInt(10)));
        }
        return text.toString();
    }
}
