package io.github.leat.redshift.internal;

import io.github.leat.core.record.ByteSlice;
import io.github.leat.core.record.RecordBatch;
import io.github.leat.core.record.RecordCursor;
import io.github.leat.core.schema.Column;
import io.github.leat.core.schema.ColumnType;
import java.io.IOException;
import java.io.OutputStream;
import java.nio.charset.StandardCharsets;
import java.time.LocalDateTime;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;
import java.util.BitSet;
import java.util.Locale;

/**
 * Records as COPY reads them: CSV, the record's number first, NULL as {@value #NULL}, texts as they are, all other values in the one
 * form that COPY's default formats take. Used by one thread.
 *
 * <p>COPY loads an empty field into a VARCHAR as the empty text and into any other column as NULL, and does not tell a quoted one from
 * one that is not (database developer guide, "Data conversion parameters", NULL AS and EMPTYASNULL, read 2026-11-26); so NULL has a
 * text of its own, and a record that holds that very text is rejected.
 */
final class RecordText {
    /** What stands for NULL. */
    static final String NULL = "<leat:null>";

    private static final byte[] NULL_BYTES = NULL.getBytes(StandardCharsets.US_ASCII);
    private static final DateTimeFormatter TIMESTAMP =
            DateTimeFormatter.ofPattern("uuuu-MM-dd HH:mm:ss.SSSSSS", Locale.ROOT);
    private static final int BUFFER = 1 << 16;
    private static final int LONG_DIGITS = 20;

    private final OutputStream out;
    private final byte[] buffer = new byte[BUFFER];
    private int length;

    RecordText(OutputStream out) {
        this.out = out;
    }

    /** Whether a text is the one that stands for NULL. */
    static boolean isNullText(ByteSlice text) {
        if (text.length() != NULL_BYTES.length) {
            return false;
        }
        byte[] bytes = text.array();
        for (int i = 0; i < NULL_BYTES.length; i++) {
            if (bytes[text.offset() + i] != NULL_BYTES[i]) {
                return false;
            }
        }
        return true;
    }

    /**
     * Writes records, and flushes to the stream.
     *
     * @param skipped indexes of records to leave out
     * @param firstNumber number of the batch's first record
     */
    void write(RecordBatch batch, BitSet skipped, long firstNumber) throws IOException {
        int columns = batch.schema().size();
        RecordCursor cursor = batch.cursor();
        while (cursor.next()) {
            if (skipped.get(cursor.index())) {
                continue;
            }
            number(firstNumber + cursor.index());
            for (int c = 0; c < columns; c++) {
                put((byte) ',');
                if (cursor.isNull(c)) {
                    put(NULL_BYTES, 0, NULL_BYTES.length);
                } else {
                    value(cursor, c, batch.schema().column(c));
                }
            }
            put((byte) '\n');
        }
        flush();
    }

    private void value(RecordCursor cursor, int c, Column column) throws IOException {
        ColumnType.Kind kind = column.type().kind();
        switch (kind) {
            case TEXT -> text(cursor.getSlice(c));
            case BOOLEAN -> put((byte) (cursor.getBoolean(c) ? 't' : 'f'));
            case LONG -> number(cursor.getLong(c));
            case DECIMAL -> {
                if (column.format().isPresent() || !isPlain(cursor.getSlice(c))) {
                    ascii(cursor.getDecimal(c).toPlainString());
                } else {
                    ByteSlice slice = cursor.getSlice(c);
                    put(slice.array(), slice.offset(), slice.length());
                }
            }
            case DOUBLE -> ascii(Double.toString(cursor.getDouble(c)));
            case DATE -> ascii(cursor.getDate(c).toString());
            case TIME -> ascii(cursor.getTime(c).toString());
            case TIMESTAMP -> ascii(TIMESTAMP.format(cursor.getDateTime(c)));
            case TIMESTAMP_TZ ->
                ascii(TIMESTAMP.format(LocalDateTime.ofInstant(cursor.getTimestamp(c), ZoneOffset.UTC)) + "+00");
        }
    }

    /** Digits, with a sign and a point at most, as every database takes them. */
    private static boolean isPlain(ByteSlice text) {
        byte[] bytes = text.array();
        int from = text.offset();
        int to = from + text.length();
        for (int i = from; i < to; i++) {
            byte b = bytes[i];
            if ((b < '0' || b > '9') && b != '.' && (b != '-' || i > from)) {
                return false;
            }
        }
        return true;
    }

    private void text(ByteSlice text) throws IOException {
        byte[] bytes = text.array();
        int to = text.offset() + text.length();
        boolean quotes = text.length() == 0;
        for (int i = text.offset(); i < to && !quotes; i++) {
            byte b = bytes[i];
            quotes = b == ',' || b == '"' || b == '\n' || b == '\r' || b == ' ' || b == '\t';
        }
        if (!quotes) {
            put(bytes, text.offset(), text.length());
            return;
        }
        put((byte) '"');
        int run = text.offset();
        for (int i = run; i < to; i++) {
            if (bytes[i] == '"') {
                put(bytes, run, i - run);
                put((byte) '"');
                run = i;
            }
        }
        put(bytes, run, to - run);
        put((byte) '"');
    }

    private void number(long value) throws IOException {
        if (value == Long.MIN_VALUE) {
            ascii(Long.toString(value));
            return;
        }
        if (length + LONG_DIGITS > buffer.length) {
            flush();
        }
        long left = value;
        if (left < 0) {
            buffer[length++] = '-';
            left = -left;
        }
        int digits = 1;
        for (long power = left; power >= 10; power /= 10) {
            digits++;
        }
        for (int i = length + digits - 1; i >= length; i--) {
            buffer[i] = (byte) ('0' + left % 10);
            left /= 10;
        }
        length += digits;
    }

    private void ascii(String text) throws IOException {
        byte[] bytes = text.getBytes(StandardCharsets.US_ASCII);
        put(bytes, 0, bytes.length);
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

    private void flush() throws IOException {
        out.write(buffer, 0, length);
        length = 0;
    }
}
