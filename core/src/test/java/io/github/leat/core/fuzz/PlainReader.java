package io.github.leat.core.fuzz;

import io.github.leat.core.record.CsvFormat;
import io.github.leat.core.record.CsvFormat.Escape;
import java.nio.ByteBuffer;
import java.nio.charset.CharacterCodingException;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;

/**
 * The interpretation page as the plainest possible program, a byte at a time: what the reader is compared with, on any
 * format. Texts are kept as Latin-1, one character for each byte.
 */
public final class PlainReader {
    /**
     * One record.
     *
     * @param from offset of its first byte
     * @param line its line, from 1
     * @param fields the texts
     * @param empty for each field whether nothing stands there, not even quotes
     * @param stray whether a quote stands inside an unquoted field, or text after a closing quote
     * @param faulty whether a quote is never closed, or there is a NUL, or bytes that are not UTF-8
     */
    public record Plain(int from, long line, List<String> fields, List<Boolean> empty, boolean stray, boolean faulty) {}

    private final byte[] bytes;
    private final CsvFormat format;
    private final int delimiter;
    private final int quote;
    private final int comment;
    private final boolean backslash;
    private int at;
    private boolean stray;
    private boolean unterminated;
    private boolean closedBeforeText;

    private PlainReader(byte[] bytes, CsvFormat format) {
        this.bytes = bytes;
        this.format = format;
        this.delimiter = format.delimiter();
        this.quote = format.quote().map(c -> (int) c).orElse(-1);
        this.comment = format.comment().map(c -> (int) c).orElse(-1);
        this.backslash = format.escape() == Escape.BACKSLASH;
    }

    /** All records. */
    public static List<Plain> read(byte[] bytes, CsvFormat format) {
        return new PlainReader(bytes, format).records(0);
    }

    /** All records, ended where a quote opens by mistake. */
    public static List<Plain> read(byte[] bytes, CsvFormat format, int width) {
        return new PlainReader(bytes, format).records(format.escape() == Escape.BACKSLASH ? 0 : width);
    }

    private List<Plain> records(int width) {
        List<Plain> records = new ArrayList<>();
        boolean mark = bytes.length >= 3 && at(0) == 0xEF && at(1) == 0xBB && at(2) == 0xBF;
        at = mark ? 3 : 0;
        while (at < bytes.length) {
            if (isLineEnd(at)) {
                skipLineEnd();
            } else if (at(at) == comment) {
                skipComment();
            } else {
                records.add(width < 2 ? record() : recordAtStrayQuote(width));
            }
        }
        return records;
    }

    private Plain recordAtStrayQuote(int width) {
        int from = at;
        Plain whole = record();
        int end = at;
        boolean open = unterminated;
        if (open || closedBeforeText) {
            at = from;
            Plain line = line();
            int below = at;
            if ((!open || line.fields().size() == width) && areRecords(end, width)) {
                at = below;
                return line;
            }
        }
        at = end;
        return whole;
    }

    /** One line as a record; a quote that it does not close is text. */
    private Plain line() {
        int from = at;
        int end = at;
        while (end < bytes.length && !isLineEnd(end)) {
            end++;
        }
        PlainReader line = new PlainReader(Arrays.copyOf(bytes, end), format);
        List<String> fields = new ArrayList<>();
        List<Boolean> empty = new ArrayList<>();
        line.at = from - 1;
        do {
            int start = ++line.at;
            String field = line.field();
            if (line.unterminated) {
                line.unterminated = false;
                line.at = start;
                while (line.at < end && at(line.at) != delimiter) {
                    line.at++;
                }
                field = new String(bytes, start, line.at - start, StandardCharsets.ISO_8859_1);
            }
            fields.add(field);
            empty.add(start == line.at);
        } while (line.at < end);
        at = end;
        skipLineEnd();
        return new Plain(from, lineOf(from), fields, empty, true, true);
    }

    /** Whether one record at least begins before a place, and all that do are as they should be. */
    private boolean areRecords(int end, int width) {
        int count = 0;
        while (at < end) {
            if (isLineEnd(at)) {
                skipLineEnd();
            } else if (at(at) == comment) {
                skipComment();
            } else {
                Plain record = record();
                if (at > end && (unterminated || closedBeforeText)) {
                    break; // another such quote
                }
                if (record.stray() || unterminated || record.fields().size() != width) {
                    return false;
                }
                count++;
            }
        }
        return count > 0;
    }

    private void skipComment() {
        while (at < bytes.length && !isLineEnd(at)) {
            at++;
        }
        skipLineEnd();
    }

    private Plain record() {
        int from = at;
        stray = false;
        unterminated = false;
        closedBeforeText = false;
        List<String> fields = new ArrayList<>();
        List<Boolean> empty = new ArrayList<>();
        while (true) {
            int start = at;
            fields.add(field());
            empty.add(start == at);
            if (at == bytes.length || at(at) != delimiter) {
                break;
            }
            at++;
        }
        boolean faulty = unterminated || !isText(from, at);
        Plain record = new Plain(from, lineOf(from), fields, empty, stray, faulty);
        skipLineEnd();
        return record;
    }

    private String field() {
        StringBuilder text = new StringBuilder();
        if (at < bytes.length && at(at) == quote) {
            int start = at++;
            boolean open = true;
            while (open && at < bytes.length) {
                int b = at(at++);
                if (backslash && b == '\\' && at < bytes.length) {
                    text.append((char) at(at++));
                } else if (b != quote) {
                    text.append((char) b);
                } else if (at < bytes.length && at(at) == quote) {
                    text.append((char) at(at++));
                } else {
                    open = false;
                }
            }
            if (open) {
                unterminated = true;
                return text.toString();
            }
            boolean goesOn = at < bytes.length && at(at) != delimiter && !isLineEnd(at);
            stray |= goesOn;
            closedBeforeText |= goesOn && lineOf(at) > lineOf(start);
        }
        while (at < bytes.length && at(at) != delimiter && !isLineEnd(at)) {
            int b = at(at++);
            if (backslash && b == '\\' && at < bytes.length) {
                text.append((char) at(at++));
            } else {
                stray |= b == quote;
                text.append((char) b);
            }
        }
        return text.toString();
    }

    private boolean isText(int from, int to) {
        try {
            StandardCharsets.UTF_8.newDecoder().decode(ByteBuffer.wrap(bytes, from, to - from));
        } catch (CharacterCodingException e) {
            return false;
        }
        for (int i = from; i < to; i++) {
            if (bytes[i] == 0) {
                return false;
            }
        }
        return true;
    }

    private long lineOf(int offset) {
        long line = 1;
        for (int i = 0; i < offset; i++) {
            line += bytes[i] == '\n' ? (i == 0 || bytes[i - 1] != '\r' ? 1 : 0) : bytes[i] == '\r' ? 1 : 0;
        }
        return line;
    }

    private boolean isLineEnd(int i) {
        return bytes[i] == '\n' || bytes[i] == '\r';
    }

    private void skipLineEnd() {
        if (at < bytes.length) {
            at += bytes[at] == '\r' && at + 1 < bytes.length && bytes[at + 1] == '\n' ? 2 : 1;
        }
    }

    private int at(int i) {
        return bytes[i] & 0xFF;
    }
}
