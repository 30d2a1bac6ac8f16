package io.github.leat.core.load;

import io.github.leat.core.PermanentSinkException;
import io.github.leat.core.Position;
import io.github.leat.core.SchemaException;
import io.github.leat.core.record.ByteSlice;
import io.github.leat.core.record.CsvFormat;
import io.github.leat.core.record.RecordBatch;
import io.github.leat.core.record.RecordCursor;
import io.github.leat.core.record.Rejection;
import io.github.leat.core.record.internal.RecordEncoder;
import io.github.leat.core.schema.Column;
import io.github.leat.core.schema.Schema;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.OutputStream;
import java.nio.ByteBuffer;
import java.nio.channels.Channels;
import java.nio.channels.FileChannel;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** Dead letters in a CSV file. */
record FileDeadLetters(Path path) implements DeadLetters {
    @Override
    public String name() {
        return path.toString();
    }

    @Override
    public DeadLetterWriter open(String source, Optional<String> version, Schema columns, Optional<Long> keepBytes) {
        return new Writer(path, source, version.orElse(""), columns, keepBytes);
    }

    static boolean fits(Path path, Schema columns) throws IOException {
        if (!Files.isRegularFile(path) || Files.size(path) == 0) {
            return true;
        }
        try (FileChannel file = FileChannel.open(path, StandardOpenOption.READ)) {
            return startsWith(file, headerOf(columns));
        }
    }

    private static boolean startsWith(FileChannel file, byte[] line) throws IOException {
        ByteBuffer found = ByteBuffer.allocate(line.length);
        while (found.hasRemaining() && file.read(found) >= 0) {
            // reads on until the header's length is there
        }
        return !found.hasRemaining() && found.flip().equals(ByteBuffer.wrap(line));
    }

    private static byte[] headerOf(Schema columns) throws IOException {
        List<String> header = new ArrayList<>();
        columns.columns().stream().map(Column::name).forEach(header::add);
        header.addAll(COLUMNS);
        ByteArrayOutputStream line = new ByteArrayOutputStream();
        RecordEncoder encoder = new RecordEncoder(line, CsvFormat.rfc4180());
        ByteSlice slice = new ByteSlice();
        for (int i = 0; i < header.size(); i++) {
            byte[] name = header.get(i).getBytes(StandardCharsets.UTF_8);
            slice.set(name, 0, name.length);
            encoder.field(slice, i, name.length == 0, header.size());
        }
        encoder.endRecord();
        encoder.flush();
        return line.toByteArray();
    }

    private static final class Writer implements DeadLetterWriter {
        private final Path path;
        private final String source;
        private final String version;
        private final Schema columns;
        private final Optional<Long> keepBytes;
        private final ByteSlice slice = new ByteSlice();
        private @Nullable FileChannel channel;
        private @Nullable RecordEncoder encoder;
        private long committed;
        private boolean uncommitted;
        private @Nullable RecordBatch lastOrigin;
        private @Nullable RecordCursor lastCursor;

        Writer(Path path, String source, String version, Schema columns, Optional<Long> keepBytes) {
            this.path = path;
            this.source = source;
            this.version = version;
            this.columns = columns;
            this.keepBytes = keepBytes;
            this.committed = keepBytes.orElse(0L);
            if (keepBytes.isPresent()) {
                cutToCommitted(keepBytes.get());
            }
        }

        /** A run that was killed may have left rejects after its last commit; this run will write them again. */
        private void cutToCommitted(long bytes) {
            try {
                if (Files.isRegularFile(path) && Files.size(path) > bytes) {
                    try (FileChannel file = FileChannel.open(path, StandardOpenOption.WRITE)) {
                        file.truncate(bytes);
                    }
                }
            } catch (IOException e) {
                throw failed(e);
            }
        }

        @Override
        public void write(RecordBatch origin, Rejection rejection) {
            try {
                RecordEncoder out = encoder == null ? start() : encoder;
                uncommitted = true;
                RecordCursor cursor = cursorAt(origin, rejection.index());
                int total = columns.size() + COLUMNS.size();
                for (int c = 0; c < columns.size(); c++) {
                    boolean surplus = c == columns.size() - 1 && cursor.fieldCount() > columns.size();
                    ByteSlice text = surplus ? joined(cursor, c) : cursor.getSlice(c);
                    out.field(text, c, text.length() == 0 && cursor.isNull(c), total);
                }
                Position at = cursor.position();
                List<String> facts = List.of(
                        source,
                        version,
                        Long.toString(at.line()),
                        Long.toString(at.record()),
                        Long.toString(at.byteOffset()),
                        rejection.column(),
                        rejection.code().name(),
                        rejection.reason());
                for (int i = 0; i < facts.size(); i++) {
                    text(out, facts.get(i), columns.size() + i, total);
                }
                out.endRecord();
            } catch (IOException e) {
                throw failed(e);
            }
        }

        /** Goes on with the cursor of the last call where it can, so that many rejects of a batch cost one pass. */
        private RecordCursor cursorAt(RecordBatch origin, int index) {
            RecordCursor cursor = lastCursor;
            if (cursor == null || lastOrigin != origin || cursor.index() > index) {
                cursor = origin.cursor();
                lastCursor = cursor;
                lastOrigin = origin;
            }
            while (cursor.index() < index) {
                cursor.next();
            }
            return cursor;
        }

        /** The fields from {@code first} on as one text, separated as in a CSV record: more of them than there are columns. */
        private static ByteSlice joined(RecordCursor cursor, int first) throws IOException {
            ByteArrayOutputStream text = new ByteArrayOutputStream();
            RecordEncoder encoder = new RecordEncoder(text, CsvFormat.rfc4180());
            for (int c = first; c < cursor.fieldCount(); c++) {
                encoder.field(cursor.getSlice(c), c - first, cursor.isNull(c), 0);
            }
            encoder.flush();
            ByteSlice joined = new ByteSlice();
            joined.set(text.toByteArray(), 0, text.size());
            return joined;
        }

        private void text(RecordEncoder out, String value, int column, int total) throws IOException {
            byte[] bytes = value.getBytes(StandardCharsets.UTF_8);
            slice.set(bytes, 0, bytes.length);
            out.field(slice, column, value.isEmpty(), total);
        }

        private RecordEncoder start() throws IOException {
            byte[] line = headerOf(columns);
            FileChannel file = FileChannel.open(
                    path, StandardOpenOption.CREATE, StandardOpenOption.READ, StandardOpenOption.WRITE);
            channel = file;
            OutputStream out = Channels.newOutputStream(file);
            if (file.size() == 0) {
                out.write(line);
            } else {
                requireSameHeader(file, line);
                file.position(file.size());
                if (keepBytes.isEmpty()) {
                    committed = file.size();
                }
            }
            RecordEncoder started = new RecordEncoder(out, CsvFormat.rfc4180());
            encoder = started;
            return started;
        }

        private void requireSameHeader(FileChannel file, byte[] line) throws IOException {
            if (!startsWith(file, line)) {
                throw new SchemaException(
                        path + " holds dead letters of other columns. Name another file for the rejects of " + source
                                + ", or move that one away.");
            }
        }

        @Override
        public long commit() {
            FileChannel file = channel;
            RecordEncoder out = encoder;
            if (file == null || out == null || !uncommitted) {
                return committed;
            }
            try {
                out.flush();
                file.force(false);
                committed = file.position();
                uncommitted = false;
                lastOrigin = null;
                lastCursor = null;
                return committed;
            } catch (IOException e) {
                throw failed(e);
            }
        }

        @Override
        public void close() {
            FileChannel file = channel;
            channel = null;
            encoder = null;
            lastOrigin = null;
            lastCursor = null;
            if (file == null) {
                return;
            }
            try (file) {
                if (uncommitted && Files.isRegularFile(path)) {
                    file.truncate(committed);
                }
            } catch (IOException e) {
                throw failed(e);
            }
        }

        private PermanentSinkException failed(IOException e) {
            return new PermanentSinkException(
                    "The dead letters cannot be written to " + path + ": " + e.getMessage()
                            + ". Free space or name another file with --rejects; the load stops at its last commit, since no"
                            + " record is dropped.",
                    e);
        }
    }
}
