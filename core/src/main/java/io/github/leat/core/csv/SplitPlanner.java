package io.github.leat.core.csv;

import io.github.leat.core.Position;
import io.github.leat.core.csv.internal.LineSearch;
import io.github.leat.core.csv.internal.QuoteScan;
import io.github.leat.core.io.ByteSource;
import io.github.leat.core.record.CsvFormat;
import io.github.leat.core.record.CsvFormat.Escape;
import io.github.leat.core.record.RecordBatch;
import io.github.leat.core.schema.Schema;
import java.io.IOException;
import java.io.InputStream;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import java.util.OptionalLong;

/**
 * Cuts a text into splits that begin and end where records do, also where fields hold line ends.
 *
 * <p>In three steps, of which the first and the third can be done for many ranges at once and wherever the bytes are:
 *
 * <ol>
 *   <li>{@link #scan} counts each range's quotes and line ends, without knowing whether it begins inside quotes.
 *   <li>{@link #resolve} knows that of the first range, and by the parity of the quotes of all others. Where every quote of the
 *       text stands where RFC 4180 has it, nothing else can be: the splits are proven.
 *   <li>Where one does not (stray quotes, a quote never closed, a backslash escape, comments) the splits are guesses. {@link
 *       #read} reads each range as the reader does, {@link #chain} compares where one ends with where the next was taken to
 *       begin, and reads again, one range after the other, what was begun at a wrong place, up to where a guess was right.
 * </ol>
 *
 * <p>For text in UTF-8 that is not compressed. Cost: one pass over the text, and one more where nothing is proven. Memory: one
 * buffer for each range that is looked at. Immutable and thread-safe.
 */
public final class SplitPlanner {
    private static final int BUFFER = 256 << 10;
    private static final int SMALL_BUFFER = 1 << 10;

    private final ByteSource source;
    private final CsvFormat format;
    private final Schema schema;
    private final Position dataStart;
    private final long size;

    /**
     * A planner for one text.
     *
     * @param dataStart where the first data record begins
     * @throws IllegalArgumentException if the source does not tell its size or cannot be opened in its middle
     */
    public SplitPlanner(ByteSource source, CsvFormat format, Schema schema, Position dataStart) {
        OptionalLong known = source.sizeInBytes();
        if (known.isEmpty() || !source.isSeekable()) {
            throw new IllegalArgumentException(source.name()
                    + " cannot be read in parts: it has no known size, or cannot be opened in its middle.");
        }
        this.source = source;
        this.format = Objects.requireNonNull(format, "format");
        this.schema = Objects.requireNonNull(schema, "schema");
        this.dataStart = new Position(dataStart.source(), dataStart.byteOffset(), dataStart.line(), 0);
        this.size = Math.max(known.getAsLong(), dataStart.byteOffset());
    }

    /**
     * How many ranges of about some size the text has, at least 1.
     *
     * @throws IllegalArgumentException if the size is below 1
     */
    public int ranges(long bytes) {
        if (bytes < 1) {
            throw new IllegalArgumentException("A range has at least 1 byte, got " + bytes);
        }
        return (int) Math.max(1, Math.min(Integer.MAX_VALUE, (size - dataStart.byteOffset() + bytes - 1) / bytes));
    }

    private long nominal(int index, int count) {
        long length = size - dataStart.byteOffset();
        return dataStart.byteOffset() + (long) ((double) length / count * index);
    }

    /**
     * Counts one of so many ranges: from the first line end in it, up to the first one after it.
     *
     * @param index from 0
     * @throws IOException if the source fails
     */
    public RangeScan scan(int index, int count) throws IOException {
        long nominalFrom = nominal(index, count);
        long nominalTo = index == count - 1 ? size : nominal(index + 1, count);
        LineSearch start = new LineSearch(nominalFrom);
        LineSearch end = new LineSearch(nominalTo);
        QuoteScan scan = index == 0 ? new QuoteScan(format, nominalFrom) : null;
        byte[] buffer = new byte[buffer(nominalTo - nominalFrom)];
        try (InputStream in = source.open(nominalFrom)) {
            long at = nominalFrom;
            int length;
            while (end.after() < 0 && (length = in.read(buffer)) >= 0) {
                start.look(buffer, length, at);
                end.look(buffer, length, at);
                if (scan == null && start.after() >= 0) {
                    scan = new QuoteScan(format, start.after());
                }
                if (scan != null) {
                    int from = index == 0 ? 0 : (int) Math.max(0, start.after() - at);
                    int to = end.after() < 0 ? length : (int) (end.after() - at);
                    scan.add(buffer, from, Math.max(from, to));
                }
                at += length;
            }
            requireSize(at, end.after() < 0);
            return (scan == null ? new QuoteScan(format, size) : scan)
                    .finish(isDecisive(), end.after() < 0 || end.after() == size);
        }
    }

    private void requireSize(long at, boolean atEnd) throws IOException {
        if (atEnd && at != size) {
            throw new IOException(source.name() + " ends at byte " + at + " where its size was " + size
                    + ". It changed while it was read; begin again");
        }
    }

    /**
     * Where the ranges' records begin.
     *
     * @param scans of all ranges, in order
     */
    public Resolved resolve(List<RangeScan> scans) {
        boolean inside = false;
        boolean proven = true;
        long lines = dataStart.line();
        long records = 0;
        List<Position> starts = new ArrayList<>();
        for (RangeScan scan : scans) {
            RangeScan.Reading reading = scan.reading(inside);
            proven &= reading.proven();
            if (!inside) {
                starts.add(new Position(dataStart.source(), scan.from(), lines, records));
            } else if (reading.firstEnd() >= 0) {
                starts.add(new Position(
                        dataStart.source(), reading.firstEnd(), lines + reading.linesToFirstEnd(), records + 1));
            }
            inside ^= scan.oddQuotes();
            lines += scan.lineEnds();
            records += reading.records();
        }
        return new Resolved(splits(starts), proven);
    }

    /**
     * What the counts say.
     *
     * @param splits where records begin and end, or are taken to
     * @param proven whether that is certain; else {@link #read} and {@link #chain} find out
     */
    public record Resolved(List<Split> splits, boolean proven) {
        /** Copies the list. */
        public Resolved {
            splits = List.copyOf(splits);
        }
    }

    private List<Split> splits(List<Position> starts) {
        List<Split> splits = new ArrayList<>();
        for (int i = 0; i < starts.size(); i++) {
            long end = i + 1 < starts.size() ? starts.get(i + 1).byteOffset() : size;
            if (end > starts.get(i).byteOffset() || (splits.isEmpty() && i + 1 == starts.size())) {
                splits.add(new Split(starts.get(i), end));
            }
        }
        return splits;
    }

    /**
     * Reads the records that begin in a split as every reader does, and tells where they end.
     *
     * @throws io.github.leat.core.MalformedRecordException if a record is larger than the format allows
     * @throws IOException if the source fails
     */
    public RangeRead read(Split split) throws IOException {
        Position start = split.start();
        Position counted = new Position(start.source(), start.byteOffset(), start.line(), 0);
        try (CsvReader reader = open(counted, split.end())) {
            RecordBatch batch = reader.read();
            while (batch != null) {
                batch = reader.read(batch);
            }
            return new RangeRead(counted, reader.position());
        }
    }

    private CsvReader open(Position start, long end) throws IOException {
        return CsvReader.builder()
                .format(format)
                .schema(schema)
                .endAtStrayQuotes()
                .startAt(start)
                .endAt(end)
                .bufferBytes(buffer(end - start.byteOffset()))
                .build(source);
    }

    /**
     * The splits as they are, from what was read of the guessed ones. Reads anew what a wrong guess makes necessary.
     *
     * @param guesses of {@link #resolve}
     * @param reads of each of them
     * @throws io.github.leat.core.MalformedRecordException if a record is larger than the format allows
     * @throws IOException if the source fails
     */
    public List<Split> chain(List<Split> guesses, List<RangeRead> reads) throws IOException {
        List<Position> starts = new ArrayList<>();
        Position at = dataStart;
        for (int i = 0; i < guesses.size(); i++) {
            long end = guesses.get(i).end();
            if (at.byteOffset() >= end && i + 1 < guesses.size()) {
                continue; // a record of an earlier range goes on up to here
            }
            starts.add(at);
            RangeRead read = reads.get(i).start().byteOffset() == at.byteOffset()
                            && reads.get(i).start().line() == at.line()
                    ? reads.get(i)
                    : read(new Split(at, Math.max(end, at.byteOffset())));
            Position last = read.last();
            at = new Position(at.source(), last.byteOffset(), last.line(), at.record() + last.record());
        }
        return splits(starts);
    }

    private static int buffer(long bytes) {
        return (int) Math.max(SMALL_BUFFER, Math.min(BUFFER, bytes));
    }

    /** Whether quotes that stand well leave nothing to interpretation. */
    private boolean isDecisive() {
        return format.escape() != Escape.BACKSLASH && format.comment().isEmpty();
    }

    /**
     * All steps, on this thread.
     *
     * @param ranges how many, above 0; there may be fewer splits
     * @throws IOException if the source fails
     */
    public List<Split> plan(int ranges) throws IOException {
        if (ranges < 1) {
            throw new IllegalArgumentException("A text has at least 1 range, got " + ranges);
        }
        List<RangeScan> scans = new ArrayList<>();
        for (int i = 0; i < ranges; i++) {
            scans.add(scan(i, ranges));
        }
        Resolved resolved = resolve(scans);
        if (resolved.proven()) {
            return resolved.splits();
        }
        List<RangeRead> reads = new ArrayList<>();
        for (Split split : resolved.splits()) {
            reads.add(read(split));
        }
        return chain(resolved.splits(), reads);
    }
}
