package io.github.leat.benchmarks.typed;

import io.github.leat.core.record.ByteSlice;
import io.github.leat.core.record.RecordBatch;
import io.github.leat.core.record.RecordCursor;
import io.github.leat.core.record.ValueVisitor;
import io.github.leat.core.schema.ColumnType;

/** Sums up the values that it is shown, or that a cursor reads. */
final class SummingVisitor implements ValueVisitor {
    private long whole;
    private double fractions;
    private long textLengths;
    private long firsts;

    Sums sums() {
        return new Sums(whole, fractions, textLengths, firsts);
    }

    @Override
    public void nullValue(int column) {}

    @Override
    public void longValue(int column, long value) {
        whole += value;
    }

    @Override
    public void doubleValue(int column, double value) {
        fractions += value;
    }

    @Override
    public void booleanValue(int column, boolean value) {
        whole += value ? 1 : 0;
    }

    @Override
    public void dateValue(int column, long epochDay) {
        whole += epochDay;
    }

    @Override
    public void textValue(int column, byte[] array, int offset, int length) {
        if (length > 0) {
            textLengths += length;
            firsts += array[offset];
        }
    }

    /** What a cursor reads. */
    void add(RecordBatch batch) {
        ColumnType.Kind[] kinds =
                batch.schema().columns().stream().map(c -> c.type().kind()).toArray(ColumnType.Kind[]::new);
        long wholes = 0;
        double fractionsHere = fractions;
        long lengths = 0;
        long bytes = 0;
        RecordCursor cursor = batch.cursor();
        while (cursor.next()) {
            for (int c = 0; c < kinds.length; c++) {
                if (cursor.isNull(c)) {
                    continue;
                }
                switch (kinds[c]) {
                    case LONG -> wholes += cursor.getLong(c);
                    case DOUBLE -> fractionsHere += cursor.getDouble(c);
                    case DATE -> wholes += cursor.getEpochDay(c);
                    case BOOLEAN -> wholes += cursor.getBoolean(c) ? 1 : 0;
                    default -> {
                        ByteSlice text = cursor.getSlice(c);
                        if (text.length() > 0) {
                            lengths += text.length();
                            bytes += text.byteAt(0);
                        }
                    }
                }
            }
        }
        whole += wholes;
        fractions = fractionsHere;
        textLengths += lengths;
        firsts += bytes;
    }
}
