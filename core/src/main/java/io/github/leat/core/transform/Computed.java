package io.github.leat.core.transform;

import io.github.leat.core.Excerpt;
import io.github.leat.core.record.RecordBatch;
import io.github.leat.core.record.RecordCursor;
import io.github.leat.core.record.RejectCode;
import io.github.leat.core.record.Rejection;
import io.github.leat.core.record.Rejects;
import io.github.leat.core.record.internal.TextBatch;
import io.github.leat.core.schema.Column;
import io.github.leat.core.schema.Schema;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.BitSet;
import java.util.List;
import java.util.Objects;

/**
 * Columns that a Java function computes from each record; they follow the others. Works on conformed batches.
 *
 * <p>A record for which the function throws is rejected with code {@link RejectCode#TRANSFORM} and the exception's message. As
 * thread-safe as the function.
 *
 * @param columns what is computed; the function's values are texts of their types
 * @param function computes them
 */
public record Computed(List<Column> columns, RecordFunction function) implements Transform {
    /** @throws IllegalArgumentException if no column is computed */
    public Computed {
        columns = List.copyOf(columns);
        Objects.requireNonNull(function, "function");
        if (columns.isEmpty()) {
            throw new IllegalArgumentException("A function computes at least one column.");
        }
    }

    @Override
    public Schema outputSchema(Schema input) {
        List<Column> all = new ArrayList<>(input.columns());
        all.addAll(columns);
        return Schema.of(all);
    }

    @Override
    public RecordBatch apply(RecordBatch batch, Rejects rejects) {
        TextBatch text = (TextBatch) batch;
        ComputedValues values = new ComputedValues(columns.size(), text.chunk().records());
        BitSet failed = new BitSet();
        RecordCursor cursor = batch.cursor();
        while (cursor.next()) {
            values.moveTo(text.chunkRecordOf(cursor.index()));
            try {
                function.apply(cursor, values);
            } catch (InterruptedException e) {
                Thread.currentThread().interrupt();
                throw new IllegalStateException("The function was interrupted", e);
            } catch (Exception e) {
                failed.set(cursor.index());
                rejects.reject(batch, new Rejection(cursor.index(), "", RejectCode.TRANSFORM, reason(e)));
            }
        }
        TextBatch result = text;
        for (int c = 0; c < columns.size(); c++) {
            result = result.withColumn(columns.get(c), values.texts(c));
        }
        return failed.isEmpty() ? result : result.select(index -> !failed.get(index));
    }

    private static String reason(Exception e) {
        String message = e.getMessage();
        if (message == null || message.isBlank()) {
            return "The function failed: " + e.getClass().getName() + ".";
        }
        byte[] bytes = message.getBytes(StandardCharsets.UTF_8);
        return "The function failed: " + Excerpt.of(bytes, 0, bytes.length) + ".";
    }
}
