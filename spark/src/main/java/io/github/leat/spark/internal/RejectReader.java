package io.github.leat.spark.internal;

import io.github.leat.core.Position;
import io.github.leat.core.load.DeadLetters;
import io.github.leat.core.record.ByteSlice;
import io.github.leat.core.record.RecordBatch;
import io.github.leat.core.record.RecordCursor;
import io.github.leat.core.record.Rejection;
import io.github.leat.core.schema.Schema;
import java.io.IOException;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.HashMap;
import java.util.Iterator;
import java.util.List;
import java.util.Map;
import org.apache.spark.sql.catalyst.InternalRow;
import org.apache.spark.sql.catalyst.expressions.GenericInternalRow;
import org.apache.spark.sql.connector.read.PartitionReader;
import org.apache.spark.unsafe.types.UTF8String;
import org.jspecify.annotations.Nullable;

/** Gives Spark the records that do not conform, as dead letters hold them. One thread's. */
final class RejectReader implements PartitionReader<InternalRow> {
    private final Reading reading;
    private final Iterator<Piece> pieces;
    private final List<String> wanted;
    private final Deque<InternalRow> rows = new ArrayDeque<>();
    private InternalRow row = new GenericInternalRow(0);
    private @Nullable PieceRecords records;
    private @Nullable Piece piece;
    private int[] ownIndexes = {};
    private @Nullable RecordBatch lastBatch;
    private @Nullable RecordCursor lastCursor;

    RejectReader(Reading reading, List<String> wanted, List<Piece> pieces) {
        this.reading = reading;
        this.wanted = wanted;
        this.pieces = pieces.iterator();
    }

    @Override
    public boolean next() throws IOException {
        while (rows.isEmpty()) {
            PieceRecords open = records;
            if (open == null) {
                if (!pieces.hasNext()) {
                    return false;
                }
                open = begin(pieces.next());
            }
            if (open.next(this::reject) == null) {
                open.close();
                records = null;
            }
        }
        row = rows.remove();
        return true;
    }

    private PieceRecords begin(Piece next) throws IOException {
        piece = next;
        Map<String, Integer> own = new HashMap<>();
        Schema schema = next.layout().schema().schema();
        for (int c = 0; c < schema.size(); c++) {
            own.put(schema.column(c).sqlName(), c);
        }
        // the fields are named as in the unified columns, in whose order they are
        List<String> fields =
                List.of(SparkTypes.rejects(reading.unified().schema()).fieldNames());
        ownIndexes = wanted.stream()
                .mapToInt(name -> {
                    int at = fields.indexOf(name);
                    return at < reading.unified().columns().size()
                            ? own.getOrDefault(
                                    reading.unified().columns().get(at).sqlName(), -1)
                            : -1;
                })
                .toArray();
        PieceRecords open = new PieceRecords(next, reading);
        records = open;
        return open;
    }

    private void reject(RecordBatch from, Rejection rejection) {
        RecordCursor cursor = cursorAt(from, rejection.index());
        int columns = piece().layout().schema().columns().size();
        Object[] values = new Object[wanted.size()];
        for (int i = 0; i < values.length; i++) {
            int c = ownIndexes[i];
            if (c >= 0) {
                ByteSlice text = c == columns - 1 && cursor.fieldCount() > columns
                        ? DeadLetters.surplus(cursor, c)
                        : cursor.getSlice(c);
                values[i] = text.length() == 0 && cursor.isNull(c) ? null : UTF8String.fromBytes(text.toBytes());
            } else {
                values[i] = fact(wanted.get(i), cursor.position(), rejection);
            }
        }
        rows.add(new GenericInternalRow(values));
    }

    /** Goes on with the cursor of the last call where it can, so that many rejects of a batch cost one pass. */
    private RecordCursor cursorAt(RecordBatch from, int index) {
        RecordCursor cursor = lastCursor;
        if (cursor == null || lastBatch != from || cursor.index() > index) {
            cursor = from.origin().cursor();
            lastCursor = cursor;
            lastBatch = from;
        }
        while (cursor.index() < index) {
            cursor.next();
        }
        return cursor;
    }

    private Piece piece() {
        return java.util.Objects.requireNonNull(piece);
    }

    private @Nullable Object fact(String name, Position at, Rejection rejection) {
        return switch (name) {
            case "_leat_source" -> UTF8String.fromString(piece().file().name());
            case "_leat_version" ->
                UTF8String.fromString(piece().file().version().orElse(""));
            case "_leat_line" -> at.line();
            case "_leat_record" -> at.record();
            case "_leat_byte" -> at.byteOffset();
            case "_leat_column" -> UTF8String.fromString(rejection.column());
            case "_leat_code" -> UTF8String.fromString(rejection.code().name());
            case "_leat_reason" -> UTF8String.fromString(rejection.reason());
            default -> null;
        };
    }

    @Override
    public InternalRow get() {
        return row;
    }

    @Override
    public void close() throws IOException {
        PieceRecords open = records;
        if (open != null) {
            open.close();
        }
    }
}
