package io.github.leat.spark.internal;

import io.github.leat.core.SourceException;
import io.github.leat.core.csv.CsvReader;
import io.github.leat.core.io.TextStream;
import io.github.leat.core.record.RecordBatch;
import io.github.leat.core.record.Rejects;
import io.github.leat.core.schema.Schema;
import io.github.leat.core.transform.Conform;
import io.github.leat.core.transform.Transform;
import java.io.Closeable;
import java.io.IOException;
import org.jspecify.annotations.Nullable;

/** Reads one piece: the records as one machine reads them, conformed to the columns of all files. One thread's. */
final class PieceRecords implements Closeable {
    private final Piece piece;
    private final TextStream text;
    private final CsvReader reader;
    private final Transform columns;
    private final Conform conform;
    private final Transform afterwards;
    private @Nullable RecordBatch last;

    PieceRecords(Piece piece, Reading reading) throws IOException {
        this.piece = piece;
        Schema own = piece.layout().schema().schema();
        this.columns = reading.columnsFor(own);
        this.conform = Conform.to(columns.outputSchema(own));
        this.afterwards = reading.afterConforming(piece.file());
        this.text = piece.layout().text(piece.file()).open(piece.split().start().byteOffset());
        this.reader = CsvReader.builder()
                .format(piece.layout().format())
                .schema(own)
                .endAtStrayQuotes()
                .startAt(piece.split().start())
                .endAt(piece.split().end())
                .build(piece.file().name(), text);
    }

    /**
     * The next records that conform, perhaps none of them; null at the end. Those of the last call are gone then: they are read into
     * the same memory.
     */
    @Nullable
    RecordBatch next(Rejects rejects) {
        RecordBatch spent = last;
        RecordBatch read;
        try {
            read = spent == null ? reader.read() : reader.read(spent);
        } catch (IOException e) {
            throw new SourceException(
                    piece.file().name() + " cannot be read on: " + e.getMessage()
                            + ". Check the file and the disk or network, and read it again.",
                    e);
        }
        last = read;
        if (read == null) {
            requireEnd();
            return null;
        }
        return afterwards.apply(conform.apply(columns.apply(read, Rejects.none()), rejects), Rejects.none());
    }

    private void requireEnd() {
        if (reader.goesOnAfterEnd()) {
            throw new SourceException(reader.position() + ": the last record of the part up to byte "
                    + piece.split().end() + " goes on after it. The file changed while it was read: read it again.");
        }
    }

    @Override
    public void close() throws IOException {
        reader.close();
    }
}
