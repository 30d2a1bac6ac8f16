package io.github.leat.core.infer;

import io.github.leat.core.infer.TableEnd.Block;
import io.github.leat.core.infer.TableEnd.Ref;
import io.github.leat.core.io.TextStream;
import io.github.leat.core.record.ByteSlice;
import io.github.leat.core.record.CsvFormat;
import java.io.Closeable;
import java.io.IOException;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.List;
import java.util.OptionalLong;
import org.jspecify.annotations.Nullable;

/**
 * Reads the first table of a source for people who want all of it, however broken the file is: names first, as one record,
 * then every record in order, ragged ones as they are. Records are mended where there is proof of how they were meant; what
 * stands above and below the table is left out. The rules are in {@code docs/csv-interpretation.md}.
 *
 * <p>A load reads more strictly, with a {@link io.github.leat.core.csv.CsvReader}: what is not as it should be is a reject
 * there. Memory is bounded: 256 KiB and its index, or, for a larger record, three
 * times that record, up to the format's {@code maxRecordBytes}; where a record does not end within those, it is taken for one
 * with a quote that is never closed, and ends with its line.
 *
 * <p>Not thread-safe. {@link #close} closes the source.
 */
public final class TableReader implements Closeable {
    private static final int BLOCK = 256 << 10;

    private final Layout layout;
    private final CsvFormat format;
    private final TextStream in;
    private final Deque<Ref> ready = new ArrayDeque<>();
    private final List<List<String>> names = new ArrayList<>();
    private final ByteSlice slice = new ByteSlice();
    private byte[] buffer = new byte[BLOCK];
    private int from;
    private int to;
    private boolean atEnd;
    private long offset;
    private long line = 1;
    private boolean namesGiven;
    private boolean inTable;
    private int width = -1;
    private @Nullable ColumnShapes shapes;
    private @Nullable TableEnd end;
    private @Nullable Ref current;
    private boolean last;
    private long mended;
    private OptionalLong leftOutLine = OptionalLong.empty();
    private long linesAbove;

    private TableReader(Layout layout, TextStream in) {
        this.layout = layout;
        this.format = layout.format();
        this.in = in;
    }

    /**
     * Opens the table that an inference found.
     *
     * @throws IOException if the source fails
     */
    public static TableReader open(Layout layout) throws IOException {
        TextStream in = layout.text().open(0);
        try {
            TableReader reader = new TableReader(layout, in);
            reader.skipPreamble();
            return reader;
        } catch (IOException | RuntimeException e) {
            in.close();
            throw e;
        }
    }

    /**
     * Moves to the next record; false at the end of the table.
     *
     * @throws IOException if the source fails
     */
    public boolean next() throws IOException {
        while (ready.isEmpty() && !last) {
            readBlock();
        }
        current = ready.poll();
        return current != null;
    }

    /** Number of fields of the record. */
    public int fieldCount() {
        return record().width();
    }

    /** A field's text, valid until the next call. */
    public ByteSlice field(int column) {
        Tokens tokens = record().tokens();
        int field = tokens.field(record().record(), column);
        int length = tokens.to(field) - tokens.from(field);
        if (tokens.needsDecoding(field)) {
            byte[] decoded = new byte[length];
            slice.set(decoded, 0, tokens.decode(field, decoded));
        } else {
            slice.set(tokens.bytes, tokens.from(field), length);
        }
        return slice;
    }

    /** Records so far that were read otherwise than they are written, because of a stray quote or another delimiter. */
    public long mended() {
        return mended;
    }

    /** Lines above the table that are left out, up to the last one that is not empty; 0 if there are none. */
    public long linesAbove() {
        return linesAbove;
    }

    /** The line on which begins what was left out below the table: a second table or footnotes. Known at the end. */
    public OptionalLong leftOutLine() {
        return leftOutLine;
    }

    @Override
    public void close() throws IOException {
        in.close();
    }

    private Ref record() {
        if (current == null) {
            throw new IllegalStateException("There is no record: next() comes first");
        }
        return current;
    }

    private void skipPreamble() throws IOException {
        fill();
        if (to >= 3 && buffer[0] == (byte) 0xEF && buffer[1] == (byte) 0xBB && buffer[2] == (byte) 0xBF) {
            advance(3);
        }
        while (line <= layout.preambleLines()) {
            int i = from;
            while (i < to && buffer[i] != '\n' && buffer[i] != '\r') {
                i++;
            }
            boolean two = i + 1 < to && buffer[i] == '\r' && buffer[i + 1] == '\n';
            if (i + (buffer.length > 1 ? 1 : 0) >= to && !atEnd) {
                grow();
                fill();
                continue;
            }
            linesAbove = i > from ? line : linesAbove;
            if (i == to) {
                return;
            }
            advance(i + (two ? 2 : 1) - from);
        }
    }

    /** Goes on by so many bytes, counting their line ends. */
    private void advance(int bytes) {
        line += TableEnd.lineEnds(buffer, from, from + bytes);
        from += bytes;
        offset += bytes;
    }

    private void grow() {
        byte[] larger = new byte[buffer.length * 2];
        System.arraycopy(buffer, from, larger, 0, to - from);
        buffer = larger;
        to -= from;
        from = 0;
    }

    private void fill() throws IOException {
        while (to < buffer.length && !atEnd) {
            int count = in.read(buffer, to, buffer.length - to);
            if (count < 0) {
                atEnd = true;
            } else {
                to += count;
            }
        }
    }

    /** Reads on until at least one record is complete, and hands on what is known to be of the table. */
    private void readBlock() throws IOException {
        fill();
        if (from == to) {
            finish();
            return;
        }
        if (width < 0 && !atEnd && to < buffer.length) {
            return;
        }
        boolean full = to - from >= format.maxRecordBytes();
        Tokens plain = Tokenizer.split(buffer, from, to, format, Integer.MAX_VALUE, atEnd || full);
        if (width < 0) {
            width = plain.records() > 1
                    ? TableFinder.usualWidth(plain)
                    : layout.schema().size();
        }
        int usable = atEnd || full ? plain.records() : usable(plain);
        if (usable == 0 && !atEnd && !full) {
            grow();
            return;
        }
        plain.truncate(usable);
        int stop = usable == 0 ? to : atEnd ? to : plain.recordTo(usable - 1);
        take(plain);
        byte[] old = buffer;
        int rest = to - stop;
        offset += stop - from;
        line += TableEnd.lineEnds(old, from, stop);
        buffer = new byte[Math.max(BLOCK, rest)];
        System.arraycopy(old, stop, buffer, 0, rest);
        from = 0;
        to = rest;
        if (end != null && end.reached()) {
            finish();
        }
    }

    /** Records of the block but for those at its end that have to be seen together with what follows. */
    private int usable(Tokens plain) {
        int records = plain.records();
        if (records > 0 && plain.recordTo(records - 1) == to) {
            records--; // a line feed may still follow, and so may the rest of it
        }
        int sound = records;
        while (sound > 0 && !RecordMender.isSound(plain, sound - 1, width)) {
            sound--;
        }
        return sound == 0 && to - from >= BLOCK ? records : sound;
    }

    private void take(Tokens plain) {
        ColumnShapes known = shapes;
        if (known == null) {
            known = ColumnShapes.of(plain, width);
            shapes = known;
        }
        RecordMender.Mended better = RecordMender.mend(plain, format, width, known, !namesGiven && !inTable);
        mended += better.records();
        Tokens tokens = better.tokens();
        Block block = new Block(from, line);
        int previous = from;
        for (int r = 0; r < tokens.records() && !(end != null && end.reached()); r++) {
            boolean gap = tokens.recordFrom(r) > previous;
            previous = tokens.recordTo(r);
            take(new Ref(tokens, r, block), gap, known);
        }
    }

    private void take(Ref ref, boolean gap, ColumnShapes known) {
        long at = offset + ref.tokens().recordFrom(ref.record()) - from;
        if (!inTable && at < layout.dataStart().byteOffset() && layout.headerLines() > 0 && !isHashtags(ref)) {
            names.add(ref.tokens().texts(ref.record()));
            return;
        }
        giveNames();
        if (!inTable && at < layout.dataStart().byteOffset()) {
            ready.add(ref);
            return;
        }
        inTable = true;
        TableEnd until = end;
        if (until == null) {
            until = new TableEnd(width, known, names);
            end = until;
        }
        ready.addAll(until.next(ref, gap));
        until.leftOut().ifPresent(this::note);
    }

    private boolean isHashtags(Ref ref) {
        return layout.hxlLine().isPresent() && HxlTags.isTagRecord(ref.tokens(), ref.record());
    }

    private void giveNames() {
        if (!namesGiven) {
            namesGiven = true;
            if (!names.isEmpty()) {
                ready.add(new Ref(HeaderNames.joined(names), 0, new Block(0, line)));
            }
        }
    }

    private void finish() {
        last = true;
        giveNames();
        TableEnd until = end;
        if (until != null && !until.reached()) {
            ready.addAll(until.last());
            until.leftOut().ifPresent(this::note);
        }
    }

    private void note(Ref ref) {
        if (leftOutLine.isEmpty()) {
            leftOutLine = OptionalLong.of(ref.line());
        }
    }
}
