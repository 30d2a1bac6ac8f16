package io.github.leat.core.load;

import io.github.leat.core.infer.Inference;
import io.github.leat.core.io.StreamSource;
import io.github.leat.core.record.ByteSlice;
import io.github.leat.core.record.CsvFormat;
import io.github.leat.core.record.RecordBatch;
import io.github.leat.core.record.RecordCursor;
import io.github.leat.core.record.internal.RecordEncoder;
import io.github.leat.core.schema.Column;
import io.github.leat.core.schema.Schema;
import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;

/**
 * Finds the types of columns whose texts a step changes before conforming: what is trimmed, or NULL for some texts, may be
 * numbers. Looks at the sample again, as the steps leave it, with the very inference.
 */
final class Retyping {
    private Retyping() {}

    /**
     * The schema with types found again.
     *
     * @param columns indexes of those to look at; declared ones keep their type
     */
    static Schema of(SampleRecords sample, Schema schema, List<Integer> columns) {
        List<Integer> open = columns.stream()
                .filter(index -> schema.column(index).origin() != Column.Origin.DECLARED)
                .toList();
        if (open.isEmpty()) {
            return schema;
        }
        try {
            Schema found = Inference.builder()
                    .delimiter(',')
                    .quote('"')
                    .escape(CsvFormat.Escape.DOUBLED)
                    .header(Inference.Header.PRESENT)
                    .hxl(false)
                    .minConfidence(0)
                    .build()
                    .infer(StreamSource.of(sample.name(), new ByteArrayInputStream(texts(sample, schema, open))))
                    .schema();
            List<Column> result = new ArrayList<>(schema.columns());
            for (int i = 0; i < open.size(); i++) {
                Column column = found.column(i);
                Column old = result.get(open.get(i));
                result.set(
                        open.get(i),
                        old.withType(column.type(), column.format())
                                .withOrigin(column.origin())
                                .withNullable(true));
            }
            return Schema.of(result);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private static byte[] texts(SampleRecords sample, Schema schema, List<Integer> columns) throws IOException {
        ByteArrayOutputStream out = new ByteArrayOutputStream();
        RecordEncoder encoder = new RecordEncoder(out, CsvFormat.rfc4180());
        ByteSlice name = new ByteSlice();
        for (int i = 0; i < columns.size(); i++) {
            byte[] text = schema.column(columns.get(i)).sqlName().getBytes(StandardCharsets.UTF_8);
            name.set(text, 0, text.length);
            encoder.field(name, i, false, columns.size());
        }
        encoder.endRecord();
        sample.forEach(batch -> encode(encoder, batch, columns));
        encoder.flush();
        return out.toByteArray();
    }

    private static void encode(RecordEncoder encoder, RecordBatch batch, List<Integer> columns) {
        try {
            RecordCursor cursor = batch.cursor();
            while (cursor.next()) {
                for (int i = 0; i < columns.size(); i++) {
                    int column = columns.get(i);
                    encoder.field(cursor.getSlice(column), i, cursor.isNull(column), columns.size());
                }
                encoder.endRecord();
            }
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
