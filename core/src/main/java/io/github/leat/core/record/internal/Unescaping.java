package io.github.leat.core.record.internal;

import io.github.leat.core.record.CsvFormat.Escape;

/** Takes quotes and escapes out of the fields of a chunk, into memory that grows to what the largest of them needs. Not thread-safe. */
final class Unescaping {
    private final byte[] bytes;
    private final int quote;
    private final Escape escape;
    private byte[] text = new byte[0];

    Unescaping(Chunk chunk) {
        this.bytes = chunk.bytes();
        this.quote = chunk.quote();
        this.escape = chunk.format().escape();
    }

    /** Writes the text of the field {@code bytes[start, end)} to the start of {@link #text}, and answers its length. */
    int take(int start, int end) {
        int needed = end - start + DoubledQuotes.SLACK;
        if (text.length < needed) {
            text = new byte[Math.max(needed, 2 * text.length)];
        }
        int length = DoubledQuotes.MALFORMED;
        if (escape == Escape.DOUBLED && end + DoubledQuotes.SLACK <= bytes.length) {
            length = DoubledQuotes.take(bytes, start, end, quote, text);
        }
        return length == DoubledQuotes.MALFORMED ? FieldText.decode(bytes, start, end, quote, escape, text) : length;
    }

    /** The same for one whose doubled quotes are known, the first of them {@code doubled[first]}. */
    int take(int start, int end, int[] doubled, int first) {
        int needed = end - start + DoubledQuotes.SLACK;
        if (end + DoubledQuotes.SLACK > bytes.length) {
            return take(start, end);
        }
        if (text.length < needed) {
            text = new byte[Math.max(needed, 2 * text.length)];
        }
        return DoubledQuotes.take(bytes, start, end, doubled, first, text);
    }

    byte[] text() {
        return text;
    }
}
