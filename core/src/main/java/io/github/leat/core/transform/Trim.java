package io.github.leat.core.transform;

import io.github.leat.core.record.ByteSlice;
import io.github.leat.core.record.RecordBatch;
import io.github.leat.core.record.Rejects;
import io.github.leat.core.record.internal.ColumnRewrite;
import io.github.leat.core.record.internal.ColumnRewrite.Outcome;
import io.github.leat.core.schema.Schema;
import io.github.leat.core.transform.internal.ColumnNames;
import java.util.List;

/**
 * Takes blanks from both ends of texts: characters up to U+0020 and the no-break space U+00A0. Of an unquoted field of nothing
 * else NULL is left, of a quoted one the empty text. Comes before conforming. Batches without such blanks are not copied.
 *
 * @param columns source names, SQL names or HXL tags; empty for all columns
 */
public record Trim(List<String> columns) implements Transform {
    /** Copies the list. */
    public Trim {
        columns = List.copyOf(columns);
    }

    /**
     * The same columns.
     *
     * @throws io.github.leat.core.SchemaException if a named column is not there
     */
    @Override
    public Schema outputSchema(Schema input) {
        ColumnNames.indexes(input, columns);
        return input;
    }

    @Override
    public RecordBatch apply(RecordBatch batch, Rejects rejects) {
        RecordBatch trimmed = batch;
        for (int column : ColumnNames.indexes(batch.schema(), columns)) {
            trimmed = ColumnRewrite.apply(trimmed, column, Trim::trim);
        }
        return trimmed;
    }

    private static Outcome trim(ByteSlice text, boolean quoted) {
        byte[] b = text.array();
        int from = text.offset();
        int to = from + text.length();
        while (from < to && blankAt(b, from, to) > 0) {
            from += blankAt(b, from, to);
        }
        while (from < to && blankBefore(b, from, to) > 0) {
            to -= blankBefore(b, from, to);
        }
        if (to - from == text.length()) {
            return Outcome.KEPT;
        }
        text.move(from, to - from);
        return from == to && !quoted ? Outcome.NULL : Outcome.CHANGED;
    }

    private static int blankAt(byte[] b, int at, int to) {
        if (b[at] >= 0 && b[at] <= ' ') {
            return 1;
        }
        return at + 1 < to && b[at] == (byte) 0xC2 && b[at + 1] == (byte) 0xA0 ? 2 : 0;
    }

    private static int blankBefore(byte[] b, int from, int to) {
        if (b[to - 1] >= 0 && b[to - 1] <= ' ') {
            return 1;
        }
        return to - 2 >= from ? blankAt(b, to - 2, to) == 2 ? 2 : 0 : 0;
    }
}
