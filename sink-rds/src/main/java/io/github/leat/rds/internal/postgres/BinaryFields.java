package io.github.leat.rds.internal.postgres;

import io.github.leat.core.Excerpt;
import io.github.leat.core.record.ByteSlice;
import io.github.leat.core.record.RecordCursor;
import io.github.leat.core.record.RejectCode;
import io.github.leat.core.schema.ColumnType;
import java.util.HexFormat;

/**
 * The binary form of each type, as the types' receive functions read it ({@code src/backend/utils/adt}, PostgreSQL 17): a
 * length of four bytes, then the value in network order. Numbers, days and times are taken as conforming decoded them.
 */
final class BinaryFields {
    /** 2000-01-01, from which PostgreSQL counts, in days from 1970-01-01. */
    private static final int EPOCH_DAYS = 10_957;

    private static final long EPOCH_MICROS = EPOCH_DAYS * 86_400_000_000L;
    private static final int JSONB_VERSION = 1;

    private BinaryFields() {}

    static FieldWriter of(Attribute attribute, ColumnType type) {
        if (attribute.isEnum() || attribute.isText()) {
            return text(attribute);
        }
        return switch (attribute.baseType()) {
            case Oid.BOOL ->
                (cursor, column, out) -> {
                    out.putInt(1);
                    out.putByte(cursor.getBoolean(column) ? 1 : 0);
                };
            case Oid.INT2 ->
                (cursor, column, out) -> {
                    out.putInt(2);
                    out.putShort((int) within(cursor.getLong(column), Short.MIN_VALUE, Short.MAX_VALUE, attribute));
                };
            case Oid.INT4 ->
                (cursor, column, out) -> out.putInt4(
                        (int) within(cursor.getLong(column), Integer.MIN_VALUE, Integer.MAX_VALUE, attribute));
            case Oid.INT8 -> (cursor, column, out) -> out.putInt8(cursor.getLong(column));
            case Oid.FLOAT4 ->
                (cursor, column, out) -> out.putInt4(Float.floatToRawIntBits(real(cursor, column, attribute)));
            case Oid.FLOAT8 ->
                (cursor, column, out) -> out.putInt8(Double.doubleToRawLongBits(cursor.getDouble(column)));
            case Oid.NUMERIC -> NumericField.of(attribute, type);
            case Oid.DATE -> (cursor, column, out) -> out.putInt4((int) cursor.getEpochDay(column) - EPOCH_DAYS);
            case Oid.TIME -> (cursor, column, out) -> out.putInt8(cursor.getMicros(column));
            case Oid.TIMESTAMP, Oid.TIMESTAMPTZ ->
                (cursor, column, out) -> out.putInt8(cursor.getMicros(column) - EPOCH_MICROS);
            case Oid.UUID -> (cursor, column, out) -> putUuid(cursor.getString(column), attribute, out);
            case Oid.JSONB ->
                (cursor, column, out) -> {
                    ByteSlice text = checked(cursor.getSlice(column), attribute);
                    out.putInt(text.length() + 1);
                    out.putByte(JSONB_VERSION);
                    out.putBytes(text.array(), text.offset(), text.length());
                };
            default -> text(attribute);
        };
    }

    private static FieldWriter text(Attribute attribute) {
        int maxCharacters = attribute.maxCharacters();
        return (cursor, column, out) -> {
            ByteSlice text = checked(cursor.getSlice(column), attribute);
            int length = text.length();
            if (maxCharacters >= 0 && length > maxCharacters) {
                requireShort(text, maxCharacters, attribute);
            }
            out.putInt(length);
            out.putBytes(text.array(), text.offset(), length);
        };
    }

    /** The text, which has no NUL. */
    static ByteSlice checked(ByteSlice text, Attribute attribute) throws Unfit {
        if (CopyBuffer.hasNul(text.array(), text.offset(), text.length())) {
            throw new Unfit(
                    RejectCode.NUL_CHARACTER,
                    "Column \"" + attribute.name() + "\" holds a NUL character, which PostgreSQL cannot store.");
        }
        return text;
    }

    /** Blanks beyond the length are cut off by the server, as SQL wants it. */
    static void requireShort(ByteSlice text, int maxCharacters, Attribute attribute) throws Unfit {
        int characters = 0;
        int last = 0;
        for (int i = 0; i < text.length(); i++) {
            byte b = text.byteAt(i);
            if ((b & 0xc0) != 0x80) {
                characters++;
            }
            last = b == ' ' ? last : characters;
        }
        if (last > maxCharacters) {
            throw tooLarge(text.toString(), attribute, "has " + characters + " characters, more than");
        }
    }

    private static long within(long value, long least, long most, Attribute attribute) throws Unfit {
        if (value < least || value > most) {
            throw tooLarge(Long.toString(value), attribute, "is not a value of");
        }
        return value;
    }

    private static float real(RecordCursor cursor, int column, Attribute attribute) throws Unfit {
        double value = cursor.getDouble(column);
        float rounded = (float) value;
        if ((Float.isInfinite(rounded) && !Double.isInfinite(value)) || (rounded == 0 && value != 0)) {
            throw tooLarge(Double.toString(value), attribute, "is not a value of");
        }
        return rounded;
    }

    static Unfit tooLarge(String value, Attribute attribute, String verb) {
        return new Unfit(
                RejectCode.VALUE_TOO_LARGE,
                Excerpt.of(value) + " " + verb + " " + attribute.nativeType() + ", the type of column \""
                        + attribute.name() + "\" in the table.");
    }

    private static void putUuid(String text, Attribute attribute, CopyBuffer out) throws Unfit {
        String digits = text.strip().replaceAll("[-{}]", "");
        boolean isHex = digits.length() == 32 && digits.chars().allMatch(HexFormat::isHexDigit);
        if (!isHex) {
            throw new Unfit(
                    RejectCode.CONVERSION,
                    Excerpt.of(text) + " is not a uuid, the type of column \"" + attribute.name() + "\" in the table.");
        }
        out.putInt(16);
        out.putLong(Long.parseUnsignedLong(digits, 0, 16, 16));
        out.putLong(Long.parseUnsignedLong(digits, 16, 32, 16));
    }
}
