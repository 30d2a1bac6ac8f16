package io.github.leat.benchmarks.rejects;

import io.github.leat.benchmarks.CsvInput;
import io.github.leat.benchmarks.rejects.RejectSide.Outcome;
import io.github.leat.core.csv.CsvReader;
import io.github.leat.core.record.RecordBatch;
import io.github.leat.core.record.RecordCursor;
import io.github.leat.core.record.Rejection;
import io.github.leat.core.record.Rejects;
import io.github.leat.core.schema.Column;
import io.github.leat.core.schema.ColumnType;
import io.github.leat.core.schema.Schema;
import io.github.leat.core.transform.Conform;
import java.io.BufferedWriter;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.io.Writer;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import java.util.stream.IntStream;
import org.jspecify.annotations.Nullable;

/** See {@link RejectSide#LEAT}. */
final class LeatRejects implements RejectSide.Reading {
    @Override
    public Outcome read(CsvInput input, List<ColumnType> types, Path rejects) throws IOException {
        Schema schema = Schema.of(IntStream.range(0, types.size())
                .mapToObj(c ->
                        Column.of(input.columns().get(c), ColumnType.TEXT).withType(types.get(c), Optional.empty()))
                .toList());
        Conform conform = Conform.to(schema);
        long kept = 0;
        try (CsvReader reader = CsvReader.builder().build("input", input.stream());
                BufferedWriter out = Files.newBufferedWriter(rejects)) {
            Kept bad = new Kept(out);
            for (RecordBatch batch = reader.read(); batch != null; batch = reader.read(batch)) {
                Schema typed = conform.outputSchema(batch.schema());
                int[] columns = IntStream.range(0, typed.size()).toArray();
                kept += conform.apply(batch.project(typed, columns), bad).size();
            }
            return new Outcome(kept, bad.count);
        }
    }

    private static final class Kept implements Rejects {
        private final Writer out;
        private long count;
        private @Nullable RecordBatch last;
        private @Nullable RecordCursor cursor;

        Kept(Writer out) {
            this.out = out;
        }

        @Override
        public void reject(RecordBatch batch, Rejection rejection) {
            try {
                RecordCursor at = cursor;
                if (at == null || batch != last || at.index() > rejection.index()) {
                    at = batch.cursor();
                    cursor = at;
                    last = batch;
                }
                while (at.index() < rejection.index()) {
                    at.next();
                }
                for (int c = 0; c < batch.schema().size(); c++) {
                    out.append(at.getString(c)).append(',');
                }
                out.append(rejection.reason()).append('\n');
                count++;
            } catch (IOException e) {
                throw new UncheckedIOException(e);
            }
        }
    }
}
