package io.github.leat.benchmarks.csv;

import io.github.leat.benchmarks.CsvInput;
import io.github.leat.benchmarks.FieldDigest;
import io.github.leat.benchmarks.Touch;
import io.github.leat.core.csv.CsvReader;
import io.github.leat.core.record.ByteSlice;
import io.github.leat.core.record.CsvFormat;
import io.github.leat.core.record.FieldVisitor;
import io.github.leat.core.record.RecordBatch;
import io.github.leat.core.record.RecordCursor;
import java.io.IOException;

/** Leat: batches, each in the storage of the last one, shown to a visitor or read by a cursor. */
final class LeatFields implements FieldReader {
    private final boolean byCursor;

    LeatFields(boolean byCursor) {
        this.byCursor = byCursor;
    }

    @Override
    public long touch(CsvInput input) throws IOException {
        long sum = 0;
        Toucher toucher = new Toucher();
        try (CsvReader reader = open(input)) {
            int columns = reader.schema().size();
            for (RecordBatch batch = reader.read(); batch != null; batch = reader.read(batch)) {
                if (byCursor) {
                    sum += touch(batch.cursor(), columns);
                } else {
                    batch.visit(toucher);
                }
            }
        }
        return sum + toucher.sum;
    }

    private static long touch(RecordCursor cursor, int columns) {
        long sum = 0;
        while (cursor.next()) {
            for (int c = 0; c < columns; c++) {
                ByteSlice field = cursor.getSlice(c);
                sum += field.length();
                if (field.length() > 0) {
                    sum += field.byteAt(0);
                }
            }
        }
        return sum;
    }

    @Override
    public void show(CsvInput input, FieldDigest digest) throws IOException {
        try (CsvReader reader = open(input)) {
            int columns = reader.schema().size();
            for (RecordBatch batch = reader.read(); batch != null; batch = reader.read(batch)) {
                if (!batch.faults().isEmpty()) {
                    throw new IllegalStateException(batch.faults().toString());
                }
                if (byCursor) {
                    show(batch.cursor(), columns, digest);
                } else {
                    batch.visit(digest::add);
                }
            }
        }
    }

    private static void show(RecordCursor cursor, int columns, FieldDigest digest) {
        while (cursor.next()) {
            for (int c = 0; c < columns; c++) {
                ByteSlice field = cursor.getSlice(c);
                digest.add(c, field.array(), field.offset(), field.length());
            }
        }
    }

    private static CsvReader open(CsvInput input) throws IOException {
        return CsvReader.builder().format(CsvFormat.rfc4180()).build("input", input.stream());
    }

    @Override
    public Touch touches() {
        return Touch.BYTES;
    }

    @Override
    public boolean touchesHeader() {
        return false;
    }

    private static final class Toucher implements FieldVisitor {
        private long sum;

        @Override
        public void field(int column, byte[] array, int offset, int length) {
            sum += length == 0 ? 0 : length + array[offset];
        }
    }
}
