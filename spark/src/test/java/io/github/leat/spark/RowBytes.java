package io.github.leat.spark;

import io.github.leat.core.record.ByteSlice;
import io.github.leat.core.record.RecordCursor;
import io.github.leat.core.schema.ColumnType;
import io.github.leat.core.schema.Schema;
import java.io.ByteArrayOutputStream;
import java.math.BigDecimal;
import java.nio.charset.StandardCharsets;
import org.apache.spark.sql.catalyst.InternalRow;
import org.apache.spark.sql.types.DataType;
import org.apache.spark.sql.types.DataTypes;
import org.apache.spark.sql.types.DecimalType;
import org.apache.spark.sql.types.StructType;

/**
 * A row as bytes that are equal for equal rows only: each value has its kind and a text its length, so that neither types nor
 * fields run into each other. Readable as UTF-8. Taken from what Leat decoded and from what Spark holds, by code that knows
 * neither's way from one to the other.
 */
final class RowBytes {
    private final ByteArrayOutputStream out = new ByteArrayOutputStream();

    /** A record of a load, without the column that says when it was loaded. */
    byte[] of(RecordCursor record, Schema schema) {
        out.reset();
        for (int c = 0; c < schema.size(); c++) {
            if (schema.column(c).sqlName().equals(RowSet.LOADED_AT)) {
                continue;
            }
            if (record.isNull(c)) {
                add("~");
                continue;
            }
            ColumnType type = schema.column(c).type();
            switch (type.kind()) {
                case BOOLEAN -> add("B" + record.getBoolean(c));
                case LONG -> add("L" + record.getLong(c));
                case DOUBLE -> add("F" + record.getDouble(c));
                case DECIMAL -> decimal(record.getDecimal(c), type.scale());
                case DATE -> add("D" + record.getEpochDay(c));
                case TIMESTAMP -> add("T" + record.getMicros(c));
                case TIMESTAMP_TZ -> add("Z" + record.getMicros(c));
                case TIME, TEXT -> {
                    ByteSlice text = record.getSlice(c);
                    text(text.array(), text.offset(), text.length());
                }
            }
        }
        return out.toByteArray();
    }

    /** A row of Spark's, without the column that says when it was loaded. */
    byte[] of(InternalRow row, StructType fields) {
        out.reset();
        for (int c = 0; c < fields.length(); c++) {
            if (fields.fields()[c].name().equals(RowSet.LOADED_AT)) {
                continue;
            }
            DataType type = fields.fields()[c].dataType();
            if (row.isNullAt(c)) {
                add("~");
            } else if (type.equals(DataTypes.StringType)) {
                byte[] text = row.getUTF8String(c).getBytes();
                text(text, 0, text.length);
            } else if (type.equals(DataTypes.LongType)) {
                add("L" + row.getLong(c));
            } else if (type.equals(DataTypes.DoubleType)) {
                add("F" + row.getDouble(c));
            } else if (type.equals(DataTypes.BooleanType)) {
                add("B" + row.getBoolean(c));
            } else if (type.equals(DataTypes.DateType)) {
                add("D" + row.getInt(c));
            } else if (type.equals(DataTypes.TimestampNTZType)) {
                add("T" + row.getLong(c));
            } else if (type.equals(DataTypes.TimestampType)) {
                add("Z" + row.getLong(c));
            } else if (type instanceof DecimalType decimal) {
                decimal(row.getDecimal(c, decimal.precision(), decimal.scale()).toJavaBigDecimal(), decimal.scale());
            } else {
                throw new AssertionError("Leat's source gives no " + type);
            }
        }
        return out.toByteArray();
    }

    /** A dead letter of a file: in its facts an empty text and none are the same. */
    byte[] letter(RecordCursor record, int columns, int facts) {
        out.reset();
        for (int c = 0; c < columns; c++) {
            if (c < columns - facts && record.isNull(c)) {
                add("~");
            } else {
                ByteSlice text = record.getSlice(c);
                text(text.array(), text.offset(), text.length());
            }
        }
        return out.toByteArray();
    }

    /** The same of Spark's rows, where some facts are numbers. */
    byte[] letter(InternalRow row, StructType fields, int facts) {
        out.reset();
        for (int c = 0; c < fields.length(); c++) {
            boolean number = fields.fields()[c].dataType().equals(DataTypes.LongType);
            if (number) {
                byte[] digits = Long.toString(row.getLong(c)).getBytes(StandardCharsets.US_ASCII);
                text(digits, 0, digits.length);
            } else if (row.isNullAt(c)) {
                add(c < fields.length() - facts ? "~" : "S0:");
            } else {
                byte[] text = row.getUTF8String(c).getBytes();
                text(text, 0, text.length);
            }
        }
        return out.toByteArray();
    }

    private void decimal(BigDecimal value, int scale) {
        add("M" + value.setScale(scale).unscaledValue() + "e" + scale);
    }

    private void text(byte[] array, int offset, int length) {
        add("S" + length + ":");
        out.write(array, offset, length);
    }

    private void add(String ascii) {
        out.write('|');
        out.writeBytes(ascii.getBytes(StandardCharsets.US_ASCII));
    }
}
