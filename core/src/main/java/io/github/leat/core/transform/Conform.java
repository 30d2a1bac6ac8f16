package io.github.leat.core.transform;

import io.github.leat.core.Excerpt;
import io.github.leat.core.record.ByteSlice;
import io.github.leat.core.record.RecordBatch;
import io.github.leat.core.record.RecordCursor;
import io.github.leat.core.record.RejectCode;
import io.github.leat.core.record.Rejection;
import io.github.leat.core.record.Rejects;
import io.github.leat.core.record.internal.ColumnDecoder;
import io.github.leat.core.record.internal.ColumnRewrite;
import io.github.leat.core.record.internal.TextBatch;
import io.github.leat.core.schema.Column;
import io.github.leat.core.schema.ColumnType;
import io.github.leat.core.schema.Schema;
import java.util.ArrayList;
import java.util.BitSet;
import java.util.Comparator;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * Checks every record against a schema and decodes its values, which stay beside the bytes for the sink.
 *
 * <p>A record that the reader found faulty or that has a value which is not of its column's type is rejected; the others go
 * on. Texts stay slices. An empty field of a column that is not TEXT is NULL, quoted or not. Not thread-safe: one conform per
 * thread.
 */
public final class Conform implements Transform {
    /** Column by column, but so few records at once that their bytes stay in the processor's first cache. */
    private static final int RECORDS_AT_ONCE = 64;

    private final Schema schema;
    private final @Nullable ColumnDecoder[] decoders;

    private Conform(Schema schema) {
        this.schema = schema;
        this.decoders = new ColumnDecoder[schema.size()];
        for (int c = 0; c < decoders.length; c++) {
            Column column = schema.column(c);
            decoders[c] = column.type().kind() == ColumnType.Kind.TEXT ? null : new ColumnDecoder(column);
        }
    }

    /** Conforms to these columns; batches have as many, in the same order. */
    public static Conform to(Schema schema) {
        return new Conform(schema);
    }

    @Override
    public Schema outputSchema(Schema input) {
        return schema;
    }

    @Override
    public RecordBatch apply(RecordBatch batch, Rejects rejects) {
        return check(batch).split(rejects);
    }

    /** Decodes a batch without rejecting yet, so that the caller can widen a column instead. */
    public Checked check(RecordBatch batch) {
        if (!(batch instanceof TextBatch text) || batch.schema().size() != schema.size()) {
            throw new IllegalArgumentException("Conforming to " + schema.size()
                    + " columns needs a batch of as many, read by" + " a CsvReader or made by a BatchBuilder; it has "
                    + batch.schema().size());
        }
        int records = text.chunk().records();
        long[][] values = new long[schema.size()][];
        long[][] nulls = new long[schema.size()][];
        List<Misfit> misfits = new ArrayList<>();
        for (int c = 0; c < decoders.length; c++) {
            long[] decoded = isDecoded(text, c) ? text.valuesOf(c) : null;
            if (decoded != null) {
                values[c] = decoded;
                nulls[c] = text.nullsOf(c);
            } else if (decoders[c] != null) {
                values[c] = new long[records];
                nulls[c] = new long[(records + 63) >>> 6];
            }
        }
        for (int from = 0; from < text.size(); from += RECORDS_AT_ONCE) {
            int to = Math.min(text.size(), from + RECORDS_AT_ONCE);
            for (int c = 0; c < decoders.length; c++) {
                ColumnDecoder decoder = decoders[c];
                if (decoder != null && !isDecoded(text, c)) {
                    int column = c;
                    decoder.decode(
                            text, c, from, to, values[c], nulls[c], index -> misfits.add(new Misfit(index, column)));
                }
            }
        }
        return new Checked(text.withValues(schema, values, nulls), batch.faults(), misfits);
    }

    /** Whether an earlier step has decoded the column as this very type, or computed its values. */
    private boolean isDecoded(TextBatch text, int column) {
        return text.valuesOf(column) != null
                && text.schema()
                        .column(column)
                        .type()
                        .equals(schema.column(column).type());
    }

    /**
     * A value that is not of its column's type.
     *
     * @param index of the record in the batch
     * @param column its index
     */
    public record Misfit(int index, int column) {}

    /**
     * A decoded batch, before anything is rejected.
     *
     * @param batch all records, decoded
     * @param faults what the reader found
     * @param misfits what did not decode
     */
    public record Checked(RecordBatch batch, List<Rejection> faults, List<Misfit> misfits) {

        /** The batch, not decoded, with NULL for each value that is not of its column's type. */
        public RecordBatch withoutMisfits(RecordBatch undecoded) {
            RecordBatch result = undecoded;
            for (int c = 0; c < batch.schema().size(); c++) {
                int column = c;
                BitSet rows = new BitSet();
                misfits.stream()
                        .filter(misfit -> misfit.column() == column)
                        .forEach(misfit -> rows.set(misfit.index()));
                if (!rows.isEmpty()) {
                    result = ColumnRewrite.nulls(result, column, rows::get);
                }
            }
            return result;
        }

        /** The records without fault; the others go to the rejects, once each. */
        public RecordBatch split(Rejects rejects) {
            List<Rejection> all = new ArrayList<>(faults);
            List<Misfit> inOrder = new ArrayList<>(misfits);
            inOrder.sort(Comparator.comparingInt(Misfit::index));
            RecordCursor cursor = batch.cursor();
            for (Misfit misfit : inOrder) {
                while (cursor.index() < misfit.index()) {
                    cursor.next();
                }
                all.add(rejection(misfit, cursor));
            }
            addForbiddenNulls(all);
            if (all.isEmpty()) {
                return batch;
            }
            all.sort(Comparator.comparingInt(Rejection::index));
            boolean[] rejected = new boolean[batch.size()];
            for (Rejection rejection : all) {
                if (!rejected[rejection.index()]) {
                    rejected[rejection.index()] = true;
                    rejects.reject(batch, rejection);
                }
            }
            return batch.select(i -> !rejected[i]);
        }

        private void addForbiddenNulls(List<Rejection> all) {
            for (int c = 0; c < batch.schema().size(); c++) {
                Column column = batch.schema().column(c);
                if (!column.nullable() && column.origin() == Column.Origin.DECLARED) {
                    RecordCursor cursor = batch.cursor();
                    while (cursor.next()) {
                        if (cursor.isNull(c)) {
                            all.add(new Rejection(
                                    cursor.index(),
                                    column.name(),
                                    RejectCode.NULL_NOT_ALLOWED,
                                    "Column \"" + column.name() + "\" is empty, and takes no NULL."));
                        }
                    }
                }
            }
        }

        private Rejection rejection(Misfit misfit, RecordCursor cursor) {
            Column column = batch.schema().column(misfit.column());
            ByteSlice text = cursor.getSlice(misfit.column());
            String reason = Excerpt.of(text.array(), text.offset(), text.offset() + text.length()) + " is not a "
                    + column.type()
                    + column.format().map(format -> " written " + format).orElse("") + ".";
            return new Rejection(misfit.index(), column.name(), RejectCode.CONVERSION, reason);
        }
    }
}
