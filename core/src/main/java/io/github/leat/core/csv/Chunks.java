package io.github.leat.core.csv;

import io.github.leat.core.MalformedRecordException;
import io.github.leat.core.Position;
import io.github.leat.core.csv.internal.Tokenizer;
import io.github.leat.core.record.CsvFormat;
import io.github.leat.core.record.internal.Chunk;
import java.io.IOException;
import java.io.InputStream;
import java.util.Arrays;
import org.jspecify.annotations.Nullable;

/**
 * A stream as chunks of whole records: what is read into a buffer is tokenized, and what does not end in it is taken into the next
 * one. Blank lines and comments are passed over, comments of any length. Not thread-safe.
 */
final class Chunks implements AutoCloseable {
    private static final int BOM_BYTES = 3;
    /** Needed behind a record to know that it ends there. */
    private static final int LINE_END_BYTES = 2;

    private final InputStream in;
    private final CsvFormat format;
    private final Tokenizer tokenizer;
    private final int bufferBytes;
    private Position position;
    private byte[] buffer;
    /** A buffer that was given back. */
    private byte @Nullable [] spare;

    private int from;
    private int to;
    private boolean atEnd;

    /** @param start of the stream in its source; at the source's first byte a byte order mark is dropped */
    Chunks(InputStream in, CsvFormat format, Tokenizer tokenizer, int bufferBytes, Position start) throws IOException {
        this.in = in;
        this.format = format;
        this.tokenizer = tokenizer;
        this.bufferBytes = bufferBytes;
        this.position = start;
        this.buffer = new byte[bufferBytes + Tokenizer.SLACK];
        if (start.byteOffset() == 0) {
            dropByteOrderMark();
        }
    }

    private void dropByteOrderMark() throws IOException {
        fill(BOM_BYTES);
        if (to >= BOM_BYTES && buffer[0] == (byte) 0xEF && buffer[1] == (byte) 0xBB && buffer[2] == (byte) 0xBF) {
            from = BOM_BYTES;
            position = new Position(position.source(), BOM_BYTES, 1, 0);
        }
    }

    /** Where the next record begins; its record number is that of the last record read. */
    Position position() {
        return position;
    }

    /** Counts records anew, from the next one on. */
    void countFromHere() {
        position = new Position(position.source(), position.byteOffset(), position.line(), 0);
    }

    /** The first record alone, whose bytes are lent until the next call; null if there is none. */
    @Nullable
    Chunk first() throws IOException {
        return next(1);
    }

    /** The next records; null at the end. */
    @Nullable
    Chunk next() throws IOException {
        return next(Integer.MAX_VALUE);
    }

    private @Nullable Chunk next(int most) throws IOException {
        int wanted = bufferBytes;
        while (true) {
            fill(wanted);
            if (from == to && atEnd) {
                return null;
            }
            // There may be an earlier batch's bytes.
            Arrays.fill(buffer, to, to + Tokenizer.SLACK, (byte) 0);
            Chunk chunk = tokenizer.tokenize(buffer, from, to, atEnd, position, most);
            int next = chunk.recordStarts()[chunk.records()];
            if (chunk.records() > 0) {
                position = new Position(
                        position.source(),
                        chunk.baseByte() + next,
                        chunk.endLine(),
                        position.record() + chunk.records());
                if (most == 1) {
                    from = next;
                } else {
                    moveOn(next);
                }
                return chunk;
            }
            if (next > from) {
                // Only blank lines and comments so far.
                position = new Position(position.source(), chunk.baseByte() + next, chunk.endLine(), position.record());
                from = next;
            }
            if (atEnd) {
                from = to;
                return null;
            }
            if (to - from >= format.maxRecordBytes() + LINE_END_BYTES && isComment()) {
                shortenComment();
                continue;
            }
            if (to - from >= format.maxRecordBytes() + LINE_END_BYTES) {
                throw tooLarge(
                        new Position(position.source(), position.byteOffset(), position.line(), position.record() + 1));
            }
            if (to - from >= wanted) {
                wanted = (int) Math.min(2L * wanted, format.maxRecordBytes() + (long) LINE_END_BYTES);
            }
        }
    }

    private boolean isComment() {
        return format.comment().map(c -> buffer[from] == (byte) c.charValue()).orElse(false);
    }

    /** A comment may be of any length: takes out of the buffer what was read of it, but for its beginning and a CR. */
    private void shortenComment() {
        int kept = to - LINE_END_BYTES;
        buffer[kept] = buffer[from];
        position = new Position(
                position.source(), position.byteOffset() + kept - from, position.line(), position.record());
        from = kept;
    }

    /** What there is to say of a record beyond the limit. */
    MalformedRecordException tooLarge(Position at) {
        return new MalformedRecordException(
                at,
                "the record does not end within " + format.maxRecordBytes()
                        + " bytes (maxRecordBytes). Look for a quote that"
                        + " is never closed, or for other line ends; or raise maxRecordBytes.");
    }

    /** Leaves the read part of the buffer to its batch and takes the rest into a fresh one. */
    private void moveOn(int next) {
        int rest = to - next;
        byte[] free = spare;
        if (free == null || rest > bufferBytes) {
            free = new byte[Math.max(bufferBytes, rest) + Tokenizer.SLACK];
        }
        spare = null;
        System.arraycopy(buffer, next, free, 0, rest);
        buffer = free;
        from = 0;
        to = rest;
    }

    /** Reads until so many bytes are there or the input ends. */
    private void fill(int wanted) throws IOException {
        if (to - from < wanted && from + wanted + Tokenizer.SLACK > buffer.length) {
            byte[] larger = new byte[wanted + Tokenizer.SLACK];
            System.arraycopy(buffer, from, larger, 0, to - from);
            buffer = larger;
            to -= from;
            from = 0;
        }
        while (to - from < wanted && !atEnd) {
            int count = in.read(buffer, to, Math.min(buffer.length - Tokenizer.SLACK - to, wanted - (to - from)));
            if (count < 0) {
                atEnd = true;
            } else {
                to += count;
            }
        }
    }

    /** Takes the storage of the last chunk for what comes next. */
    void reuse(Chunk chunk) {
        if (chunk.bytes().length == bufferBytes + Tokenizer.SLACK) {
            spare = chunk.bytes();
        }
        tokenizer.reuse(chunk);
    }

    @Override
    public void close() throws IOException {
        in.close();
    }
}
