package io.github.leat.core.record.internal;

import io.github.leat.core.record.ByteSlice;
import io.github.leat.core.record.RecordBatch;
import java.util.function.IntPredicate;

/** Replaces texts of one column of a batch; a batch in which nothing changes stays as it is, and nothing is copied. */
public final class ColumnRewrite {
    /** What becomes of one text. */
    public enum Outcome {
        /** It stays. */
        KEPT,
        /** The slice was moved to a part of it. */
        CHANGED,
        /** It becomes NULL. */
        NULL
    }

    /** Decides about one text that is not NULL. */
    @FunctionalInterface
    public interface Rewriter {
        /**
         * Looks at a text and may move the slice to a part of it.
         *
         * @param quoted whether it stands in quotes in the source
         */
        Outcome rewrite(ByteSlice text, boolean quoted);
    }

    private ColumnRewrite() {}

    /** The batch with the texts of one column rewritten. */
    public static RecordBatch apply(RecordBatch batch, int column, Rewriter rewriter) {
        TextBatch text = (TextBatch) batch;
        TextCursor cursor = new TextCursor(text);
        boolean changes = false;
        while (!changes && cursor.next()) {
            changes = !cursor.isNull(column)
                    && rewriter.rewrite(cursor.getSlice(column), cursor.isQuoted(column)) != Outcome.KEPT;
        }
        if (!changes) {
            return batch;
        }
        ColumnTexts.Builder texts = new ColumnTexts.Builder(text.chunk.records());
        cursor = new TextCursor(text);
        while (cursor.next()) {
            if (!cursor.isNull(column)) {
                ByteSlice slice = cursor.getSlice(column);
                if (rewriter.rewrite(slice, cursor.isQuoted(column)) != Outcome.NULL) {
                    texts.set(cursor.row(), slice.array(), slice.offset(), slice.length());
                }
            }
        }
        return text.withTexts(column, texts.build());
    }

    /** The batch with some records' texts of one column made NULL. */
    public static RecordBatch nulls(RecordBatch batch, int column, IntPredicate index) {
        TextBatch text = (TextBatch) batch;
        ColumnTexts.Builder texts = new ColumnTexts.Builder(text.chunk.records());
        TextCursor cursor = new TextCursor(text);
        while (cursor.next()) {
            if (!index.test(cursor.index()) && !cursor.isNull(column)) {
                ByteSlice slice = cursor.getSlice(column);
                texts.set(cursor.row(), slice.array(), slice.offset(), slice.length());
            }
        }
        return text.withTexts(column, texts.build());
    }
}
