package io.github.leat.core.infer;

import io.github.leat.core.infer.RecordSplitter.Split;
import io.github.leat.core.record.CsvFormat;
import org.jspecify.annotations.Nullable;

/**
 * Reads records again that cannot be as they were meant: of another width than the table, or with a quote where none belongs
 * ({@link RecordReadings}). A record that no other reading makes whole stays as it was read, ragged; but a quote that opens by
 * mistake takes no more than its line.
 *
 * <p>Works on a run of such records at a time, since such a quote may have swallowed several.
 */
final class RecordMender {
    private static final int MOST_LINES = 20;
    private static final int FEW_LINES = 5;
    private static final int LONGEST_RUN = 64 << 10;

    private final Tokens in;
    private final Tokens out;
    private final byte[] b;
    private final CsvFormat format;
    private final int quote;
    private final int width;
    private final RecordReadings readings;
    private final boolean namesMayBeOdd;
    private int mended;

    private RecordMender(Tokens tokens, CsvFormat format, int width, ColumnShapes shapes, boolean atStart) {
        this.in = tokens;
        this.b = tokens.bytes;
        this.format = format;
        this.quote = format.quote().map(c -> (int) c).orElse(-1);
        this.width = width;
        this.readings = new RecordReadings(b, format, width, shapes);
        this.out = new Tokens(b, quote, format.escape());
        this.namesMayBeOdd = atStart && dataBegins(shapes);
    }

    /** Whether the second record is of the table, and looks like the values below rather than like names. */
    private boolean dataBegins(ColumnShapes shapes) {
        if (in.records() < 2 || !isSound(in, 1, width)) {
            return false;
        }
        int shaped = 0;
        for (int c = 0; c < width; c++) {
            int field = in.field(1, c);
            if (shapes.isShaped(c) && !in.isEmpty(field)) {
                shaped++;
                if (shapes.cost(c, b, in.from(field), in.to(field)) >= ColumnShapes.UNSEEN) {
                    return false;
                }
            }
        }
        return shaped > 0;
    }

    /**
     * A split, mended.
     *
     * @param tokens the split
     * @param records how many records of it are read otherwise than plainly
     */
    record Mended(Tokens tokens, int records) {}

    /** @param atStart whether the first record is the first of the table */
    static Mended mend(Tokens tokens, CsvFormat format, int width, ColumnShapes shapes, boolean atStart) {
        return new RecordMender(tokens, format, width, shapes, atStart).mend();
    }

    /** Whether a record needs no second look. */
    static boolean isSound(Tokens tokens, int record, int width) {
        return tokens.width(record) == width && !tokens.isDoubtful(record);
    }

    private Mended mend() {
        int r = 0;
        while (r < in.records()) {
            if (isSound(in, r, width)) {
                if (!isFirst() && isPadded(r)) {
                    again(r, readings::padded);
                } else if (isInApostrophes(r)) {
                    again(r, readings::inApostrophes);
                } else {
                    out.addRecord(in, r);
                }
                r++;
                continue;
            }
            int last = r;
            while (last + 1 < in.records()
                    && !isSound(in, last + 1, width)
                    && in.recordTo(last + 1) - in.recordFrom(r) < LONGEST_RUN) {
                last++;
            }
            mend(in.recordFrom(r), in.recordTo(last));
            r = last + 1;
        }
        return new Mended(out, mended);
    }

    /** Whether all fields but the first begin with a blank. */
    private boolean isPadded(int record) {
        for (int c = 1; c < width; c++) {
            int field = in.field(record, c);
            if (in.isQuoted(field) || in.isEmpty(field) || b[in.from(field)] != ' ') {
                return false;
            }
        }
        return width >= RecordReadings.FEWEST_PADDED;
    }

    private boolean isInApostrophes(int record) {
        for (int c = 0; c < width; c++) {
            int field = in.field(record, c);
            if (!in.isQuoted(field) && readings.isInApostrophes(c, in.from(field), in.to(field))) {
                return true;
            }
        }
        return false;
    }

    /** A way to read a line. */
    private interface Way {
        @Nullable
        Split read(int from, int to, boolean first);
    }

    /** Adds a record of the table's width in a likelier way, if there is one. */
    private void again(int record, Way way) {
        int from = in.recordFrom(record);
        Split split = way.read(from, lineEnd(from, in.recordTo(record)), isFirst());
        if (split == null) {
            out.addRecord(in, record);
        } else {
            add(split, from, in.recordTo(record), true);
        }
    }

    private boolean isFirst() {
        return namesMayBeOdd && out.records() == 0;
    }

    private void mend(int from, int to) {
        int i = from;
        while (i < to) {
            Tokens plain = Tokenizer.split(b, i, to, format, 1, true);
            if (plain.records() == 0) {
                return;
            }
            i = isSound(plain, 0, width) ? keep(plain) : record(to, plain);
        }
    }

    private int keep(Tokens plain) {
        out.addRecord(plain, 0);
        return plain.recordTo(0);
    }

    /** Adds one record; answers where the next begins. */
    private int record(int to, Tokens plain) {
        int from = plain.recordFrom(0);
        int lineEnd = lineEnd(from, to);
        int next = afterLineEnd(lineEnd, to);
        boolean first = isFirst();
        Reading padded = padded(from, lineEnd, to, first);
        if (padded != null) {
            return add(padded, plain);
        }
        if (first && plain.width(0) == width + 1 && plain.recordTo(0) <= next) {
            return withoutEmptyName(plain);
        }
        boolean doubtful = plain.isDoubtful(0);
        if (plain.recordTo(0) > next) {
            return doubtful ? swallowing(plain, lineEnd, next, to, first) : severalLines(plain, first);
        }
        Split split = doubtful ? readings.withTextQuotes(from, lineEnd, first) : null;
        Reading best = reading(readings.other(from, lineEnd, plain, split, first), next);
        if (doubtful && split == null) {
            best = better(best, overLines(from, lineEnd, to, FEW_LINES));
        }
        if (width > 1 && (oddQuotes(from, lineEnd) || (best == null && readings.opensWithApostrophe(from, lineEnd)))) {
            best = better(best, foreignOverLines(from, lineEnd, to));
        }
        return best == null ? keep(plain) : add(best, plain);
    }

    /** A ragged record of several lines whose quotes are as they should be. */
    private int severalLines(Tokens plain, boolean first) {
        int from = plain.recordFrom(0);
        int end = plain.recordTo(0);
        while (end > from && (b[end - 1] == '\n' || b[end - 1] == '\r')) {
            end--;
        }
        Reading best = reading(readings.other(from, end, plain, null, first), plain.recordTo(0));
        return best == null ? keep(plain) : add(best, plain);
    }

    /** A quote opens and takes further lines, and then is not as a quote should be. */
    private int swallowing(Tokens plain, int lineEnd, int next, int to, boolean first) {
        int from = plain.recordFrom(0);
        Reading best = reading(readings.withTextQuotes(from, lineEnd, first), next);
        if (best == null) {
            best = overLines(from, lineEnd, to, MOST_LINES);
        }
        if (best == null) {
            Tokens line = Tokenizer.split(b, from, next, format, 1, true);
            best = reading(readings.other(from, lineEnd, line, null, first), next);
        }
        return best == null ? loose(from, lineEnd, next) : add(best, plain);
    }

    /** A reading and where the record after it begins. */
    private record Reading(Split split, int next) {}

    private static @Nullable Reading reading(@Nullable Split split, int next) {
        return split == null ? null : new Reading(split, next);
    }

    private static @Nullable Reading better(@Nullable Reading one, @Nullable Reading other) {
        return one == null
                        || (other != null && other.split().cost() < one.split().cost())
                ? other
                : one;
    }

    private @Nullable Reading padded(int from, int lineEnd, int to, boolean first) {
        int end = lineEnd;
        for (int lines = 0; lines < FEW_LINES; lines++) {
            Split split = readings.padded(from, end, first);
            if (split != null) {
                return new Reading(split, afterLineEnd(end, to));
            }
            if (end >= to) {
                return null;
            }
            end = lineEnd(afterLineEnd(end, to), to);
        }
        return null;
    }

    private @Nullable Reading overLines(int from, int lineEnd, int to, int most) {
        int end = lineEnd;
        for (int lines = 1; lines < most && end < to; lines++) {
            end = lineEnd(afterLineEnd(end, to), to);
            Split split = readings.withTextQuotes(from, end, false);
            if (split != null) {
                return new Reading(split, afterLineEnd(end, to));
            }
        }
        return null;
    }

    private @Nullable Reading foreignOverLines(int from, int lineEnd, int to) {
        int end = lineEnd;
        for (int lines = 1; lines < FEW_LINES && end < to; lines++) {
            end = lineEnd(afterLineEnd(end, to), to);
            Split split = readings.foreign(from, end);
            if (split != null) {
                return new Reading(split, afterLineEnd(end, to));
            }
        }
        return null;
    }

    /** One name more than the table has columns, and one of the names is empty: a delimiter too many. */
    private int withoutEmptyName(Tokens plain) {
        int empty = -1;
        int count = 0;
        for (int c = 0; c <= width; c++) {
            if (plain.isEmpty(plain.field(0, c))) {
                empty = c;
                count++;
            }
        }
        if (count != 1) {
            return keep(plain);
        }
        out.addRecordWithout(plain, empty);
        mended++;
        return plain.recordTo(0);
    }

    private boolean oddQuotes(int from, int to) {
        boolean odd = false;
        for (int i = from; i < to; i++) {
            odd ^= b[i] == quote;
        }
        return odd;
    }

    private int lineEnd(int from, int to) {
        int i = from;
        while (i < to && b[i] != '\n' && b[i] != '\r') {
            i++;
        }
        return i;
    }

    private int afterLineEnd(int lineEnd, int to) {
        boolean two = lineEnd + 1 < to && b[lineEnd] == '\r' && b[lineEnd + 1] == '\n';
        return Math.min(to, lineEnd + (two ? 2 : 1));
    }

    private int add(Reading reading, Tokens plain) {
        boolean otherwise = plain.width(0) != width || plain.recordTo(0) != reading.next();
        return add(reading.split(), plain.recordFrom(0), reading.next(), otherwise);
    }

    private int add(Split split, int from, int next, boolean otherwise) {
        for (int c = 0; c < width; c++) {
            addField(split.from(c), split.to(c), split.quote());
        }
        out.endRecord(from, next);
        if (otherwise) {
            out.lastStandsOtherwise();
        }
        mended++;
        return next;
    }

    private void addField(int from, int to, int around) {
        if (!RecordSplitter.isWrapped(b, from, to, around)) {
            boolean unclosed = from < to && b[from] == around && holdsDelimiter(from, to);
            out.addField(unclosed ? from + 1 : from, to, 0);
            return;
        }
        boolean decode = false;
        for (int i = from + 1; i < to - 1; i++) {
            decode |= b[i] == quote || b[i] == '\\';
        }
        out.addField(from + 1, to - 1, Tokens.QUOTED | (decode && around == quote ? Tokens.LOOSE : 0));
    }

    private boolean holdsDelimiter(int from, int to) {
        for (int i = from; i < to; i++) {
            if (b[i] == format.delimiter()) {
                return true;
            }
        }
        return false;
    }

    /** One line as one record of any width: a quote encloses only if its partner stands before a delimiter or the end. */
    private int loose(int from, int lineEnd, int next) {
        int i = from;
        while (true) {
            int end = b[i] == quote && i < lineEnd ? closing(i + 1, lineEnd) : -1;
            if (end < 0) {
                end = i;
                while (end < lineEnd && b[end] != format.delimiter()) {
                    end++;
                }
            }
            addField(i, end, quote);
            if (end == lineEnd) {
                out.endRecord(from, next);
                mended++;
                return next;
            }
            i = end + 1;
            if (i == lineEnd) {
                out.addField(i, i, 0);
                out.endRecord(from, next);
                mended++;
                return next;
            }
        }
    }

    private int closing(int from, int lineEnd) {
        for (int i = from; i < lineEnd; i++) {
            if (b[i] == quote && (i + 1 == lineEnd || b[i + 1] == format.delimiter())) {
                return i + 1;
            }
        }
        return -1;
    }
}
