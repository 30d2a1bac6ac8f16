package io.github.leat.core.record.internal;

import io.github.leat.core.record.ByteSlice;
import io.github.leat.core.record.RecordCursor;
import io.github.leat.core.record.ValueVisitor;
import io.github.leat.core.schema.ColumnType;

/** Shows to a visitor what a cursor answers. */
public final class CursorValues {
    private CursorValues() {}

    /** Shows the value of a column, or that it is NULL. */
    public static void show(RecordCursor cursor, int column, ColumnType type, ValueVisitor visitor) {
        if (cursor.isNull(column)) {
            visitor.nullValue(column);
            return;
        }
        switch (type.kind()) {
            case LONG -> visitor.longValue(column, cursor.getLong(column));
            case DOUBLE -> visitor.doubleValue(column, cursor.getDouble(column));
            case BOOLEAN -> visitor.booleanValue(column, cursor.getBoolean(column));
            case DATE -> visitor.dateValue(column, cursor.getEpochDay(column));
            case TIME, TIMESTAMP, TIMESTAMP_TZ -> visitor.timeValue(column, cursor.getMicros(column));
            case DECIMAL -> {
                if (type.precision() <= ColumnType.MAX_LONG_PRECISION) {
                    visitor.decimalValue(column, cursor.getUnscaled(column));
                } else {
                    cursor.getDecimal(column);
                    showText(cursor, column, visitor);
                }
            }
            case TEXT -> showText(cursor, column, visitor);
        }
    }

    private static void showText(RecordCursor cursor, int column, ValueVisitor visitor) {
        ByteSlice text = cursor.getSlice(column);
        visitor.textValue(column, text.array(), text.offset(), text.length());
    }
}
