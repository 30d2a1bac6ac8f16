package io.github.leat.testkit.generate;

import org.jspecify.annotations.Nullable;

/**
 * Writes records as bytes into a chunk that is handed on when it is nearly full.
 *
 * <p>No bounds are checked: between {@link #hasRoom()} and the end of a record at most {@link #LARGEST_RECORD} bytes may come.
 */
final class RecordBytes {
    static final int LARGEST_RECORD = 8 << 10;
    private static final int CHUNK = 128 << 10;
    private static final byte[] PAIRS = pairs();

    private final byte[] bytes = new byte[CHUNK];
    private final boolean crlf;
    private final boolean quoteAll;
    private int size;
    private int fields;
    private int lastDelimiter;
    private int open;
    private boolean needsQuotes;
    private @Nullable PlantedFault planted;

    RecordBytes(LineEnd lineEnd, boolean quoteAll) {
        this.crlf = lineEnd == LineEnd.CRLF;
        this.quoteAll = quoteAll;
    }

    byte[] array() {
        return bytes;
    }

    int size() {
        return size;
    }

    boolean hasRoom() {
        return size <= CHUNK - LARGEST_RECORD;
    }

    void clear() {
        size = 0;
    }

    /** The next record is to have this fault. */
    void plant(PlantedFault fault) {
        planted = fault;
    }

    boolean planted(PlantedFault fault) {
        return planted == fault;
    }

    boolean plantedBadType() {
        return planted == PlantedFault.BAD_TYPE || planted == PlantedFault.LATE_BAD_TYPE;
    }

    void field(Text text) {
        delimit();
        if (quoteAll || text.needsQuotes) {
            bytes[size++] = '"';
            copy(text.escaped);
            bytes[size++] = '"';
        } else {
            copy(text.raw);
        }
    }

    void field(long number) {
        beginField();
        append(number);
        endField();
    }

    /** A number with a fixed count of digits after the point. */
    void field(long unscaled, int scale) {
        beginField();
        append(unscaled, scale);
        endField();
    }

    void empty() {
        beginField();
        endField();
    }

    /** A text field in which faults of encoding and quoting are planted; the text needs no quotes of its own. */
    void spoilableField(Text text) {
        beginField();
        copy(text.raw);
        if (planted == PlantedFault.INVALID_UTF8) {
            bytes[size++] = (byte) 0xC3;
            bytes[size++] = '(';
        } else if (planted == PlantedFault.NUL_CHARACTER) {
            bytes[size++] = 0;
        } else if (planted == PlantedFault.STRAY_QUOTE && !quoteAll) {
            bytes[size++] = '"';
            bytes[size++] = 's';
        }
        endField();
        if (planted == PlantedFault.STRAY_QUOTE && quoteAll) {
            bytes[size++] = 's';
        }
    }

    /** Begins a field of several parts, to be appended; ended by {@link #endField()}. */
    void beginField() {
        delimit();
        bytes[size++] = '"';
        open = size;
        needsQuotes = quoteAll;
    }

    void append(Text text) {
        needsQuotes |= text.needsQuotes;
        copy(text.escaped);
    }

    /** Appends ASCII text that needs no quotes. */
    void append(byte[] plain, int length) {
        System.arraycopy(plain, 0, bytes, size, length);
        size += length;
    }

    void append(long number) {
        long rest = number;
        if (rest < 0) {
            bytes[size++] = '-';
            rest = -rest;
        }
        int digits = digits(rest);
        appendDigits(rest, digits);
    }

    void append(long unscaled, int scale) {
        long rest = unscaled;
        if (rest < 0) {
            bytes[size++] = '-';
            rest = -rest;
        }
        long unit = 1;
        for (int i = 0; i < scale; i++) {
            unit *= 10;
        }
        long whole = rest / unit;
        appendDigits(whole, digits(whole));
        if (scale > 0) {
            bytes[size++] = '.';
            appendDigits(rest - whole * unit, scale);
        }
    }

    void endField() {
        if (needsQuotes) {
            bytes[size++] = '"';
        } else {
            System.arraycopy(bytes, open, bytes, open - 1, size - open);
            size--;
        }
    }

    void endRecord() {
        if (planted == PlantedFault.TOO_FEW_FIELDS) {
            size = lastDelimiter;
        } else if (planted == PlantedFault.TOO_MANY_FIELDS) {
            field(7);
        }
        planted = null;
        if (crlf) {
            bytes[size++] = '\r';
        }
        bytes[size++] = '\n';
        fields = 0;
    }

    private void delimit() {
        if (fields++ > 0) {
            lastDelimiter = size;
            bytes[size++] = ',';
        }
    }

    private void copy(byte[] from) {
        System.arraycopy(from, 0, bytes, size, from.length);
        size += from.length;
    }

    /** Writes a number that is not negative with leading zeros. */
    private void appendDigits(long number, int digits) {
        long rest = number;
        int at = size + digits;
        while (at - size >= 2) {
            long tens = rest / 100;
            int pair = (int) (rest - tens * 100) * 2;
            bytes[--at] = PAIRS[pair + 1];
            bytes[--at] = PAIRS[pair];
            rest = tens;
        }
        if (at > size) {
            bytes[--at] = (byte) ('0' + rest % 10);
        }
        size += digits;
    }

    private static int digits(long number) {
        int digits = 1;
        for (long bound = 10; digits < 19 && number >= bound; bound *= 10) {
            digits++;
        }
        return digits;
    }

    private static byte[] pairs() {
        byte[] pairs = new byte[200];
        for (int i = 0; i < 100; i++) {
            pairs[2 * i] = (byte) ('0' + i / 10);
            pairs[2 * i + 1] = (byte) ('0' + i % 10);
        }
        return pairs;
    }
}
