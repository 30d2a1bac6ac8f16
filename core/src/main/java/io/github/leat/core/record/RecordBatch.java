package io.github.leat.core.record;

import io.github.leat.core.Position;
import io.github.leat.core.record.internal.CursorValues;
import io.github.leat.core.schema.Schema;
import java.io.IOException;
import java.io.OutputStream;
import java.util.List;
import java.util.function.IntPredicate;

/**
 * A whole number of consecutive records: the unit of flow.
 *
 * <p>Holds the bytes as read and an index of field ends; values that conforming decoded are kept beside them. Immutable and
 * safe to share between threads; each thread takes its own {@link #cursor()}. Views made by {@link #slice}, {@link #select},
 * {@link #project} share the bytes.
 */
public interface RecordBatch {
    /** The columns. */
    Schema schema();

    /** Number of records. */
    int size();

    /** Bytes of the records as read, separators included; for a view its share of them. */
    long sizeInBytes();

    /** Start of the first record. */
    Position start();

    /** Where the reader goes on after the last record: its {@code record} is the last one of this batch. */
    Position end();

    /** A new cursor before the first record. */
    RecordCursor cursor();

    /**
     * Shows all texts to a visitor, as {@link RecordCursor#getSlice} would answer them for each record and column. Records with
     * faults are shown, too.
     *
     * <p>Cost: less for each field than a cursor, since nothing is looked up for it; to pick some columns, or to read values, take a
     * cursor.
     */
    default void visit(FieldVisitor visitor) {
        RecordCursor cursor = cursor();
        int columns = schema().size();
        while (cursor.next()) {
            for (int c = 0; c < columns; c++) {
                ByteSlice text = cursor.getSlice(c);
                visitor.field(c, text.array(), text.offset(), text.length());
            }
            visitor.endRecord(cursor.index());
        }
    }

    /**
     * Shows all values to a visitor, as {@link RecordCursor} would answer them for each record and column. Records with faults are
     * shown, too.
     *
     * <p>Cost: less for each value than a cursor, since nothing is looked up for it; to read some columns only, {@link #project} first
     * or take a cursor.
     *
     * @throws io.github.leat.core.ConversionException if a text is not of its column's type; the values before it have been shown
     */
    default void visitValues(ValueVisitor visitor) {
        RecordCursor cursor = cursor();
        Schema schema = schema();
        while (cursor.next()) {
            for (int c = 0; c < schema.size(); c++) {
                CursorValues.show(cursor, c, schema.column(c).type(), visitor);
            }
            visitor.endRecord(cursor.index());
        }
    }

    /** Records {@code from} to {@code to - 1}, without copying. */
    RecordBatch slice(int from, int to);

    /** The records whose index passes, without copying. */
    RecordBatch select(IntPredicate keep);

    /**
     * The same records with other columns, without copying.
     *
     * @param newSchema the columns of the view
     * @param columns for each of them the index of this batch's column that it shows, or -1 for NULL in every record
     */
    RecordBatch project(Schema newSchema, int[] columns);

    /** The same records with the source's own columns and texts, before any transform: what dead letters keep. */
    RecordBatch origin();

    /** Faults the reader found; such records are to be rejected, not written. Indexes are this batch's, ascending. */
    List<Rejection> faults();

    /**
     * Writes the records as text, without a header, each ended by LF: fields quoted only where needed, NULL as the empty
     * text, the empty text quoted.
     */
    void encodeTo(OutputStream out, CsvFormat format) throws IOException;
}
