package io.github.leat.core.csv;

import io.github.leat.core.MalformedRecordException;
import io.github.leat.core.Position;
import io.github.leat.core.SchemaException;
import io.github.leat.core.csv.internal.Tokenizer;
import io.github.leat.core.io.ByteSource;
import io.github.leat.core.record.CsvFormat;
import io.github.leat.core.record.RecordBatch;
import io.github.leat.core.record.RecordCursor;
import io.github.leat.core.record.RecordReader;
import io.github.leat.core.record.Rejection;
import io.github.leat.core.record.internal.Chunk;
import io.github.leat.core.record.internal.TextBatch;
import io.github.leat.core.schema.Schema;
import java.io.IOException;
import java.io.InputStream;
import java.nio.channels.Channels;
import java.nio.channels.FileChannel;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * Reads CSV as batches of records, in memory that does not grow with the input.
 *
 * <p>Takes UTF-8 bytes; a byte order mark at the start is dropped. Each batch has a buffer of its own, of {@link
 * Builder#bufferBytes} or, for a larger record, as much as that needs, up to the format's {@code maxRecordBytes}. Fields are
 * never copied; they are read through {@link RecordBatch#cursor()}.
 *
 * <p>How every unclear input is read is stated in {@code docs/csv-interpretation.md}. A <b>lenient</b> reader (the default)
 * goes on over everything and names what is wrong in {@link RecordBatch#faults()}; a <b>strict</b> one throws {@link
 * MalformedRecordException} at the first fault, after the records before it were read.
 *
 * <p>Not thread-safe. {@link #close} closes the stream.
 */
public final class CsvReader implements RecordReader {
    private final CsvFormat format;
    private final Chunks chunks;
    private final boolean strict;
    private final long endAt;

    /** Where the content of the last record ends, without its line end. */
    private long lastRecordEnd;

    private Schema schema;
    private @Nullable Chunk lastChunk;
    /** The end of the last record before {@link #endAt}, once one at that byte or after it was seen. */
    private @Nullable Position end;

    private @Nullable MalformedRecordException pending;

    private CsvReader(Builder builder, String name, InputStream in, Position start) throws IOException {
        this.format = builder.format;
        this.strict = builder.strict;
        this.endAt = builder.endAt;
        Tokenizer tokenizer = Tokenizer.of(format, strict);
        this.chunks = new Chunks(in, format, tokenizer, builder.bufferBytes, start);
        Schema given = builder.schema;
        this.schema = given != null ? given : builder.header ? readHeader(name) : Schema.of();
        if (builder.checkWidth && (given != null || builder.header)) {
            tokenizer.expectFields(schema.size());
        }
        if (builder.endsAtStrayQuotes) {
            tokenizer.endAtStrayQuotes();
        }
    }

    /** A builder: RFC 4180, header in the first record, lenient. */
    public static Builder builder() {
        return new Builder();
    }

    @Override
    public Schema schema() {
        return schema;
    }

    /** Where the next record begins; its record number is that of the last record read. */
    public Position position() {
        return end != null ? end : chunks.position();
    }

    /**
     * Whether the last record that was read goes on after {@link Builder#endAt}: where no record does, the text is not as it was when
     * that end was found. Blank lines after it are no part of a record.
     */
    public boolean goesOnAfterEnd() {
        return lastRecordEnd > endAt;
    }

    @Override
    public @Nullable RecordBatch read() throws IOException {
        if (position().byteOffset() >= endAt) {
            return null;
        }
        if (pending != null) {
            throw pending;
        }
        Position before = position();
        Chunk chunk = chunkBeforeEnd();
        if (chunk == null) {
            return null;
        }
        lastChunk = chunk;
        RecordBatch whole = beforeEnd(chunk, new TextBatch(chunk, schema));
        if (whole.size() == 0) {
            end = before;
            return null;
        }
        lastRecordEnd = chunk.baseByte() + chunk.recordEnd(whole.size() - 1);
        RecordBatch batch = beforeTooLarge(chunk, whole);
        return strict ? beforeFault(batch) : batch;
    }

    private @Nullable Chunk chunkBeforeEnd() throws IOException {
        if (end != null) {
            return null;
        }
        try {
            return chunks.next();
        } catch (MalformedRecordException e) {
            if (e.position().byteOffset() >= endAt) {
                return null; // the next split's
            }
            throw e;
        }
    }

    private RecordBatch beforeEnd(Chunk chunk, RecordBatch batch) {
        int[] starts = chunk.recordStarts();
        if (chunk.baseByte() + starts[chunk.records() - 1] < endAt) {
            return batch;
        }
        int count = Arrays.binarySearch(starts, 0, chunk.records(), (int) (endAt - chunk.baseByte()));
        RecordBatch part = batch.slice(0, count < 0 ? -count - 1 : count);
        if (part.size() > 0) {
            end = part.end();
        }
        return part;
    }

    /**
     * Reads the next batch into the storage of the last one, so that a long file is read without new memory.
     *
     * <p>For loops that are done with a batch before they read the next. The batch given back, its slices, selections and
     * cursors, and their {@code ByteSlice}s must not be used any more: they would show the new records.
     *
     * @param spent the batch that this reader answered last, or a view of it
     * @return the next records, or null at the end
     * @throws IllegalArgumentException if it is another batch
     * @throws IOException if the source fails
     */
    @SuppressWarnings("ReferenceEquality") // the very chunk is meant
    public @Nullable RecordBatch read(RecordBatch spent) throws IOException {
        if (!(spent instanceof TextBatch text) || text.chunk() != lastChunk) {
            throw new IllegalArgumentException("Only the batch that this reader answered last can be given back to it."
                    + " Call read() without one.");
        }
        chunks.reuse(text.chunk());
        lastChunk = null;
        return read();
    }

    /** A record beyond the limit may be in the buffer whole. */
    private RecordBatch beforeTooLarge(Chunk chunk, RecordBatch batch) {
        int[] starts = chunk.recordStarts();
        if (starts[chunk.records()] - starts[0] <= format.maxRecordBytes()) {
            return batch;
        }
        for (int r = 0; r < batch.size(); r++) {
            if (chunk.recordEnd(r) - starts[r] > format.maxRecordBytes()) {
                MalformedRecordException exception =
                        chunks.tooLarge(batch.slice(r, batch.size()).start());
                if (r == 0) {
                    throw exception;
                }
                pending = exception;
                return batch.slice(0, r);
            }
        }
        return batch;
    }

    private RecordBatch beforeFault(RecordBatch batch) {
        List<Rejection> faults = batch.faults();
        if (faults.isEmpty()) {
            return batch;
        }
        Rejection fault = faults.get(0);
        MalformedRecordException exception = new MalformedRecordException(
                batch.slice(fault.index(), batch.size()).start(), fault.reason());
        if (fault.index() == 0) {
            throw exception;
        }
        pending = exception;
        return batch.slice(0, fault.index());
    }

    @Override
    public void close() throws IOException {
        chunks.close();
    }

    private Schema readHeader(String name) throws IOException {
        Chunk chunk = chunks.first();
        if (chunk == null) {
            throw new SchemaException(
                    name + " has no header: it holds no record at all. Give a file with a header, or read"
                            + " it with a schema of your own.");
        }
        List<String> names = new ArrayList<>();
        RecordCursor cursor = new TextBatch(chunk, Schema.of()).cursor();
        cursor.next();
        for (int c = 0; c < cursor.fieldCount(); c++) {
            names.add(cursor.getString(c));
        }
        chunks.countFromHere();
        return Schema.ofTexts(names);
    }

    /** Configures a {@link CsvReader}. Not thread-safe. */
    public static final class Builder {
        private CsvFormat format = CsvFormat.rfc4180();
        private boolean header = true;
        private boolean strict;
        private boolean checkWidth = true;
        private boolean endsAtStrayQuotes;
        private long endAt = Long.MAX_VALUE;
        private int bufferBytes = 256 << 10;
        private @Nullable Schema schema;
        private Optional<Position> start = Optional.empty();

        private Builder() {}

        /** How the records are written; default {@link CsvFormat#rfc4180()}. */
        public Builder format(CsvFormat value) {
            format = Objects.requireNonNull(value, "format");
            return this;
        }

        /** The columns; the first record is then data already. Default: the header's names, all TEXT. */
        public Builder schema(Schema value) {
            schema = Objects.requireNonNull(value, "schema");
            return this;
        }

        /** There is no header and no schema: records of any width, read by index. Batches have a schema of no columns. */
        public Builder noHeader() {
            header = false;
            return this;
        }

        /** Throw at the first fault. Default: lenient. */
        public Builder strict() {
            strict = true;
            return this;
        }

        /** Takes records of any width without fault: missing fields are NULL. Default: a wrong width is a fault. */
        public Builder anyWidth() {
            checkWidth = false;
            return this;
        }

        /**
         * Ends a record with its line, as a fault, where a quote opens by mistake and takes further records in. Only if that
         * is proven, see {@code docs/csv-interpretation.md}; only of records as wide as the columns are known to be, in formats
         * without a backslash escape. Default: what a quote encloses is one record, whatever it holds. A strict reader throws
         * at such a record with this or without. Costs nothing where quotes are as they should be.
         */
        public Builder endAtStrayQuotes() {
            endsAtStrayQuotes = true;
            return this;
        }

        /**
         * Size of a batch's buffer in bytes, at least 64; default 256 KiB. Smaller ones cost more copying, larger ones fall
         * out of the processor's cache.
         *
         * @throws IllegalArgumentException if below 64 or above 256 MiB
         */
        public Builder bufferBytes(int value) {
            if (value < 64 || value > 256 << 20) {
                throw new IllegalArgumentException("bufferBytes must be 64 to 268435456, got " + value);
            }
            bufferBytes = value;
            return this;
        }

        /** Where the stream begins in its source, so that positions are right after a resume. Default: at the first byte. */
        public Builder startAt(Position value) {
            start = Optional.of(value);
            return this;
        }

        /**
         * Reads only records that begin before this byte of the source; default: all. More is read from the source, so that the
         * last of them are read as they are without it.
         */
        public Builder endAt(long byteOffset) {
            endAt = byteOffset;
            return this;
        }

        /**
         * Opens a source, at {@link #startAt}.
         *
         * @throws SchemaException if a header is wanted and there is none
         * @throws IOException if the source fails
         */
        public CsvReader build(ByteSource source) throws IOException {
            Position at = start.orElse(Position.startOf(source.name()));
            return build(source.name(), source.open(at.byteOffset()));
        }

        /**
         * Reads a channel from its current position.
         *
         * @throws SchemaException if a header is wanted and there is none
         * @throws IOException if the channel fails
         */
        public CsvReader build(String name, FileChannel channel) throws IOException {
            return build(name, Channels.newInputStream(channel));
        }

        /**
         * Reads a stream that begins at {@link #startAt}; closes it when building fails.
         *
         * @throws SchemaException if a header is wanted and there is none
         * @throws IOException if the stream fails
         */
        public CsvReader build(String name, InputStream in) throws IOException {
            try {
                return new CsvReader(this, name, in, start.orElse(Position.startOf(name)));
            } catch (IOException | RuntimeException e) {
                in.close();
                throw e;
            }
        }
    }
}
