package io.github.leat.core.record.internal;

import io.github.leat.core.Position;
import io.github.leat.core.record.CsvFormat;
import io.github.leat.core.record.Rejection;
import java.nio.charset.StandardCharsets;
import java.util.List;

/**
 * The storage of a batch: bytes as read, and where records and fields end in them.
 *
 * <p>The arrays are owned by the chunk and never change after construction; they may be longer than what is used.
 *
 * @param source name of the source
 * @param format how the fields are written
 * @param bytes the text, followed by at least one zero byte
 * @param baseByte offset in the source of the first byte of {@code bytes}
 * @param baseLine line of the first record
 * @param endLine line after the last record
 * @param baseRecord number of the first record
 * @param records how many there are
 * @param recordStarts where each record begins, and at index {@code records} where reading goes on
 * @param recordFields index into {@code fieldEnds} of each record's first field, and at index {@code records} of the end
 * @param fieldEnds where each field ends, without separators; {@link #ESCAPED} and {@link #QUOTED} mark those whose
 *     text is not just what stands there
 * @param doubledQuotes where the second of two quotes stands that mean one, ascending, behind them {@code Integer.MAX_VALUE}; not of all
 *     fields, but of a field either all or none
 * @param plain whether no field has one of these marks; false if that is not known
 * @param faults what the reader found wrong, ascending
 */
@SuppressWarnings("ArrayRecordComponent") // storage that is handed over, never compared
public record Chunk(
        String source,
        CsvFormat format,
        byte[] bytes,
        long baseByte,
        long baseLine,
        long endLine,
        long baseRecord,
        int records,
        int[] recordStarts,
        int[] recordFields,
        int[] fieldEnds,
        int[] doubledQuotes,
        boolean plain,
        List<Rejection> faults) {
    /** The bit of a field end that says the text must be unescaped. */
    public static final int ESCAPED = 1 << 31;

    /** Which bit that is. */
    public static final int ESCAPED_BIT = 31;

    /** The bit of a field end that says the field begins with a quote; without {@link #ESCAPED}, it ends with one too. */
    public static final int QUOTED = 1 << 30;

    /** Which bit that is. */
    public static final int QUOTED_BIT = 30;

    private static final int[] NO_DOUBLED_QUOTES = {Integer.MAX_VALUE};

    /** The bits of a field end that are the index. */
    public static final int END = QUOTED - 1;

    /** Stands for "no quote character": no byte equals it. */
    public static final int NO_QUOTE = 256;

    /** What {@code doubledQuotes} is where nothing is known of them; always the same array. */
    public static int[] noDoubledQuotes() {
        return NO_DOUBLED_QUOTES;
    }

    int fieldCount(int record) {
        return recordFields[record + 1] - recordFields[record];
    }

    /** Where a record ends, its line end left out. */
    public int recordEnd(int record) {
        int last = recordFields[record + 1] - 1;
        return last < recordFields[record] ? recordStarts[record] : fieldEnds[last] & END;
    }

    int quote() {
        return format.quote().map(c -> (int) c.charValue()).orElse(NO_QUOTE);
    }

    Position positionOf(int record) {
        int start = recordStarts[record];
        long line = record == records ? endLine : baseLine + lineBreaks(recordStarts[0], start);
        return new Position(
                source, baseByte + start, line, record == records ? baseRecord + record - 1 : baseRecord + record);
    }

    /** The line of each record. */
    long[] lines() {
        long[] lines = new long[records];
        long line = baseLine;
        for (int r = 0; r < records; r++) {
            line += r == 0 ? 0 : lineBreaks(recordStarts[r - 1], recordStarts[r]);
            lines[r] = line;
        }
        return lines;
    }

    long lineBreaks(int from, int to) {
        long breaks = 0;
        for (int i = from; i < to; i++) {
            byte b = bytes[i];
            if (b == '\n' ? i == 0 || bytes[i - 1] != '\r' : b == '\r') {
                breaks++;
            }
        }
        return breaks;
    }

    byte[][] nullTexts() {
        return format.nullTexts().stream()
                .filter(text -> !text.isEmpty())
                .map(text -> text.getBytes(StandardCharsets.UTF_8))
                .toArray(byte[][]::new);
    }
}
