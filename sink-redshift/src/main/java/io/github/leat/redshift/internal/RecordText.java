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
        Column[] columns = batch.schema().columns().toArray(Column[]::new);
        RecordCursor cursor = batch.cursor();
        while (cursor.next()) {
            if (skipped.get(cursor.index())) {
                continue;
            }
            number(firstNumber + cursor.index());
            for (int c = 0; c < columns.length; c++) {
                put((byte) ',');
                if (cursor.isNull(c)) {
                    put(NULL_BYTES, 0, NULL_BYTES.length);
                } else {
                    value(cursor, c, columns[c]);
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
            case LONG -> {
                ByteSlice slice = cursor.getSlice(c);
                if (isWhole(slice)) {
                    put(slice.array(), slice.offset(), slice.length());
                } else {
                    number(cursor.getLong(c));
                }
            }
            case DECIMAL -> {
                ByteSlice slice = cursor.getSlice(c);
                if (column.format().isEmpty() && isNumber(slice, false)) {
                    put(slice.array(), slice.offset(), slice.length());
                } else {
                    ascii(cursor.getDecimal(c).toPlainString());
                }
            }
            case DOUBLE -> {
                ByteSlice slice = cursor.getSlice(c);
                if (isNumber(slice, true)) {
                    put(slice.array(), slice.offset(), slice.length());
                } else {
                    ascii(Double.toString(cursor.getDouble(c)));
                }
            }
            case DATE -> {
                ByteSlice slice = cursor.getSlice(c);
                if (column.format().isEmpty() && isDate(slice)) {
                    put(slice.array(), slice.offset(), slice.length());
                } else {
                    ascii(cursor.getDate(c).toString());
                }
            }
            case TIME -> ascii(cursor.getTime(c).toString());
            case TIMESTAMP -> moment(cursor.getDateTime(c));
            case TIMESTAMP_TZ -> {
                moment(LocalDateTime.ofInstant(cursor.getTimestamp(c), ZoneOffset.UTC));
                ascii("+00");
            }
        }
    }

    /** Digits, with a sign, a point between digits and, if allowed, an exponent: as every database takes them. */
    private static boolean isNumber(ByteSlice text, boolean withExponent) {
        byte[] bytes = text.array();
        int to = text.offset() + text.length();
        int at = text.offset();
        at += at < to && bytes[at] == '-' ? 1 : 0;
        int digits = digits(bytes, at, to);
        boolean isNumber = digits > 0;
        at += digits;
        if (isNumber && at < to && bytes[at] == '.') {
            digits = digits(bytes, at + 1, to);
            isNumber = digits > 0;
            at += 1 + digits;
        }
        if (isNumber && withExponent && at < to && (bytes[at] == 'e' || bytes[at] == 'E')) {
            at++;
            at += at < to && (bytes[at] == '-' || bytes[at] == '+') ? 1 : 0;
            digits = digits(bytes, at, to);
            isNumber = digits > 0;
            at += digits;
        }
        return isNumber && at == to;
    }

    /** Digits with a minus at most. */
    private static boolean isWhole(ByteSlice text) {
        byte[] bytes = text.array();
        int to = text.offset() + text.length();
        int from = text.offset();
        from += from < to && bytes[from] == '-' ? 1 : 0;
        return from < to && digits(bytes, from, to) == to - from;
    }

    private static int digits(byte[] bytes, int from, int to) {
        int at = from;
        while (at < to && bytes[at] >= '0' && bytes[at] <= '9') {
            at++;
        }
        return at - from;
    }

    /** {@code 2026-11-27}. */
    private static boolean isDate(ByteSlice text) {
        byte[] bytes = text.array();
        int at = text.offset();
        return text.length() == 10
                && digits(bytes, at, at + 10) == 4
                && bytes[at + 4] == '-'
                && digits(bytes, at + 5, at + 10) == 2
                && bytes[at + 7] == '-'
                && digits(bytes, at + 8, at + 10) == 2;
    }

    /** {@code 2026-11-27 13:45:00.000000}; the formatter is for years of other than four digits. */
    private void moment(LocalDateTime moment) throws IOException {
        if (moment.getYear() < 1000 || moment.getYear() > 9999) {
            ascii(TIMESTAMP.format(moment));
            return;
        }
        number(moment.getYear());
        two('-', moment.getMonthValue());
        two('-', moment.getDayOfMonth());
        two(' ', moment.getHour());
        two(':', moment.getMinute());
        two(':', moment.getSecond());
        put((byte) '.');
        int micros = moment.getNano() / 1_000;
        for (int power = 100_000; power > 0; power /= 10) {
            put((byte) ('0' + micros / power % 10));
        }
    }

    private void two(char before, int value) throws IOException {
        put((byte) before);
        put((byte) ('0' + value / 10));
        put((byte) ('0' + value % 10));
    }

    /** In quotes where a comma, quote, line end or a blank at an end would mean something else; the empty text, too. */
    private void text(ByteSlice text) throws IOException {
        byte[] bytes = text.array();
        int from = text.offset();
        int to = from + text.length();
        if (from < to && !isBlank(bytes[from]) && !isBlank(bytes[to - 1]) && CsvBytes.isPlain(bytes, from, to)) {
            put(bytes, from, to - from);
            return;
        }
        put((byte) '"');
        int run = from;
        int quote = CsvBytes.quote(bytes, from, to);
        while (quote < to) {
            put(bytes, run, quote - run);
            put((byte) '"');
            run = quote;
            quote = CsvBytes.quote(bytes, quote + 1, to);
        }
        put(bytes, run, to - run);
        put((byte) '"');
    }

    private static boolean isBlank(byte b) {
        return b == ' ' || b == '\t';
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
