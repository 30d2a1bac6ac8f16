package io.github.leat.benchmarks.typed;

import io.github.leat.benchmarks.CsvInput;
import io.github.leat.benchmarks.Touch;
import io.github.leat.core.csv.CsvReader;
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

/** Leat: batches with a schema of the types, each in the storage of the last one. */
final class LeatValues implements ValueReader {
    /** How the values are read. */
    enum Way {
        /** Shown to a visitor. */
        VISITOR,
        /** By a cursor, which parses each field as it is asked for. */
        CURSOR,
        /** By a cursor, conformed before to the columns' types, as a load does it. */
        CONFORMED
    }

    private final Way way;

    LeatValues(Way way) {
        this.way = way;
    }

    @Override
    public Sums sum(CsvInput input) throws IOException {
        try (CsvReader reader = CsvReader.builder().build("input", input.stream())) {
            return sum(input, reader);
        }
    }

    /** What a reader has left, summed up. */
    Sums sum(CsvInput input, CsvReader reader) throws IOException {
        SummingVisitor summing = new SummingVisitor();
        Conform conform = Conform.to(schema(input));
        for (RecordBatch batch = reader.read(); batch != null; batch = reader.read(batch)) {
            RecordBatch typed = typed(batch, conform);
            if (way == Way.VISITOR) {
                typed.visitValues(summing);
            } else {
                summing.add(typed);
            }
        }
        return summing.sums();
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
            RecordBatch typed = typed(batch, conform);
            if (way == Way.VISITOR) {
                typed.visitValues(new DigestVisitor(digest));
            } else {
                show(typed.cursor(), schema, digest);
            }
        }
    }

    private static void show(RecordCursor cursor, Schema schema, ValueDigest digest) {
        while (cursor.next()) {
            for (int c = 0; c < schema.size(); c++) {
                show(cursor, c, schema.column(c).type(), digest);
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
        return way == Way.CONFORMED ? conform.apply(typed, Rejects.none()) : typed;
    }

    @Override
    public Touch touches() {
        return Touch.BYTES;
    }
}
