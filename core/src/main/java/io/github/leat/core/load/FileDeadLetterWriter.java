package io.github.leat.core.load;

import io.github.leat.core.PermanentSinkException;
import io.github.leat.core.Position;
import io.github.leat.core.SchemaException;
import io.github.leat.core.load.OpenLoads.Open;
import io.github.leat.core.record.ByteSlice;
import io.github.leat.core.record.CsvFormat;
import io.github.leat.core.record.RecordBatch;
import io.github.leat.core.record.RecordCursor;
import io.github.leat.core.record.Rejection;
import io.github.leat.core.record.internal.RecordEncoder;
import io.github.leat.core.schema.Schema;
import io.github.leat.core.sink.Checkpoint;
import io.github.leat.core.sink.LoadId;
import java.io.IOException;
import java.io.OutputStream;
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
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Keeps the rejects of one load in a CSV file. */
final class FileDeadLetterWriter implements DeadLetterWriter {
    private static final Logger LOG = LoggerFactory.getLogger(FileDeadLetterWriter.class);

    private final Path path;
    private final LoadId load;
    private final String source;
    private final String version;
    private final String target;
    private final Schema columns;
    private final boolean tracked;
    private final OpenLoads openLoads;
    private final ByteSlice slice = new ByteSlice();
    private @Nullable FileChannel channel;
    private @Nullable RecordEncoder encoder;
    private long begunAt;
    private long committed;
    private boolean uncommitted;
    private long ownRecords;
    private @Nullable RecordBatch lastOrigin;
    private @Nullable RecordCursor lastCursor;

    FileDeadLetterWriter(
            Path path, LoadId load, String source, String target, Schema columns, Optional<Checkpoint> resumedAt) {
        this.load = load;
        this.source = source;
        this.version = load.version().orElse("");
        this.target = target;
        this.columns = columns;
        this.path = path;
        this.tracked = isTracked(path);
        try {
            this.openLoads = new OpenLoads(place());
            if (tracked) {
                takeBack(resumedAt.map(at -> at.position().record()).orElse(0L));
                this.committed = resumedAt.isPresent() && Files.exists(path) ? Files.size(path) : 0;
            }
        } catch (IOException e) {
            throw failed(e);
        }
    }

    /** The file behind a link, since it is the one that may be replaced. */
    private Path place() throws IOException {
        return tracked && Files.exists(path) ? path.toRealPath() : path;
    }

    /** Devices and pipes take what comes, and give nothing back. */
    private static boolean isTracked(Path path) {
        Path absolute = path.toAbsolutePath().normalize();
        boolean device = (absolute.startsWith("/dev") && !absolute.startsWith("/dev/shm"))
                || absolute.startsWith("/proc")
                || (Files.exists(path) && !Files.isRegularFile(path));
        return !device;
    }

    /** A run that ended may have left rejects after the last commit; this run will write them again. */
    private void takeBack(long afterRecord) throws IOException {
        List<Open> others = openLoads.read();
        Optional<Open> earlier = others.stream()
                .filter(open ->
                        open.isOf(load.source(), target) && open.version().equals(version))
                .findFirst();
        if (earlier.isEmpty()) {
            return;
        }
        others.remove(earlier.get());
        if (Files.exists(path) && Files.size(path) > 0 && FileDeadLetters.fits(path, columns)) {
            others = TakenBack.from(place(), records(), earlier.get(), afterRecord, others);
        }
        openLoads.write(others);
    }

    private RejectRecords records() throws IOException {
        return new RejectRecords(place(), columns.size(), FileDeadLetters.headerOf(columns).length);
    }

    @Override
    public void write(RecordBatch origin, Rejection rejection) {
        try {
            RecordEncoder out = encoder == null ? start() : encoder;
            uncommitted = true;
            RecordCursor cursor = cursorAt(origin, rejection.index());
            int total = columns.size() + DeadLetters.COLUMNS.size();
            for (int c = 0; c < columns.size(); c++) {
                boolean surplus = c == columns.size() - 1 && cursor.fieldCount() > columns.size();
                ByteSlice text = surplus ? DeadLetters.surplus(cursor, c) : cursor.getSlice(c);
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
            ownRecords++;
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

    private void text(RecordEncoder out, String value, int column, int total) throws IOException {
        byte[] bytes = value.getBytes(StandardCharsets.UTF_8);
        slice.set(bytes, 0, bytes.length);
        out.field(slice, column, value.isEmpty(), total);
    }

    private RecordEncoder start() throws IOException {
        byte[] line = FileDeadLetters.headerOf(columns);
        FileChannel file =
                FileChannel.open(path, StandardOpenOption.CREATE, StandardOpenOption.READ, StandardOpenOption.WRITE);
        channel = file;
        OutputStream out = Channels.newOutputStream(file);
        if (file.size() == 0) {
            committed = 0;
            begunAt = 0;
            markOpen(0);
            out.write(line);
        } else {
            requireSameHeader(file, line);
            goToEnd(file, out);
            committed = file.position();
            begunAt = committed;
        }
        RecordEncoder started = new RecordEncoder(out, CsvFormat.rfc4180());
        encoder = started;
        return started;
    }

    private void goToEnd(FileChannel file, OutputStream out) throws IOException {
        file.position(file.size());
        if (!tracked) {
            return;
        }
        RejectRecords.Found found = records().scan(source, version, (number, record, from, to) -> {});
        ownRecords = found.count();
        markOpen(ownRecords);
        // what a killed run left of a record would swallow the next one
        file.truncate(found.wholeBytes());
        file.position(found.wholeBytes());
        if (!found.endsLine()) {
            out.write('\n');
        }
    }

    /** Makes it known, before the first record is written, that those after this number are of a load that is not complete. */
    private void markOpen(long after) throws IOException {
        if (!tracked) {
            return;
        }
        List<Open> open = new ArrayList<>();
        for (Open other : openLoads.read()) {
            if (other.names(source, version)) {
                other = other.at(Math.min(other.after(), after), Math.min(other.upTo(), after));
            }
            if (!other.isOf(load.source(), target) && other.after() < other.upTo()) {
                open.add(other);
            }
        }
        open.add(new Open(load.source(), target, source, version, after, Long.MAX_VALUE));
        openLoads.write(open);
    }

    private void requireSameHeader(FileChannel file, byte[] line) throws IOException {
        if (!FileDeadLetters.startsWith(file, line)) {
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
            if (load.version().isEmpty()) {
                // no later run goes on with these, and the source may be another by then
                markOpen(ownRecords);
            }
            return committed;
        } catch (IOException e) {
            throw failed(e);
        }
    }

    @Override
    public void complete() {
        try {
            forget();
        } catch (IOException e) {
            LOG.warn("The load of {} is complete, but {} still has it as open: {}", source, openLoads, e.getMessage());
        }
    }

    private void forget() throws IOException {
        if (tracked) {
            openLoads.remove(load.source(), target);
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
                if (committed == begunAt) {
                    forget();
                }
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
