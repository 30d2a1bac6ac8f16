package io.github.leat.spark.internal;

import io.github.leat.core.ConversionException;
import io.github.leat.core.record.ByteSlice;
import io.github.leat.core.record.RecordBatch;
import io.github.leat.core.record.RecordCursor;
import io.github.leat.core.record.Rejection;
import io.github.leat.core.schema.ColumnType;
import io.github.leat.core.schema.Schema;
import java.io.IOException;
import java.util.Iterator;
import java.util.List;
import org.apache.spark.sql.connector.read.PartitionReader;
import org.apache.spark.sql.execution.vectorized.OnHeapColumnVector;
import org.apache.spark.sql.execution.vectorized.WritableColumnVector;
import org.apache.spark.sql.sources.Filter;
import org.apache.spark.sql.types.Decimal;
import org.apache.spark.sql.types.StructField;
import org.apache.spark.sql.types.StructType;
import org.apache.spark.sql.vectorized.ColumnVector;
import org.apache.spark.sql.vectorized.ColumnarBatch;
import org.jspecify.annotations.Nullable;

/** Gives Spark the wanted columns of the records that pass, as vectors that are filled again for each batch. One thread's. */
final class BatchReader implements PartitionReader<ColumnarBatch> {
    private static final int FIRST_CAPACITY = 1024;

    private final Reading reading;
    private final Iterator<Piece> pieces;
    private final RecordTest test;
    private final int[] indexes;
    private final ColumnType[] types;
    private final WritableColumnVector[] vectors;
    private final ColumnarBatch batch;
    private @Nullable PieceRecords records;

    BatchReader(Reading reading, StructType required, List<Filter> filters, List<Piece> pieces) {
        this.reading = reading;
        this.pieces = pieces.iterator();
        Schema schema = reading.output();
        this.test = RecordTest.all(filters, schema);
        StructField[] fields = required.fields();
        this.indexes = new int[fields.length];
        this.types = new ColumnType[fields.length];
        this.vectors = new WritableColumnVector[fields.length];
        for (int i = 0; i < fields.length; i++) {
            indexes[i] = RecordTest.indexOf(fields[i].name(), schema).orElseThrow();
            types[i] = schema.column(indexes[i]).type();
            vectors[i] = new OnHeapColumnVector(FIRST_CAPACITY, fields[i].dataType());
        }
        ColumnVector[] columns = new ColumnVector[vectors.length];
        System.arraycopy(vectors, 0, columns, 0, vectors.length);
        this.batch = new ColumnarBatch(columns);
    }

    @Override
    public boolean next() throws IOException {
        while (true) {
            PieceRecords open = records;
            if (open == null) {
                if (!pieces.hasNext()) {
                    return false;
                }
                open = new PieceRecords(pieces.next(), reading);
                records = open;
            }
            RecordBatch read = open.next(this::reject);
            if (read == null) {
                open.close();
                records = null;
            } else if (read.size() > 0 && fill(read) > 0) {
                return true;
            }
        }
    }

    private void reject(RecordBatch from, Rejection rejection) {
        if (reading.rejects() == ReadOptions.Rejects.FAIL) {
            throw new ConversionException(
                    from.slice(rejection.index(), rejection.index() + 1).start(),
                    (rejection.column().isEmpty() ? "" : "column \"" + rejection.column() + "\": ")
                            + rejection.reason()
                            + " Read with option rejects=leave to leave such records out, and with rejects=only to see"
                            + " them; or declare types, or read with exact=true.");
        }
    }

    private int fill(RecordBatch read) {
        for (WritableColumnVector vector : vectors) {
            vector.reset();
            vector.reserve(read.size());
        }
        RecordCursor record = read.cursor();
        int row = 0;
        while (record.next()) {
            if (test.passes(record)) {
                for (int i = 0; i < vectors.length; i++) {
                    put(record, i, row);
                }
                row++;
            }
        }
        batch.setNumRows(row);
        return row;
    }

    private void put(RecordCursor record, int i, int row) {
        int c = indexes[i];
        WritableColumnVector vector = vectors[i];
        if (record.isNull(c)) {
            vector.putNull(row);
            return;
        }
        switch (types[i].kind()) {
            case BOOLEAN -> vector.putBoolean(row, record.getBoolean(c));
            case LONG -> vector.putLong(row, record.getLong(c));
            case DOUBLE -> vector.putDouble(row, record.getDouble(c));
            case DATE -> vector.putInt(row, (int) record.getEpochDay(c));
            case TIMESTAMP, TIMESTAMP_TZ -> vector.putLong(row, record.getMicros(c));
            case DECIMAL -> {
                int precision = types[i].precision();
                // as the vector itself keeps them
                if (precision <= Decimal.MAX_INT_DIGITS()) {
                    vector.putInt(row, (int) record.getUnscaled(c));
                } else if (precision <= ColumnType.MAX_LONG_PRECISION) {
                    vector.putLong(row, record.getUnscaled(c));
                } else {
                    vector.putDecimal(row, Decimal.apply(record.getDecimal(c), precision, types[i].scale()), precision);
                }
            }
            case TIME, TEXT -> {
                ByteSlice text = record.getSlice(c);
                vector.putByteArray(row, text.array(), text.offset(), text.length());
            }
        }
    }

    @Override
    public ColumnarBatch get() {
        return batch;
    }

    @Override
    public void close() throws IOException {
        batch.close();
        PieceRecords open = records;
        if (open != null) {
            open.close();
        }
    }
}
