package io.github.leat.core.infer;

import io.github.leat.core.record.CsvFormat.Escape;
import io.github.leat.core.record.internal.FieldText;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.BitSet;
import java.util.List;

/**
 * A sample split into records and fields: arrays of offsets into the bytes, nothing per field on the heap.
 *
 * <p>Fields are numbered through the whole sample. The text of a field lies between {@link #from} and {@link #to}, quotes
 * left out, unless it {@link #needsDecoding}.
 */
final class Tokens {
    /** The field begins with a quote. */
    static final byte QUOTED = 1;
    /** The text between the bounds is raw: it has quotes or escapes to be taken out. */
    static final byte RAW = 2;
    /** Text follows the closing quote, or the sample ends before it. */
    static final byte BROKEN = 4;
    /** The text between the bounds is that of a field in quotes, in which a lone quote is text: the mended reading. */
    static final byte LOOSE = 8;

    final byte[] bytes;
    private final int quote;
    private final Escape escape;
    private int[] from = new int[256];
    private int[] to = new int[256];
    private byte[] flags = new byte[256];
    private int fields;
    private int[] firstField = new int[64];
    private int[] recordFrom = new int[64];
    private int[] recordTo = new int[64];
    private int records;
    private int openTail;
    private final BitSet otherwise = new BitSet();

    Tokens(byte[] bytes, int quote, Escape escape) {
        this.bytes = bytes;
        this.quote = quote;
        this.escape = escape;
    }

    void addField(int fieldFrom, int fieldTo, int fieldFlags) {
        if (fields == from.length) {
            from = Arrays.copyOf(from, fields * 2);
            to = Arrays.copyOf(to, fields * 2);
            flags = Arrays.copyOf(flags, fields * 2);
        }
        from[fields] = fieldFrom;
        to[fields] = fieldTo;
        flags[fields++] = (byte) fieldFlags;
    }

    /** Ends a record; its end is where the next one begins. */
    void endRecord(int start, int end) {
        if (records + 1 == firstField.length) {
            firstField = Arrays.copyOf(firstField, records * 2 + 2);
            recordFrom = Arrays.copyOf(recordFrom, records * 2 + 2);
            recordTo = Arrays.copyOf(recordTo, records * 2 + 2);
        }
        recordFrom[records] = start;
        recordTo[records++] = end;
        firstField[records] = fields;
    }

    /** Notes that the last record is none, or another one, as the text stands: a load rejects it. */
    void lastStandsOtherwise() {
        otherwise.set(records - 1);
    }

    /** Whether a record is none, or another one, as the text stands. */
    boolean standsOtherwise(int record) {
        return otherwise.get(record);
    }

    /** Drops a record that the sample's end cut. */
    void dropLastRecord() {
        openTail = isBroken(fields - 1) ? recordTo[records - 1] - recordFrom[records - 1] : 0;
        fields = firstField[--records];
    }

    /** Bytes of the record that was dropped, if it was cut inside quotes; else 0. */
    int openTail() {
        return openTail;
    }

    int records() {
        return records;
    }

    /** Number of fields in all. */
    int fieldsSoFar() {
        return fields;
    }

    /** Number of fields of a record. */
    int width(int record) {
        return firstField[record + 1] - firstField[record];
    }

    /** Number of a record's field in the sample. */
    int field(int record, int column) {
        return firstField[record] + column;
    }

    int recordFrom(int record) {
        return recordFrom[record];
    }

    /** Offset after the record's line end. */
    int recordTo(int record) {
        return recordTo[record];
    }

    int from(int field) {
        return from[field];
    }

    int to(int field) {
        return to[field];
    }

    boolean isQuoted(int field) {
        return (flags[field] & QUOTED) != 0;
    }

    boolean isBroken(int field) {
        return (flags[field] & BROKEN) != 0;
    }

    /** Whether a record has a broken field, or a quote inside a field without quotes around it. */
    boolean isDoubtful(int record) {
        for (int f = firstField[record]; f < firstField[record + 1]; f++) {
            if (isBroken(f) || (!isQuoted(f) && hasQuote(from[f], to[f]))) {
                return true;
            }
        }
        return false;
    }

    private boolean hasQuote(int start, int end) {
        for (int i = start; i < end; i++) {
            if (bytes[i] == quote) {
                return true;
            }
        }
        return false;
    }

    boolean needsDecoding(int field) {
        return (flags[field] & (RAW | LOOSE)) != 0;
    }

    /** Whether the field has no text, quoted or not. */
    boolean isEmpty(int field) {
        return from[field] == to[field];
    }

    /** Whether the field has nothing but blanks. */
    boolean isBlank(int field) {
        for (int i = from[field]; i < to[field]; i++) {
            if (bytes[i] != ' ' && bytes[i] != '\t') {
                return false;
            }
        }
        return true;
    }

    /** Number of fields with more than blanks. */
    int filled(int record) {
        int filled = 0;
        for (int f = firstField[record]; f < firstField[record + 1]; f++) {
            filled += isBlank(f) ? 0 : 1;
        }
        return filled;
    }

    String text(int field) {
        int start = from[field];
        int length = to[field] - start;
        if (!needsDecoding(field)) {
            return new String(bytes, start, length, StandardCharsets.UTF_8);
        }
        byte[] decoded = new byte[length];
        return new String(decoded, 0, decode(field, decoded), StandardCharsets.UTF_8);
    }

    /** Writes the text of a field that needs decoding to an array of its length at least; answers how much it is. */
    int decode(int field, byte[] target) {
        return (flags[field] & LOOSE) != 0
                ? decodeLoosely(from[field], to[field], target)
                : FieldText.decode(bytes, from[field], to[field], quote, escape, target);
    }

    /** Two quotes are one, and so is a backslash before a quote; a lone quote is text. */
    private int decodeLoosely(int start, int end, byte[] target) {
        int out = 0;
        for (int i = start; i < end; i++) {
            byte next = i + 1 < end ? bytes[i + 1] : 0;
            boolean escaped = bytes[i] == '\\' && (next == quote || escape == Escape.BACKSLASH);
            if (i + 1 < end && (escaped || (bytes[i] == quote && next == quote))) {
                i++;
            }
            target[out++] = bytes[i];
        }
        return out;
    }

    /** Drops all records from one on. */
    void truncate(int count) {
        records = count;
        fields = firstField[count];
    }

    /** Adds a record of another split of the same bytes. */
    void addRecord(Tokens other, int record) {
        addFields(other, record, -1);
    }

    /** Adds the first record of another split of the same bytes without one of its fields. */
    void addRecordWithout(Tokens other, int column) {
        addFields(other, 0, column);
    }

    private void addFields(Tokens other, int record, int without) {
        for (int c = 0; c < other.width(record); c++) {
            if (c != without) {
                int field = other.field(record, c);
                addField(other.from[field], other.to[field], other.flags[field]);
            }
        }
        endRecord(other.recordFrom(record), other.recordTo(record));
    }

    List<String> texts(int record) {
        List<String> texts = new ArrayList<>(width(record));
        for (int f = firstField[record]; f < firstField[record + 1]; f++) {
            texts.add(text(f));
        }
        return texts;
    }
}
