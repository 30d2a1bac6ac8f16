package io.github.leat.core.sink;

import io.github.leat.core.PermanentSinkException;
import io.github.leat.core.record.CsvFormat;
import io.github.leat.core.record.RecordBatch;
import io.github.leat.core.schema.Schema;
import java.io.IOException;
import java.io.OutputStream;
import java.nio.channels.ClosedByInterruptException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.Optional;

/**
 * Writes into something that only takes: a device, a pipe. Nothing can be taken back, so nothing is ever committed.
 *
 * <p>Opened to append, since standard output may be a file that the shell opened with {@code >>}.
 */
final class CsvStreamWriter implements SinkWriter {
    private final OutputStream out;
    private final CsvFormat format;
    private final String where;
    private boolean closed;

    private CsvStreamWriter(OutputStream out, CsvFormat format, String where) {
        this.out = out;
        this.format = format;
        this.where = where;
    }

    static CsvStreamWriter open(Path file, CsvHeader header, CsvFormat format, String where) {
        try {
            OutputStream out = Files.newOutputStream(file, StandardOpenOption.WRITE, StandardOpenOption.APPEND);
            CsvStreamWriter writer = new CsvStreamWriter(out, format, where);
            boolean written = false;
            try {
                out.write(header.bytes());
                written = true;
            } finally {
                if (!written) {
                    writer.close();
                }
            }
            return writer;
        } catch (IOException e) {
            throw CsvFileWriter.failure(where, e);
        }
    }

    @Override
    public Optional<Checkpoint> lastCommit() {
        return Optional.empty();
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
            throw CsvFileWriter.interrupted(where);
        } catch (IOException e) {
            close();
            throw CsvFileWriter.failure(where, e);
        }
    }

    private void requireOpen() {
        if (closed) {
            throw new PermanentSinkException(where + " is closed. Open a new writer.");
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
            out.flush();
        } catch (IOException e) {
            throw CsvFileWriter.failure(where, e);
        }
    }

    @Override
    public RecordCounts complete(Checkpoint end) {
        commit(end);
        return end.counts();
    }

    /** Cannot take back what was written. */
    @Override
    public void abort() {
        // by contract of AT_LEAST_ONCE
    }

    @Override
    public void close() {
        if (!closed) {
            closed = true;
            try {
                out.close();
            } catch (IOException e) {
                // nothing is buffered, so nothing is lost
            }
        }
    }
}
