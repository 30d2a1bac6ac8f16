package io.github.leat.core.sink;

import io.github.leat.core.PermanentSinkException;
import io.github.leat.core.SinkException;
import io.github.leat.core.record.CsvFormat;
import io.github.leat.core.record.RecordBatch;
import io.github.leat.core.schema.Schema;
import java.io.IOException;
import java.io.OutputStream;
import java.nio.ByteBuffer;
import java.nio.channels.Channels;
import java.nio.channels.ClosedByInterruptException;
import java.nio.channels.FileChannel;
import java.nio.file.AccessDeniedException;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.StandardOpenOption;
import java.time.Instant;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * Writes a regular file with commits: data are forced to disk, then the ledger says how long the file is.
 *
 * <p>While a load runs the ledger says so: what stands behind the committed length is then the rest of a run that died, and
 * is cut off by the next. A file that people made longer between loads is taken as it is.
 */
final class CsvFileWriter implements SinkWriter {
    private final Path file;
    private final Path written;
    private final CsvHeader header;
    private final CsvFormat format;
    private final WriteMode mode;
    private final LoadId load;
    private final String loadId;
    private final String where;
    private final Optional<Checkpoint> lastCommit;
    private final boolean isNew;
    private final FileChannel channel;
    private final OutputStream out;
    private CsvLedger ledger;
    private long committedLength;
    private boolean ended;

    private CsvFileWriter(
            Path file,
            FileChannel channel,
            boolean isNew,
            CsvHeader header,
            CsvFormat format,
            WriteMode mode,
            LoadId load,
            String where,
            CsvLedger ledger,
            CsvLedger.@Nullable Row resumed) {
        this.file = file;
        this.written = writtenTo(file, mode);
        this.channel = channel;
        this.isNew = isNew;
        this.out = Channels.newOutputStream(channel);
        this.header = header;
        this.format = format;
        this.mode = mode;
        this.load = load;
        this.where = where;
        this.ledger = ledger;
        this.loadId = resumed == null ? load.id() : resumed.entry().loadId();
        this.lastCommit = Optional.ofNullable(resumed).map(row -> row.entry().checkpoint());
    }

    /** The sibling that a REPLACE writes. */
    static Path part(Path file) {
        return file.resolveSibling(file.getFileName() + ".leat-part");
    }

    private static Path writtenTo(Path file, WriteMode mode) {
        return mode == WriteMode.REPLACE ? part(file) : file;
    }

    static CsvFileWriter open(
            Path file, CsvHeader header, CsvFormat format, WriteMode mode, LoadId load, String where) {
        Path written = writtenTo(file, mode);
        try {
            CsvLedger ledger = CsvLedger.read(file, where);
            long length = Files.exists(written) ? Files.size(written) : 0;
            boolean isNew = !Files.exists(written) || ledger.openLength().orElse(-1) == 0;
            CsvLedger.Row resumed = ledger.find(load.source())
                    .filter(row -> isResumable(row, load, mode))
                    .filter(row -> mode == WriteMode.APPEND || header.isOf(written))
                    .orElse(null);
            FileChannel channel = FileChannel.open(
                    written, StandardOpenOption.CREATE, StandardOpenOption.READ, StandardOpenOption.WRITE);
            CsvFileWriter writer =
                    new CsvFileWriter(file, channel, isNew, header, format, mode, load, where, ledger, resumed);
            boolean opened = false;
            try {
                writer.start(resumed, length);
                opened = true;
            } finally {
                if (!opened) {
                    channel.close();
                }
            }
            return writer;
        } catch (IOException e) {
            throw failure(where, e);
        }
    }

    private static boolean isResumable(CsvLedger.Row row, LoadId load, WriteMode mode) {
        return load.version().isPresent()
                && load.version().equals(row.entry().version())
                && !row.entry().completed()
                && row.mode() == mode;
    }

    private void start(CsvLedger.@Nullable Row resumed, long length) throws IOException {
        long start = length;
        if (resumed != null && mode == WriteMode.REPLACE) {
            start = resumed.length();
        } else if (mode == WriteMode.REPLACE) {
            start = 0;
        } else if (ledger.openLength().isPresent()) {
            start = Math.min(length, ledger.openLength().getAsLong());
        }
        committedLength = start;
        if (mode == WriteMode.APPEND) {
            ledger = ledger.opened(start);
            ledger.write(file);
        }
        goToCommitted();
    }

    /** Cuts off what is not committed, and makes the next record begin a line below the header. */
    private void goToCommitted() throws IOException {
        channel.truncate(committedLength);
        channel.position(committedLength);
        if (committedLength == 0) {
            out.write(header.bytes());
        } else if (!endsWithLineFeed(committedLength)) {
            out.write('\n');
        }
    }

    private boolean endsWithLineFeed(long length) throws IOException {
        ByteBuffer last = ByteBuffer.allocate(1);
        return channel.read(last, length - 1) == 1 && last.get(0) == '\n';
    }

    @Override
    public Optional<Checkpoint> lastCommit() {
        return lastCommit;
    }

    @Override
    public long estimateCost(RecordBatch batch) {
        return batch.size();
    }

    @Override
    public WriteResult write(RecordBatch batch) throws InterruptedException {
        requireOpen();
        try {
            batch.encodeTo(out, format);
            return WriteResult.allWritten(batch.size());
        } catch (ClosedByInterruptException e) {
            close();
            throw interrupted(where);
        } catch (IOException e) {
            close();
            throw failure(where, e);
        }
    }

    /** Nothing to change: fields are texts. */
    @Override
    public void evolve(Schema wider) {
        requireOpen();
    }

    @Override
    public void commit(Checkpoint checkpoint) {
        requireOpen();
        try {
            long length = force();
            CsvLedger committed = ledger.with(row(false, checkpoint, length));
            if (mode == WriteMode.APPEND) {
                committed = committed.opened(length);
            }
            committed.write(file);
            ledger = committed;
            committedLength = length;
        } catch (IOException e) {
            close();
            throw failure(where, e);
        }
    }

    @Override
    public RecordCounts complete(Checkpoint end) {
        requireOpen();
        try {
            long length = force();
            channel.close();
            if (mode == WriteMode.REPLACE) {
                Files.move(written, file, StandardCopyOption.ATOMIC_MOVE, StandardCopyOption.REPLACE_EXISTING);
                ledger = CsvLedger.EMPTY;
            }
            ledger = ledger.with(row(true, end, length)).idle();
            ledger.write(file);
            ended = true;
            return end.counts();
        } catch (IOException e) {
            ended = true;
            throw failure(where, e);
        }
    }

    /** The length of the file, all of which is on disk now. */
    private long force() throws IOException {
        channel.force(true);
        return channel.position();
    }

    private CsvLedger.Row row(boolean completed, Checkpoint checkpoint, long length) {
        return new CsvLedger.Row(
                load.source(),
                new LedgerEntry(loadId, load.version(), completed, checkpoint),
                mode,
                length,
                Optional.of(Instant.now()));
    }

    @Override
    public void abort() {
        if (!ended && channel.isOpen()) {
            try {
                goToCommitted();
            } catch (IOException e) {
                throw failure(where, e);
            }
        }
    }

    @Override
    public void close() {
        if (ended) {
            return;
        }
        ended = true;
        try (channel) {
            channel.truncate(committedLength);
            if (committedLength == 0 && (isNew || mode == WriteMode.REPLACE)) {
                Files.deleteIfExists(written);
            }
            if (mode == WriteMode.APPEND) {
                ledger.idle().write(file);
            }
        } catch (IOException e) {
            // the next load cuts the rest off
        }
    }

    private void requireOpen() {
        if (ended) {
            throw new PermanentSinkException(where + " is closed. Run the load again: it goes on at its last commit.");
        }
    }

    /** What an error of the file system means, in two sentences. */
    static SinkException failure(String where, IOException error) {
        String reason = reason(error);
        return new PermanentSinkException(
                where + " cannot be written: " + reason + ". " + advice(error, reason), error);
    }

    private static String advice(IOException error, String reason) {
        if (error instanceof ClosedByInterruptException) {
            return "Run the load again: it goes on at its last commit.";
        }
        if (reason.contains("No space left")) {
            return "Free some disk space, then run the load again.";
        }
        if (reason.contains("Broken pipe")) {
            return "What reads it has ended; start it and the load again.";
        }
        return "Check that the directory exists and that you may write there.";
    }

    /** An interrupt closes the channel; what was not committed is cut off by the next load. */
    static InterruptedException interrupted(String where) {
        Thread.interrupted();
        return new InterruptedException(where + ": writing was interrupted");
    }

    static String reason(IOException error) {
        if (error instanceof ClosedByInterruptException) {
            return "the thread was interrupted";
        }
        if (error instanceof AccessDeniedException) {
            return "permission denied";
        }
        if (error instanceof NoSuchFileException) {
            return "no such file or directory";
        }
        return String.valueOf(error.getMessage());
    }
}
