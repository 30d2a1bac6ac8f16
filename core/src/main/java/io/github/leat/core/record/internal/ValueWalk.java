package io.github.leat.core.record.internal;

import io.github.leat.core.record.ValueVisitor;
import io.github.leat.core.schema.Column;
import io.github.leat.core.schema.ColumnType;
import io.github.leat.core.schema.Schema;

/**
 * Shows the values of a chunk to a visitor, where columns are the fields in their order and no text but the empty one is NULL.
 *
 * <p>As in {@link FieldWalk}, a field costs the look at where it ends. Its value is parsed by the shortest parser that may take it;
 * what that one does not take, and texts that must be unescaped, are left to a cursor, outside the loop.
 */
final class ValueWalk {
    /** How the values of a column are read. */
    private static final int LONG = 0;

    private static final int DOUBLE = 1;
    private static final int TEXT = 2;
    /** By the column's parser. */
    private static final int PARSED = 3;
    /** It was decoded before. */
    private static final int DECODED = 4;
    /** By the cursor. */
    private static final int CURSOR = 5;

    private static final ValueParser NONE = (b, from, to) -> NumberText.INVALID;

    private final TextBatch batch;
    private final boolean emptyIsNull;
    private final int[] ways;
    private final boolean[] canonical;
    private final ValueParser[] parsers;

    ValueWalk(TextBatch batch) {
        this.batch = batch;
        this.emptyIsNull = batch.chunk.format().nullTexts().contains("");
        Schema schema = batch.schema;
        this.ways = new int[schema.size()];
        this.canonical = new boolean[schema.size()];
        this.parsers = new ValueParser[schema.size()];
        for (int c = 0; c < ways.length; c++) {
            Column column = schema.column(c);
            int way = way(column);
            ways[c] = batch.valuesOf(c) == null || way == CURSOR ? way : DECODED;
            canonical[c] = column.origin() == Column.Origin.INFERRED;
            parsers[c] = ways[c] == PARSED ? ValueParser.ofRuns(column) : NONE;
        }
    }

    private static int way(Column column) {
        boolean plain = column.format().isEmpty();
        return switch (column.type().kind()) {
            case TEXT -> TEXT;
            case LONG -> plain ? LONG : PARSED;
            case DOUBLE -> plain ? DOUBLE : PARSED;
            case DECIMAL -> column.type().precision() > ColumnType.MAX_LONG_PRECISION ? CURSOR : PARSED;
            case BOOLEAN, DATE, TIME, TIMESTAMP, TIMESTAMP_TZ -> PARSED;
        };
    }

    void visit(int from, int to, ValueVisitor visitor) {
        Chunk chunk = batch.chunk;
        int[] starts = chunk.recordStarts();
        int[] firsts = chunk.recordFields();
        int columns = ways.length;
        TextCursor cursor = new TextCursor(batch);
        for (int record = from; record < to; record++) {
            int first = firsts[record];
            int count = Math.min(columns, firsts[record + 1] - first);
            int column = visitUntilOther(record, starts[record], first, 0, count, visitor);
            if (column < columns) {
                cursor.moveTo(record - from);
                while (column < count) {
                    CursorValues.show(
                            cursor, column, batch.schema.column(column).type(), visitor);
                    int next = (chunk.fieldEnds()[first + column] & Chunk.END) + 1;
                    column = visitUntilOther(record, next, first, column + 1, count, visitor);
                }
                for (; column < columns; column++) {
                    visitor.nullValue(column);
                }
            }
            visitor.endRecord(record - from);
        }
    }

    /** Goes up to the next field that is the cursor's, and answers its column: a call within the loop would keep what it works with out of registers. */
    private int visitUntilOther(int record, int from, int first, int firstColumn, int count, ValueVisitor visitor) {
        byte[] bytes = batch.chunk.bytes();
        int[] ends = batch.chunk.fieldEnds();
        int[] columnWays = ways;
        int start = from;
        for (int column = firstColumn; column < count; column++) {
            int mark = ends[first + column];
            int offset = start;
            int end = mark;
            int next = mark + 1;
            if (mark == start) {
                if (!emptyIsNull) {
                    return column;
                }
                visitor.nullValue(column);
                start = next;
                continue;
            }
            if (mark > Chunk.END) {
                next = (mark & Chunk.END) + 1;
                offset++;
                end = next - 2;
            }
            switch (columnWays[column]) {
                case LONG -> {
                    long value = WordNumbers.parseLong(bytes, offset, end, canonical[column]);
                    if (value == NumberText.INVALID) {
                        return column;
                    }
                    visitor.longValue(column, value);
                }
                case DOUBLE -> {
                    long value = WordNumbers.parseDouble(bytes, offset, end, canonical[column]);
                    if (value == NumberText.INVALID) {
                        return column;
                    }
                    visitor.doubleValue(column, Double.longBitsToDouble(value));
                }
                case TEXT -> {
                    if (end < 0) {
                        return column;
                    }
                    visitor.textValue(column, bytes, offset, end - offset);
                }
                case PARSED -> {
                    long value = end < 0 ? NumberText.INVALID : parsers[column].parse(bytes, offset, end);
                    if (value == NumberText.INVALID) {
                        return column;
                    }
                    show(column, value, visitor);
                }
                case DECODED -> showDecoded(record, column, visitor);
                default -> {
                    return column;
                }
            }
            start = next;
        }
        return count;
    }

    private void showDecoded(int record, int column, ValueVisitor visitor) {
        long[] values = batch.valuesOf(column);
        long[] nulls = batch.nullsOf(column);
        if (values == null || nulls == null || (nulls[record >>> 6] >>> record & 1) != 0) {
            visitor.nullValue(column);
        } else {
            show(column, values[record], visitor);
        }
    }

    private void show(int column, long value, ValueVisitor visitor) {
        switch (batch.schema.column(column).type().kind()) {
            case LONG -> visitor.longValue(column, value);
            case DOUBLE -> visitor.doubleValue(column, Double.longBitsToDouble(value));
            case BOOLEAN -> visitor.booleanValue(column, value != 0);
            case DECIMAL -> visitor.decimalValue(column, value);
            case DATE -> visitor.dateValue(column, value);
            case TIME, TIMESTAMP, TIMESTAMP_TZ -> visitor.timeValue(column, value);
            case TEXT -> throw new IllegalStateException("a text is not decoded");
        }
    }
}
