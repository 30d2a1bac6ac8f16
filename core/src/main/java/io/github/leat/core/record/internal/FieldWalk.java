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
    private int[] doubledQuotes;
    /** The first of them that is not behind. */
    private int next;

    FieldWalk(Chunk chunk, int columns) {
        this.chunk = chunk;
        this.columns = columns;
        this.unescaping = new Unescaping(chunk);
        this.doubledQuotes = chunk.doubledQuotes();
    }

    void visit(int from, int to, FieldVisitor visitor) {
        int[] starts = chunk.recordStarts();
        int[] firsts = chunk.recordFields();
        boolean plain = chunk.plain();
        if (from > 0) {
            // Passing over those of earlier records would make many short walks slow.
            doubledQuotes = Chunk.noDoubledQuotes();
        }
        for (int record = from; record < to; record++) {
            int first = firsts[record];
            int count = Math.min(columns, firsts[record + 1] - first);
            if (plain) {
                visitPlain(starts[record], first, count, visitor);
            } else {
                visit(starts[record], first, count, visitor);
            }
            for (int column = count; column < columns; column++) {
                visitor.field(column, chunk.bytes(), starts[record], 0);
            }
            visitor.endRecord(record - from);
        }
    }

    private void visitPlain(int recordStart, int first, int count, FieldVisitor visitor) {
        byte[] bytes = chunk.bytes();
        int[] ends = chunk.fieldEnds();
        int start = recordStart;
        for (int column = 0; column < count; column++) {
            int end = ends[first + column];
            visitor.field(column, bytes, start, end - start);
            start = end + 1;
        }
    }

    private void visit(int recordStart, int first, int count, FieldVisitor visitor) {
        int column = visitUntilEscaped(recordStart, first, 0, count, visitor);
        while (column < count) {
            int start = column == 0 ? recordStart : (chunk.fieldEnds()[first + column - 1] & Chunk.END) + 1;
            int end = chunk.fieldEnds()[first + column] & Chunk.END;
            int length = unescape(start, end);
            visitor.field(column, unescaping.text(), 0, length);
            column = visitUntilEscaped(end + 1, first, column + 1, count, visitor);
        }
    }

    /** Goes up to the next field that needs unescaping, and answers its column: a call within the loop would keep what it works with out of registers. */
    private int visitUntilEscaped(int from, int first, int firstColumn, int count, FieldVisitor visitor) {
        byte[] bytes = chunk.bytes();
        int[] ends = chunk.fieldEnds();
        int start = from;
        int last = first + count;
        int f = first + firstColumn;
        for (; f < last; f++) {
            int mark = ends[f];
            int end = mark;
            int offset = start;
            int length = mark - start;
            if ((mark & ~Chunk.END) != 0) {
                if (mark < 0) {
                    break;
                }
                end = mark & Chunk.END;
                offset++;
                length = end - start - 2;
            }
            visitor.field(f - first, bytes, offset, length);
            start = end + 1;
        }
        return f - first;
    }

    private int unescape(int start, int end) {
        int[] doubled = doubledQuotes;
        int first = next;
        while (doubled[first] < start) {
            first++;
        }
        next = first;
        if (doubled[first] >= end) {
            return unescaping.take(start, end);
        }
        int length = unescaping.take(start, end, doubled, first);
        next = first + end - start - 2 - length;
        return length;
    }
}
