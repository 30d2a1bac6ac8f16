package io.github.leat.core.load;

import io.github.leat.core.Excerpt;
import io.github.leat.core.csv.CsvReader;
import io.github.leat.core.infer.Layout;
import io.github.leat.core.io.Sample;
import io.github.leat.core.record.ByteSlice;
import io.github.leat.core.record.RecordBatch;
import io.github.leat.core.record.RecordCursor;
import io.github.leat.core.record.Rejects;
import io.github.leat.core.schema.Column;
import io.github.leat.core.transform.Transform;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.util.HashSet;
import java.util.Set;
import java.util.function.Consumer;

/** The records of a source's head, after the steps that come before conforming. Reads them anew each time. */
final class SampleRecords {
    private static final int LARGEST = 8 << 20;

    private final Layout layout;
    private final Transform steps;

    SampleRecords(Layout layout, Transform steps) {
        this.layout = layout;
        this.steps = steps;
    }

    /** The source's name. */
    String name() {
        return layout.text().name();
    }

    /** Gives the batches, without faulty records and without the one that the sample cuts off. */
    void forEach(Consumer<RecordBatch> consumer) {
        try {
            Sample sample = Sample.of(
                    layout.text().source(),
                    Sample.DEFAULT_BYTES,
                    LARGEST,
                    layout.text().limits());
            byte[] text = sample.toUtf8(name(), layout.text().encoding());
            int start = (int) Math.min(text.length, layout.dataStart().byteOffset());
            try (CsvReader reader = CsvReader.builder()
                    .format(layout.format())
                    .schema(layout.schema())
                    .endAtStrayQuotes()
                    .startAt(layout.dataStart())
                    .build(name(), new ByteArrayInputStream(text, start, text.length - start))) {
                RecordBatch batch = reader.read();
                while (batch != null) {
                    RecordBatch next = reader.read();
                    int size = next == null && !sample.exhaustive() ? batch.size() - 1 : batch.size();
                    Set<Integer> faulty = new HashSet<>();
                    batch.faults().forEach(fault -> faulty.add(fault.index()));
                    consumer.accept(
                            steps.apply(batch.slice(0, size).select(index -> !faulty.contains(index)), Rejects.none()));
                    batch = next;
                }
            }
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** Where a column's first value in the sample stands, and what it is; else just the source. */
    String firstValueOf(int column, Column named) {
        StringBuilder found = new StringBuilder();
        forEach(batch -> {
            RecordCursor cursor = batch.cursor();
            while (found.isEmpty() && cursor.next()) {
                if (!cursor.isNull(column)) {
                    ByteSlice text = cursor.getSlice(column);
                    found.append(cursor.position())
                            .append(", column \"")
                            .append(named.name())
                            .append("\", value ")
                            .append(Excerpt.of(text.array(), text.offset(), text.offset() + text.length()));
                }
            }
        });
        return found.isEmpty()
                ? name() + ", column \"" + named.name() + "\", which has no value in the sample"
                : found.toString();
    }
}
