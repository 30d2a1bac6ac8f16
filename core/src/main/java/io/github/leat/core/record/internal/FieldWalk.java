package io.github.leat.core.record.internal;

import io.github.leat.core.record.FieldVisitor;

/**
 * Shows the fields of a chunk to a visitor, where columns are the fields in their order and no text but the empty one is NULL.
 *
 * <p>Where a field begins is known from the one before, so a field costs the look at one number.
 */
final class FieldWalk {
    private final Chunk chunk;
    private final int columns;
    private final Unescaping unescaping;

    FieldWalk(Chunk chunk, int columns) {
        this.chunk = chunk;
        this.columns = columns;
        this.unescaping = new Unescaping(chunk);
    }

    void visit(int from, int to, FieldVisitor visitor) {
        int[] starts = chunk.recordStarts();
        int[] firsts = chunk.recordFields();
        for (int record = from; record < to; record++) {
            int first = firsts[record];
            int count = Math.min(columns, firsts[record + 1] - first);
            visit(starts[record], first, count, visitor);
            for (int column = count; column < columns; column++) {
                visitor.field(column, chunk.bytes(), starts[record], 0);
            }
            visitor.endRecord(record - from);
        }
    }

    private void visit(int recordStart, int first, int count, FieldVisitor visitor) {
        byte[] bytes = chunk.bytes();
        int[] ends = chunk.fieldEnds();
        int start = recordStart;
        for (int column = 0; column < count; column++) {
            int mark = ends[first + column];
            int end = mark & Chunk.END;
            if (mark == end) {
                visitor.field(column, bytes, start, end - start);
            } else if (mark >= 0) {
                visitor.field(column, bytes, start + 1, end - start - 2);
            } else {
                int length = unescaping.take(start, end);
                visitor.field(column, unescaping.text(), 0, length);
            }
            start = end + 1;
        }
    }
}
