package io.github.leat.core.report;

/**
 * Text of a source as a page may show it: never markup, never invisible, never long.
 *
 * <p>Control characters become their pictures (NUL is ␀), what turns the direction of the text around it becomes its code point in
 * brackets, and halves of surrogate pairs become U+FFFD. Marks that only hint at a direction stay: Arabic and Hebrew texts hold
 * them.
 */
final class ShownText {
    /** Longest value or name, in characters. */
    static final int MOST = 100;

    /** Longest sentence or statement: what people write, or a target plans. */
    static final int MOST_OF_PROSE = 4000;

    private static final char PICTURES = '\u2400';
    private static final char PICTURE_OF_DELETE = '\u2421';
    private static final char REPLACEMENT = '\ufffd';

    private ShownText() {}

    /** A value or name, cut at {@value #MOST} characters. */
    static String of(String text) {
        return of(text, MOST, false);
    }

    /** A sentence or statement; its line ends stay. */
    static String prose(String text) {
        return of(text, MOST_OF_PROSE, true);
    }

    private static String of(String text, int most, boolean lines) {
        StringBuilder out = new StringBuilder(Math.min(text.length(), most) + 8);
        int i = 0;
        for (int shown = 0; i < text.length() && shown < most; shown++) {
            int c = text.codePointAt(i);
            i += Character.charCount(c);
            append(out, c, lines);
        }
        return i < text.length() ? out.append('…').toString() : out.toString();
    }

    private static void append(StringBuilder out, int c, boolean lines) {
        if (lines && (c == '\n' || c == '\t')) {
            out.append((char) c);
        } else if (c < ' ') {
            out.append((char) (PICTURES + c));
        } else if (c == 0x7f) {
            out.append(PICTURE_OF_DELETE);
        } else if (turns(c)) {
            out.append(String.format("[U+%04X]", c));
        } else if (Character.isISOControl(c) || isHalf(c) || c == 0x2028 || c == 0x2029) {
            out.append(REPLACEMENT);
        } else {
            out.appendCodePoint(c);
        }
    }

    /** Embeddings, overrides and isolates. */
    private static boolean turns(int c) {
        return (c >= 0x202a && c <= 0x202e) || (c >= 0x2066 && c <= 0x2069);
    }

    private static boolean isHalf(int c) {
        return c >= Character.MIN_SURROGATE && c <= Character.MAX_SURROGATE;
    }
}
