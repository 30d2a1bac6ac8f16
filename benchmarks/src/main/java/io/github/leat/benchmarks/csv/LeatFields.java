package io.github.leat.benchmarks.csv;

import io.github.leat.benchmarks.CsvInput;
import io.github.leat.benchmarks.FieldDigest;
import io.github.leat.benchmarks.Touch;
import io.github.leat.core.csv.CsvReader;
import io.github.leat.core.record.ByteSlice;
import io.github.leat.core.record.CsvFormat;
import io.github.leat.core.record.RecordBatch;
import io.github.leat.core.record.RecordCursor;
import java.io.IOException;

/** Leat: batches, each in the storage of the last one, and a cursor over each. */
final class LeatFields implements FieldReader {
    @Override
    public long touch(CsvInput input) throws IOException {
        long sum = 0;
        try (CsvReader reader = open(input)) {
            int columns = reader.schema().size();
            for (RecordBatch batch = reader.read(); batch != null; batch = reader.read(batch)) {
                sum += touch(batch.cursor(), columns);
            }
        }
        return sum;
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
                RecordCursor cursor = batch.cursor();
                while (cursor.next()) {
                    for (int c = 0; c < columns; c++) {
                        ByteSlice field = cursor.getSlice(c);
                        digest.add(c, field.array(), field.offset(), field.length());
                    }
                }
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
}
