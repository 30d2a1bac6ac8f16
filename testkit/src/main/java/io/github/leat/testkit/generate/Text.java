package io.github.leat.testkit.generate;

import java.nio.charset.StandardCharsets;

/** A text, encoded once: as it is and as it stands inside quotes. */
final class Text {
    final byte[] raw;
    final byte[] escaped;
    final boolean needsQuotes;

    Text(String text) {
        raw = text.getBytes(StandardCharsets.UTF_8);
        escaped = text.replace("\"", "\"\"").getBytes(StandardCharsets.UTF_8);
        needsQuotes = text.contains(",") || text.contains("\"") || text.contains("\n") || text.contains("\r");
    }

    static Text[] all(String... texts) {
        Text[] all = new Text[texts.length];
        for (int i = 0; i < texts.length; i++) {
            all[i] = new Text(texts[i]);
        }
        return all;
    }

    /** The texts between the bars. */
    static Text[] split(String texts) {
        return all(texts.split("\\|", -1));
    }
}
