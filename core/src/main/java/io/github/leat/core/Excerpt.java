package io.github.leat.core;

import java.nio.charset.StandardCharsets;

/** Values as errors show them: at most {@value #MAX_CHARS} characters, control characters made visible. */
public final class Excerpt {
    /** Longest excerpt in characters. */
    public static final int MAX_CHARS = 100;

    private Excerpt() {}

    /** The text in double quotes, cut at {@value #MAX_CHARS} characters with an ellipsis. */
    public static String of(String text) {
        StringBuilder out = new StringBuilder(Math.min(text.length(), MAX_CHARS) + 8).append('"');
        int end = Math.min(text.length(), MAX_CHARS);
        if (end < text.length() && Character.isHighSurrogate(text.charAt(end - 1))) {
            end--;
        }
        for (int i = 0; i < end; i++) {
            char c = text.charAt(i);
            switch (c) {
                case '\n' -> out.append("\\n");
                case '\r' -> out.append("\\r");
                case '\t' -> out.append("\\t");
                default -> {
                    if (Character.isISOControl(c)) {
                        out.append(String.format("\\u%04x", (int) c));
                    } else {
                        out.append(c);
                    }
                }
            }
        }
        return out.append(end < text.length() ? "…\"" : "\"").toString();
    }

    /** The UTF-8 bytes as {@link #of(String)} shows them; malformed bytes become U+FFFD. */
    public static String of(byte[] bytes, int from, int to) {
        int end = Math.min(to, from + 4 * MAX_CHARS + 4);
        return of(new String(bytes, from, end - from, StandardCharsets.UTF_8));
    }
}
