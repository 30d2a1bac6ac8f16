package io.github.leat.core.infer;

import io.github.leat.core.record.CsvFormat;
import io.github.leat.core.record.CsvFormat.Escape;
import io.github.leat.core.record.internal.Chunk;

/**
 * Splits a sample leniently, for one dialect: a quote is special only as the first byte of a field, text after the closing
 * quote is appended, LF, CR and CRLF end a record, lines without a byte are left out.
 *
 * <p>Simple rather than fast: it runs over a bounded sample, a dozen times at most.
 */
final class Tokenizer {
    private final byte[] b;
    private final int end;
    private final int delimiter;
    private final int quote;
    private final int comment;
    private final boolean backslash;
    private final int maxColumns;
    private final Tokens tokens;

    private Tokenizer(byte[] bytes, int end, CsvFormat format) {
        this.b = bytes;
        this.end = end;
        this.delimiter = format.delimiter();
        this.quote = format.quote().map(c -> (int) c).orElse(Chunk.NO_QUOTE);
        this.comment = format.comment().map(c -> (int) c).orElse(Chunk.NO_QUOTE);
        this.backslash = format.escape() == Escape.BACKSLASH;
        this.maxColumns = format.maxColumns();
        this.tokens = new Tokens(bytes, quote, format.escape());
    }

    /**
     * @param from first byte, after a byte order mark
     * @param complete whether the last record ends with the bytes; else it is left out, unless it is the only one
     */
    static Tokens split(byte[] bytes, int from, int to, CsvFormat format, int maxRecords, boolean complete) {
        return new Tokenizer(bytes, to, format).split(from, maxRecords, complete);
    }

    private Tokens split(int from, int maxRecords, boolean complete) {
        int i = from;
        while (i < end && tokens.records() < maxRecords) {
            if (b[i] == '\n' || b[i] == '\r') {
                i++;
            } else if (b[i] == comment) {
                i = lineEnd(i);
            } else {
                int start = i;
                i = record(i);
                boolean cut = i == end && !complete && (b[end - 1] != '\n' || tokens.isBroken(lastField()));
                if (cut && tokens.records() > 0) {
                    tokens.endRecord(start, i);
                    tokens.dropLastRecord();
                } else {
                    tokens.endRecord(start, i);
                }
            }
        }
        return tokens;
    }

    private int lastField() {
        return tokens.fieldsSoFar() - 1;
    }

    private int lineEnd(int from) {
        int i = from;
        while (i < end && b[i] != '\n' && b[i] != '\r') {
            i++;
        }
        return i;
    }

    /** Adds the fields of one record; answers where the next one begins: the end, if it has too many fields. */
    private int record(int from) {
        int i = from;
        int before = tokens.fieldsSoFar();
        while (true) {
            if (tokens.fieldsSoFar() - before > maxColumns) {
                return end;
            }
            i = i < end && b[i] == quote ? quotedField(i) : plainField(i, i, 0);
            if (i == end) {
                return end;
            }
            if (b[i] != delimiter) {
                return b[i] == '\r' && i + 1 < end && b[i + 1] == '\n' ? i + 2 : i + 1;
            }
            i++;
            if (i == end) {
                tokens.addField(i, i, 0);
                return end;
            }
        }
    }

    private int plainField(int start, int from, int flags) {
        int seen = flags;
        int i = from;
        while (i < end && b[i] != delimiter && b[i] != '\n' && b[i] != '\r') {
            if (backslash && b[i] == '\\' && i + 1 < end) {
                seen |= Tokens.RAW;
                i++;
            }
            i++;
        }
        tokens.addField(start, i, seen);
        return i;
    }

    private int quotedField(int start) {
        int i = start + 1;
        boolean raw = false;
        while (i < end) {
            if (backslash && b[i] == '\\' && i + 1 < end) {
                raw = true;
                i += 2;
            } else if (b[i] != quote) {
                i++;
            } else if (i + 1 < end && b[i + 1] == quote) {
                raw = true;
                i += 2;
            } else {
                return closed(start, i, raw);
            }
        }
        tokens.addField(start, end, Tokens.QUOTED | Tokens.RAW | Tokens.BROKEN);
        return end;
    }

    private int closed(int start, int close, boolean raw) {
        int after = close + 1;
        if (after < end && b[after] != delimiter && b[after] != '\n' && b[after] != '\r') {
            return plainField(start, after, Tokens.QUOTED | Tokens.RAW | Tokens.BROKEN);
        }
        if (raw) {
            tokens.addField(start, after, Tokens.QUOTED | Tokens.RAW);
        } else {
            tokens.addField(start + 1, close, Tokens.QUOTED);
        }
        return after;
    }
}
