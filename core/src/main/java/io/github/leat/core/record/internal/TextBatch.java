package io.github.leat.core.record.internal;

import io.github.leat.core.Position;
import io.github.leat.core.record.CsvFormat;
import io.github.leat.core.record.FieldVisitor;
import io.github.leat.core.record.RecordBatch;
import io.github.leat.core.record.RecordCursor;
import io.github.leat.core.record.Rejection;
import io.github.leat.core.record.ValueVisitor;
import io.github.leat.core.schema.Column;
import io.github.leat.core.schema.Schema;
import java.io.IOException;
import java.io.OutputStream;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.function.IntPredicate;
import org.jspecify.annotations.Nullable;

/**
 * A batch as a view of a {@link Chunk}: which records, which columns, and what conforming decoded.
 *
 * <p>A column of the view is a field of the record (index in {@code fields}), or, with index -1, a constant text, a decoded
 * number, or NULL. Rows are kept as a selection of the chunk's records, null for a plain range.
 */
public final class TextBatch implements RecordBatch {
    final Chunk chunk;
    final Schema schema;
    final Schema originSchema;
    /** For each column the field that it shows, or -1; null for the identity. */
    final int @Nullable [] fields;
    /** For each column without a field its text, or null. */
    final byte @Nullable [][] constants;
    /** For each column the decoded values by record of the chunk, or null where nothing was decoded. */
    final long @Nullable [][] values;
    /** For each decoded column the records that are NULL, one bit each; null where none is decoded. */
    final long @Nullable [][] nulls;
    /** For each column the texts that stand for its fields, or null; null where no column has any. */
    final @Nullable ColumnTexts @Nullable [] texts;

    final int from;
    final int to;
    final int @Nullable [] rows;

    /** All records of a chunk, each column being the field of its index. */
    public TextBatch(Chunk chunk, Schema schema) {
        this(chunk, schema, schema, null, null, null, null, null, 0, chunk.records(), null);
    }

    private TextBatch(
            Chunk chunk,
            Schema schema,
            Schema originSchema,
            int @Nullable [] fields,
            byte @Nullable [][] constants,
            long @Nullable [][] values,
            long @Nullable [][] nulls,
            @Nullable ColumnTexts @Nullable [] texts,
            int from,
            int to,
            int @Nullable [] rows) {
        this.chunk = chunk;
        this.schema = schema;
        this.originSchema = originSchema;
        this.fields = fields;
        this.constants = constants;
        this.values = values;
        this.nulls = nulls;
        this.texts = texts;
        this.from = from;
        this.to = to;
        this.rows = rows;
    }

    @Override
    public Schema schema() {
        return schema;
    }

    @Override
    public int size() {
        return to - from;
    }

    /** The chunk's record that this batch's record is. */
    int rowOf(int index) {
        return rows == null ? from + index : rows[from + index];
    }

    @Override
    public long sizeInBytes() {
        if (rows == null) {
            return chunk.recordStarts()[to] - (long) chunk.recordStarts()[from];
        }
        long bytes = 0;
        for (int i = from; i < to; i++) {
            bytes += chunk.recordStarts()[rows[i] + 1] - (long) chunk.recordStarts()[rows[i]];
        }
        return bytes;
    }

    @Override
    public Position start() {
        return chunk.positionOf(size() == 0 ? Math.min(from, chunk.records()) : rowOf(0));
    }

    @Override
    public Position end() {
        int last = size() == 0 ? from - 1 : rowOf(size() - 1);
        if (last + 1 == chunk.records()) {
            return chunk.positionOf(chunk.records());
        }
        Position next = chunk.positionOf(last + 1);
        return new Position(next.source(), next.byteOffset(), next.line(), next.record() - 1);
    }

    @Override
    public RecordCursor cursor() {
        return new TextCursor(this);
    }

    @Override
    public void visit(FieldVisitor visitor) {
        if (isAsRead() && chunk.nullTexts().length == 0) {
            new FieldWalk(chunk, schema.size()).visit(from, to, visitor);
        } else {
            RecordBatch.super.visit(visitor);
        }
    }

    @Override
    public void visitValues(ValueVisitor visitor) {
        if (isAsRead() && chunk.nullTexts().length == 0) {
            new ValueWalk(this).visit(from, to, visitor);
        } else {
            RecordBatch.super.visitValues(visitor);
        }
    }

    private boolean isAsRead() {
        return fields == null && constants == null && texts == null && rows == null;
    }

    @Override
    public RecordBatch slice(int newFrom, int newTo) {
        if (newFrom < 0 || newTo < newFrom || newTo > size()) {
            throw new IndexOutOfBoundsException("Slice " + newFrom + " to " + newTo + " of " + size() + " records");
        }
        return new TextBatch(
                chunk,
                schema,
                originSchema,
                fields,
                constants,
                values,
                nulls,
                texts,
                from + newFrom,
                from + newTo,
                rows);
    }

    @Override
    public RecordBatch select(IntPredicate keep) {
        int[] selected = new int[size()];
        int count = 0;
        for (int i = 0; i < selected.length; i++) {
            if (keep.test(i)) {
                selected[count++] = rowOf(i);
            }
        }
        return count == size() ? this : withRows(Arrays.copyOf(selected, count));
    }

    private TextBatch withRows(int[] selected) {
        return new TextBatch(
                chunk, schema, originSchema, fields, constants, values, nulls, texts, 0, selected.length, selected);
    }

    @Override
    public RecordBatch project(Schema newSchema, int[] columns) {
        if (newSchema.size() != columns.length) {
            throw new IllegalArgumentException(
                    "A projection to " + newSchema.size() + " columns needs as many indexes, got " + columns.length);
        }
        int[] newFields = new int[columns.length];
        byte[][] newConstants = constants == null ? null : new byte[columns.length][];
        long[][] newValues = values == null ? null : new long[columns.length][];
        long[][] newNulls = nulls == null ? null : new long[columns.length][];
        @Nullable ColumnTexts[] newTexts = texts == null ? null : new ColumnTexts[columns.length];
        for (int i = 0; i < columns.length; i++) {
            int c = columns[i];
            newFields[i] = c < 0 ? -1 : fieldOf(c);
            if (c >= 0 && newConstants != null && constants != null) {
                newConstants[i] = constants[c];
            }
            if (c >= 0 && newValues != null && values != null && newNulls != null && nulls != null) {
                newValues[i] = values[c];
                newNulls[i] = nulls[c];
            }
            if (c >= 0 && newTexts != null && texts != null) {
                newTexts[i] = texts[c];
            }
        }
        int[] view = isIdentity(newFields) && newConstants == null && newTexts == null ? null : newFields;
        return new TextBatch(
                chunk, newSchema, originSchema, view, newConstants, newValues, newNulls, newTexts, from, to, rows);
    }

    private static boolean isIdentity(int[] columns) {
        for (int c = 0; c < columns.length; c++) {
            if (columns[c] != c) {
                return false;
            }
        }
        return true;
    }

    int fieldOf(int column) {
        return fields == null ? column : fields[column];
    }

    /**
     * The same records with decoded values.
     *
     * @param newSchema the types that were decoded to
     * @param newValues by column and record of the chunk; null for columns that stay text
     * @param newNulls for decoded columns one bit per record of the chunk
     */
    public TextBatch withValues(Schema newSchema, long @Nullable [][] newValues, long @Nullable [][] newNulls) {
        return new TextBatch(
                chunk, newSchema, originSchema, fields, constants, newValues, newNulls, texts, from, to, rows);
    }

    /** The same records with one more column: one text in every record, or decoded values, or both. */
    public TextBatch withConstant(Column column, byte @Nullable [] text, long @Nullable [] decoded) {
        int size = schema.size();
        int[] newFields = new int[size + 1];
        for (int i = 0; i < size; i++) {
            newFields[i] = fieldOf(i);
        }
        newFields[size] = -1;
        byte[][] newConstants = constants == null ? new byte[size + 1][] : Arrays.copyOf(constants, size + 1);
        newConstants[size] = text;
        long[][] newValues = values == null ? new long[size + 1][] : Arrays.copyOf(values, size + 1);
        long[][] newNulls = nulls == null ? new long[size + 1][] : Arrays.copyOf(nulls, size + 1);
        if (decoded != null) {
            newValues[size] = decoded;
            newNulls[size] = new long[(chunk.records() + 63) >>> 6];
        }
        @Nullable ColumnTexts[] newTexts = texts == null ? null : Arrays.copyOf(texts, size + 1);
        List<Column> columns = new ArrayList<>(schema.columns());
        columns.add(column);
        return new TextBatch(
                chunk,
                Schema.of(columns),
                originSchema,
                newFields,
                newConstants,
                newValues,
                newNulls,
                newTexts,
                from,
                to,
                rows);
    }

    /** The same records with other texts in one column, which are not decoded yet. */
    public TextBatch withTexts(int column, ColumnTexts newTexts) {
        return with(schema, column, newTexts);
    }

    /** The same records with one more column, whose texts are not decoded yet. */
    public TextBatch withColumn(Column column, ColumnTexts newTexts) {
        List<Column> columns = new ArrayList<>(schema.columns());
        columns.add(column);
        return with(Schema.of(columns), schema.size(), newTexts);
    }

    private TextBatch with(Schema newSchema, int column, ColumnTexts added) {
        int size = newSchema.size();
        int[] newFields = new int[size];
        for (int i = 0; i < size; i++) {
            newFields[i] = i == column ? -1 : fieldOf(i);
        }
        byte[][] newConstants = constants == null ? null : Arrays.copyOf(constants, size);
        long[][] newValues = values == null ? null : Arrays.copyOf(values, size);
        long[][] newNulls = nulls == null ? null : Arrays.copyOf(nulls, size);
        if (newConstants != null) {
            newConstants[column] = null;
        }
        if (newValues != null && newNulls != null) {
            newValues[column] = null;
            newNulls[column] = null;
        }
        @Nullable ColumnTexts[] newTexts = texts == null ? new ColumnTexts[size] : Arrays.copyOf(texts, size);
        newTexts[column] = added;
        return new TextBatch(
                chunk, newSchema, originSchema, newFields, newConstants, newValues, newNulls, newTexts, from, to, rows);
    }

    @Nullable
    ColumnTexts textsOf(int column) {
        return texts == null ? null : texts[column];
    }

    /** The values of a column that are decoded already, by record of the chunk; null if they are not. */
    public long @Nullable [] valuesOf(int column) {
        return values == null ? null : values[column];
    }

    /** For a decoded column one bit per record of the chunk; null if it is not decoded. */
    public long @Nullable [] nullsOf(int column) {
        return nulls == null ? null : nulls[column];
    }

    /** The chunk's record that a record of this batch is. */
    public int chunkRecordOf(int index) {
        return rowOf(index);
    }

    /** The source line of each record of the chunk. */
    public long[] lines() {
        return chunk.lines();
    }

    @Override
    public RecordBatch origin() {
        return new TextBatch(chunk, originSchema, originSchema, null, null, null, null, null, from, to, rows);
    }

    @Override
    public List<Rejection> faults() {
        if (chunk.faults().isEmpty()) {
            return List.of();
        }
        Map<Integer, List<Rejection>> byRow = new HashMap<>();
        chunk.faults()
                .forEach(fault -> byRow.computeIfAbsent(fault.index(), key -> new ArrayList<>())
                        .add(fault));
        List<Rejection> mine = new ArrayList<>();
        for (int i = 0; i < size(); i++) {
            for (Rejection fault : byRow.getOrDefault(rowOf(i), List.of())) {
                mine.add(new Rejection(i, fault.column(), fault.code(), fault.reason()));
            }
        }
        return mine;
    }

    /** The storage. */
    public Chunk chunk() {
        return chunk;
    }

    @Override
    public void encodeTo(OutputStream out, CsvFormat format) throws IOException {
        RecordEncoder.encode(this, format, out);
    }
}
