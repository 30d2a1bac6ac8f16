package io.github.leat.testkit.example;

import com.fasterxml.jackson.core.JsonFactory;
import com.fasterxml.jackson.core.JsonGenerator;
import io.github.leat.core.PermanentSinkException;
import io.github.leat.core.record.RecordBatch;
import io.github.leat.core.record.RecordCursor;
import io.github.leat.core.schema.Schema;
import io.github.leat.core.sink.Checkpoint;
import io.github.leat.core.sink.LedgerEntry;
import io.github.leat.core.sink.LoadId;
import io.github.leat.core.sink.RecordCounts;
import io.github.leat.core.sink.SinkWriter;
import io.github.leat.core.sink.WriteResult;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.RandomAccessFile;
import java.nio.file.Path;
import java.util.Optional;

/** Writes one load into a file of JSON lines. */
final class JsonLinesWriter implements SinkWriter {
    private static final JsonFactory JSON = new JsonFactory();

    // docs: open
    private final Path file;
    private final LoadId load;
    private final JsonLinesLedger ledger;
    private final String loadId;
    private final Optional<Checkpoint> lastCommit;
    private final RandomAccessFile out;
    private boolean closed;

    JsonLinesWriter(Path file, LoadId load) {
        this.file = file;
        this.load = load;
        this.ledger = JsonLinesLedger.read(file);
        Optional<LedgerEntry> interrupted = ledger.find(load.source())
                .filter(entry -> !entry.completed())
                .filter(entry -> entry.version().isPresent() && entry.version().equals(load.version()));
        this.loadId = interrupted.map(LedgerEntry::loadId).orElse(load.id());
        this.lastCommit = interrupted.map(LedgerEntry::checkpoint);
        try {
            this.out = new RandomAccessFile(file.toFile(), "rw");
            cutOff();
        } catch (IOException e) {
            throw failure(e);
        }
    }

    private void cutOff() throws IOException {
        out.setLength(ledger.length());
        out.seek(ledger.length());
    }

    @Override
    public Optional<Checkpoint> lastCommit() {
        return lastCommit;
    }
    // docs: end

    // docs: write
    @Override
    public long estimateCost(RecordBatch batch) {
        return batch.size();
    }

    @Override
    public WriteResult write(RecordBatch batch) {
        if (closed) {
            throw new PermanentSinkException(file + " is closed. Run the load again: it goes on at its last commit.");
        }
        ByteArrayOutputStream lines = new ByteArrayOutputStream();
        try {
            for (RecordCursor record = batch.cursor(); record.next(); ) {
                try (JsonGenerator json = JSON.createGenerator(lines)) {
                    object(json, batch.schema(), record);
                }
                lines.write('\n');
            }
            out.write(lines.toByteArray());
        } catch (IOException e) {
            throw failure(e);
        }
        return WriteResult.allWritten(batch.size());
    }

    private static void object(JsonGenerator json, Schema schema, RecordCursor record) throws IOException {
        json.writeStartObject();
        for (int c = 0; c < schema.size(); c++) {
            json.writeFieldName(schema.column(c).sqlName());
            if (record.isNull(c)) {
                json.writeNull();
                continue;
            }
            switch (schema.column(c).type().kind()) {
                case BOOLEAN -> json.writeBoolean(record.getBoolean(c));
                case LONG -> json.writeNumber(record.getLong(c));
                case DOUBLE -> json.writeNumber(record.getDouble(c));
                case DECIMAL -> json.writeNumber(record.getDecimal(c).toPlainString());
                case DATE -> json.writeString(record.getDate(c).toString());
                case TIME -> json.writeString(record.getTime(c).toString());
                case TIMESTAMP -> json.writeString(record.getDateTime(c).toString());
                case TIMESTAMP_TZ -> json.writeString(record.getTimestamp(c).toString());
                case TEXT -> json.writeString(record.getString(c));
            }
        }
        json.writeEndObject();
    }

    /** A line of JSON says its types itself, so wider columns need nothing. */
    @Override
    public void evolve(Schema wider) {}
    // docs: end

    // docs: commit
    @Override
    public void commit(Checkpoint checkpoint) {
        keep(checkpoint, false);
    }

    @Override
    public RecordCounts complete(Checkpoint end) {
        keep(end, true);
        return end.counts();
    }

    private void keep(Checkpoint checkpoint, boolean completed) {
        try {
            out.getFD().sync();
            LedgerEntry entry = new LedgerEntry(loadId, load.version(), completed, checkpoint);
            ledger.put(load.source(), entry, out.getFilePointer());
            ledger.write();
        } catch (IOException e) {
            throw failure(e);
        }
    }
    // docs: end

    // docs: close
    @Override
    public void abort() {
        if (!closed) {
            try {
                cutOff();
            } catch (IOException e) {
                throw failure(e);
            }
        }
    }

    @Override
    public void close() {
        if (!closed) {
            abort();
            closed = true;
            try {
                out.close();
            } catch (IOException e) {
                throw failure(e);
            }
        }
    }

    private PermanentSinkException failure(IOException e) {
        return new PermanentSinkException(
                file + " cannot be written: " + e.getMessage() + ". Check the disk and your permissions.", e);
    }
    // docs: end
}
