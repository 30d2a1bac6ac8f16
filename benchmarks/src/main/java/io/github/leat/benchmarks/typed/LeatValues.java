package io.github.leat.benchmarks.typed;

import io.github.leat.benchmarks.CsvInput;
import io.github.leat.benchmarks.Touch;
import io.github.leat.core.csv.CsvReader;
import io.github.leat.core.record.ByteSlice;
import io.github.leat.core.record.RecordBatch;
import io.github.leat.core.record.RecordCursor;
import io.github.leat.core.record.Rejects;
import io.github.leat.core.schema.Column;
import io.github.leat.core.schema.ColumnType;
import io.github.leat.core.schema.Schema;
import io.github.leat.core.schema.ValueFormat;
import io.github.leat.core.transform.Conform;
import java.io.IOException;
import java.util.Optional;
import java.util.stream.IntStream;

/** Leat: a cursor that parses each field as it is asked for, or batches conformed to the columns' types, as a load does it. */
final class LeatValues implements ValueReader {
    private final boolean conformed;

    LeatValues(boolean conformed) {
        this.conformed = conformed;
    }

    @Override
    public Sums sum(CsvInput input) throws IOException {
        try (CsvReader reader = CsvReader.builder().build("input", input.stream())) {
            return sum(input, reader);
        }
    }

    /** What a reader has left, summed up. */
    Sums sum(CsvInput input, CsvReader reader) throws IOException {
        Summing summing = new Summing(schema(input));
        Conform conform = Conform.to(summing.schema);
        for (RecordBatch batch = reader.read(); batch != null; batch = reader.read(batch)) {
            summing.add(typed(batch, conform));
        }
        return new Sums(summing.whole, summing.fractions, summing.textLengths, summing.firsts);
    }

    @Override
    public void show(CsvInput input, ValueDigest digest) throws IOException {
        try (CsvReader reader = CsvReader.builder().build("input", input.stream())) {
            show(input, reader, digest);
        }
    }

    /** Shows what a reader has left. */
    void show(CsvInput input, CsvReader reader, ValueDigest digest) throws IOException {
        Schema schema = schema(input);
        Conform conform = Conform.to(schema);
        for (RecordBatch batch = reader.read(); batch != null; batch = reader.read(batch)) {
            if (!batch.faults().isEmpty()) {
                throw new IllegalStateException(batch.faults().toString());
            }
            RecordCursor cursor = typed(batch, conform).cursor();
            while (cursor.next()) {
                for (int c = 0; c < schema.size(); c++) {
                    show(cursor, c, schema.column(c).type(), digest);
                }
            }
        }
    }

    private static void show(RecordCursor cursor, int column, ColumnType type, ValueDigest digest) {
        // A quoted empty text is not NULL to Leat; FastCSV's callback is not asked about quotes here.
        if (cursor.isNull(column) || cursor.getSlice(column).length() == 0) {
            digest.nothing(column);
            return;
        }
        switch (type.kind()) {
            case LONG -> digest.whole(column, cursor.getLong(column));
            case DOUBLE -> digest.fraction(column, cursor.getDouble(column));
            case DATE -> digest.whole(column, cursor.getEpochDay(column));
            case BOOLEAN -> digest.whole(column, cursor.getBoolean(column) ? 1 : 0);
            default -> digest.text(column, cursor.getString(column));
        }
    }

    private static Schema schema(CsvInput input) {
        return Schema.of(IntStream.range(0, input.columns().size())
                .mapToObj(c -> Column.of(input.columns().get(c), ColumnType.TEXT)
                        .withType(input.kind().types().get(c), format(input, c)))
                .toList());
    }

    private static Optional<ValueFormat> format(CsvInput input, int column) {
        String pattern = input.kind().datePattern();
        return input.kind().types().get(column).equals(ColumnType.DATE) && !pattern.equals("yyyy-MM-dd")
                ? Optional.of(new ValueFormat(pattern))
                : Optional.empty();
    }

    /** The fields in a schema of types; decoded and checked, if it is as a load does it. */
    private RecordBatch typed(RecordBatch batch, Conform conform) {
        Schema schema = conform.outputSchema(batch.schema());
        int[] columns = IntStream.range(0, schema.size()).toArray();
        RecordBatch typed = batch.project(schema, columns);
        return conformed ? conform.apply(typed, Rejects.none()) : typed;
    }

    @Override
    public Touch touches() {
        return Touch.BYTES;
    }

    private static final class Summing {
        private final Schema schema;
        private final ColumnType.Kind[] kinds;
        private long whole;
        private double fractions;
        private long textLengths;
        private long firsts;

        Summing(Schema schema) {
            this.schema = schema;
            this.kinds = schema.columns().stream().map(c -> c.type().kind()).toArray(ColumnType.Kind[]::new);
        }

        void add(RecordBatch batch) {
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
}
