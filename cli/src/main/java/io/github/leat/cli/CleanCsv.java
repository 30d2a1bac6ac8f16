package io.github.leat.cli;

import io.github.leat.core.record.ByteSlice;
import java.io.IOException;
import java.io.OutputStream;
import java.nio.charset.Charset;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;

/**
 * Writes records of any width as RFC 4180 with LF: quotes only around fields that hold a comma, a quote, CR or LF, and around
 * the lone empty field of a record. One buffer of 64 KiB. Failures are {@link OutputException}s.
 */
final class CleanCsv {
    private static final boolean[] SPECIAL = new boolean[256];

    static {
        SPECIAL[','] = true;
        SPECIAL['"'] = true;
        SPECIAL['\n'] = true;
        SPECIAL['\r'] = true;
    }

    private static final Charset WINDOWS_1252 = Charset.forName("windows-1252");

    /** What had to be done to a field's text. */
    enum Change {
        /** Nothing: it is UTF-8. */
        NONE,
        /** Read as windows-1252. */
        AS_WINDOWS_1252,
        /** Bytes became U+FFFD. */
        REPLACED
    }

    private final OutputStream out;
    private final byte[] buffer = new byte[1 << 16];
    private final ByteSlice mended = new ByteSlice();
    private int length;
    private int fields;
    private boolean empty = true;
    private boolean hadUtf8;

    CleanCsv(OutputStream out) {
        this.out = out;
    }

    /** Writes the next field as its bytes are. */
    void field(ByteSlice text) {
        if (fields++ > 0) {
            put((byte) ',');
        }
        byte[] bytes = text.array();
        int from = text.offset();
        int to = from + text.length();
        empty &= from == to;
        int i = from;
        while (i < to && !SPECIAL[bytes[i] & 0xFF]) {
            i++;
        }
        if (i == to) {
            put(bytes, from, to);
        } else {
            quoted(bytes, from, to);
        }
    }

    /**
     * Writes the next field in UTF-8. A text that is none is read as windows-1252 as long as no text beyond ASCII was UTF-8: then
     * that is what the file mostly is; else its bytes that are not UTF-8 become U+FFFD.
     */
    Change mended(ByteSlice text) {
        byte[] bytes = text.array();
        int from = text.offset();
        int to = from + text.length();
        int i = from;
        while (i < to && bytes[i] >= 0) {
            i++;
        }
        if (i == to) {
            field(text);
            return Change.NONE;
        }
        byte[] utf8 = text.toString().getBytes(StandardCharsets.UTF_8);
        boolean same = Arrays.equals(utf8, 0, utf8.length, bytes, from, to);
        hadUtf8 |= same;
        if (!same && !hadUtf8) {
            utf8 = windows1252(bytes, from, to).getBytes(StandardCharsets.UTF_8);
        }
        mended.set(utf8, 0, utf8.length);
        field(mended);
        return same ? Change.NONE : hadUtf8 ? Change.REPLACED : Change.AS_WINDOWS_1252;
    }

    /** Its five undefined bytes are control characters, as the WHATWG Encoding Standard has it (read 2026-11). */
    private static String windows1252(byte[] bytes, int from, int to) {
        char[] text = new String(bytes, from, to - from, WINDOWS_1252).toCharArray();
        for (int i = 0; i < text.length; i++) {
            text[i] = text[i] == '\uFFFD' ? (char) (bytes[from + i] & 0xFF) : text[i];
        }
        return new String(text);
    }

    /** Ends the record. */
    void endRecord() {
        if (fields == 1 && empty) {
            put((byte) '"');
            put((byte) '"');
        }
        put((byte) '\n');
        fields = 0;
        empty = true;
    }

    /** Hands everything to the stream. */
    void flush() {
        write(buffer, 0, length);
        length = 0;
        try {
            out.flush();
        } catch (IOException e) {
            throw new OutputException("The output", e);
        }
    }

    private void quoted(byte[] bytes, int from, int to) {
        put((byte) '"');
        int run = from;
        for (int i = from; i < to; i++) {
            if (bytes[i] == '"') {
                put(bytes, run, i);
                put((byte) '"');
                run = i;
            }
        }
        put(bytes, run, to);
        put((byte) '"');
    }

    private void put(byte b) {
        if (length == buffer.length) {
            spill();
        }
        buffer[length++] = b;
    }

    private void put(byte[] bytes, int from, int to) {
        int size = to - from;
        if (size > buffer.length - length) {
            spill();
            if (size > buffer.length) {
                write(bytes, from, size);
                return;
            }
        }
        System.arraycopy(bytes, from, buffer, length, size);
        length += size;
    }

    private void spill() {
        write(buffer, 0, length);
        length = 0;
    }

    private void write(byte[] bytes, int from, int size) {
        try {
            out.write(bytes, from, size);
        } catch (IOException e) {
            throw new OutputException("The output", e);
        }
    }
}
