package io.github.leat.core.record.internal;

import io.github.leat.core.record.ByteSlice;
import io.github.leat.core.record.CsvFormat;
import io.github.leat.core.record.CsvFormat.Escape;
import io.github.leat.core.record.RecordBatch;
import io.github.leat.core.record.RecordCursor;
import java.io.IOException;
import java.io.OutputStream;

/** Writes records as text through one buffer of 64 KiB. */
public final class RecordEncoder {
    private static final int BUFFER = 1 << 16;

    private final OutputStream out;
    private final byte delimiter;
    private final int quote;
    private final int comment;
    private final boolean backslash;
    private byte[] buffer = new byte[BUFFER];
    private int length;

    /** An encoder of one format; call {@link #flush} at the end. */
    public RecordEncoder(OutputStream out, CsvFormat format) {
        this.out = out;
        this.delimiter = (byte) format.delimiter();
        this.quote = format.quote().map(c -> (int) c.charValue()).orElse(Chunk.NO_QUOTE);
        this.comment = format.comment().map(c -> (int) c.charValue()).orElse(Chunk.NO_QUOTE);
        this.backslash = format.escape() == Escape.BACKSLASH;
    }

    static void encode(RecordBatch batch, CsvFormat format, OutputStream out) throws IOException {
        RecordEncoder encoder = new RecordEncoder(out, format);
        RecordCursor cursor = batch.cursor();
        int columns = batch.schema().size();
        while (cursor.next()) {
            for (int c = 0; c < columns; c++) {
                encoder.field(cursor.getSlice(c), c, cursor.isNull(c), columns);
            }
            encoder.endRecord();
        }
        encoder.flush();
    }

    /**
     * Writes one field.
     *
     * @param column its index, from 0
     * @param isNull NULL is written as nothing, and the empty text in quotes
     * @param columns how many fields the record has; a lone empty one is quoted, since a blank line is no record
     */
    public void field(ByteSlice text, int column, boolean isNull, int columns) throws IOException {
        if (column > 0) {
            put(delimiter);
        }
        int size = text.length();
        if (size == 0) {
            if ((!isNull || columns == 1) && quote != Chunk.NO_QUOTE) {
                put((byte) quote);
                put((byte) quote);
            }
        } else if (needsQuotes(text, column)) {
            quoted(text);
        } else {
            put(text.array(), text.offset(), size);
        }
    }

    /** Ends the record with a line feed. */
    public void endRecord() throws IOException {
        put((byte) '\n');
    }

    /** Hands everything to the stream, which is not flushed. */
    public void flush() throws IOException {
        out.write(buffer, 0, length);
        length = 0;
    }

    private boolean needsQuotes(ByteSlice text, int column) {
        byte[] bytes = text.array();
        int to = text.offset() + text.length();
        if (column == 0 && bytes[text.offset()] == comment) {
            return true;
        }
        for (int i = text.offset(); i < to; i++) {
            byte b = bytes[i];
            if (b == delimiter || b == quote || b == '\n' || b == '\r' || (backslash && b == '\\')) {
                return true;
            }
        }
        return false;
    }

    private void quoted(ByteSlice text) throws IOException {
        if (quote == Chunk.NO_QUOTE) {
            throw new IOException("A value holds the delimiter or a line end, and the format has no quote character."
                    + " Choose a format with quotes.");
        }
        put((byte) quote);
        byte[] bytes = text.array();
        int to = text.offset() + text.length();
        int run = text.offset();
        for (int i = run; i < to; i++) {
            if (bytes[i] == quote || (backslash && bytes[i] == '\\')) {
                put(bytes, run, i - run);
                put(backslash ? (byte) '\\' : (byte) quote);
                run = i;
            }
        }
        put(bytes, run, to - run);
        put((byte) quote);
    }

    private void put(byte b) throws IOException {
        if (length == buffer.length) {
            flush();
        }
        buffer[length++] = b;
    }

    private void put(byte[] bytes, int from, int size) throws IOException {
        if (size > buffer.length - length) {
            flush();
            if (size > buffer.length) {
                out.write(bytes, from, size);
                return;
            }
        }
        System.arraycopy(bytes, from, buffer, length, size);
        length += size;
    }
}
