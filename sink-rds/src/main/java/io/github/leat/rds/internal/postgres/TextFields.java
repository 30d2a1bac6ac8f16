package io.github.leat.rds.internal.postgres;

import io.github.leat.core.record.ByteSlice;
import io.github.leat.core.record.RecordCursor;
import io.github.leat.core.schema.ColumnType;
import java.nio.charset.StandardCharsets;

/**
 * The text form of each type, for tables that have a column whose type has no binary form here: the server reads it as it
 * reads a literal. Costs a String per number, day and time.
 */
final class TextFields {
    private TextFields() {}

    static FieldWriter of(Attribute attribute, ColumnType type) {
        return switch (type.kind()) {
            case BOOLEAN -> (cursor, column, out) -> out.putByte(cursor.getBoolean(column) ? 't' : 'f');
            case LONG -> (cursor, column, out) -> put(Long.toString(cursor.getLong(column)), out);
            case DECIMAL ->
                (cursor, column, out) -> put(cursor.getDecimal(column).toPlainString(), out);
            case DOUBLE -> (cursor, column, out) -> put(Double.toString(cursor.getDouble(column)), out);
            case DATE -> (cursor, column, out) -> put(cursor.getDate(column).toString(), out);
            case TIME -> (cursor, column, out) -> put(cursor.getTime(column).toString(), out);
            case TIMESTAMP ->
                (cursor, column, out) -> put(cursor.getDateTime(column).toString(), out);
            case TIMESTAMP_TZ ->
                (cursor, column, out) -> put(cursor.getTimestamp(column).toString(), out);
            case TEXT -> (cursor, column, out) -> putEscaped(cursor, column, attribute, out);
        };
    }

    private static void put(String text, CopyBuffer out) {
        byte[] bytes = text.getBytes(StandardCharsets.US_ASCII);
        out.putBytes(bytes, 0, bytes.length);
    }

    private static void putEscaped(RecordCursor cursor, int column, Attribute attribute, CopyBuffer out) throws Unfit {
        ByteSlice text = BinaryFields.checked(cursor.getSlice(column), attribute);
        int maxCharacters = attribute.maxCharacters();
        if (maxCharacters >= 0 && text.length() > maxCharacters) {
            BinaryFields.requireShort(text, maxCharacters, attribute);
        }
        for (int i = 0; i < text.length(); i++) {
            byte b = text.byteAt(i);
            switch (b) {
                case '\\' -> putEscape('\\', out);
                case '\n' -> putEscape('n', out);
                case '\r' -> putEscape('r', out);
                case '\t' -> putEscape('t', out);
                default -> out.putByte(b);
            }
        }
    }

    private static void putEscape(char letter, CopyBuffer out) {
        out.putByte('\\');
        out.putByte(letter);
    }
}
