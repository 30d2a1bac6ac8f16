package io.github.leat.core.record.internal;

import io.github.leat.core.record.CsvFormat.Escape;

/**
 * Unescapes one field, by the rules of {@code docs/csv-interpretation.md}: a quote is special only as the first byte; inside
 * quotes two quotes stand for one; what follows the closing quote is kept as it is.
 */
public final class FieldText {
    private FieldText() {}

    /**
     * Writes the text of {@code bytes[from, to)} to {@code target}, which holds at least {@code to - from} bytes.
     *
     * @return the number of bytes written
     */
    public static int decode(byte[] bytes, int from, int to, int quote, Escape escape, byte[] target) {
        int out = 0;
        int i = from;
        boolean backslash = escape == Escape.BACKSLASH;
        if (i < to && bytes[i] == quote) {
            i++;
            while (i < to) {
                byte b = bytes[i++];
                if (backslash && b == '\\' && i < to) {
                    target[out++] = bytes[i++];
                } else if (b != quote) {
                    target[out++] = b;
                } else if (i < to && bytes[i] == quote) {
                    target[out++] = b;
                    i++;
                } else {
                    break;
                }
            }
        }
        while (i < to) {
            byte b = bytes[i++];
            target[out++] = backslash && b == '\\' && i < to ? bytes[i++] : b;
        }
        return out;
    }
}
