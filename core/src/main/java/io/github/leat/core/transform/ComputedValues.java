package io.github.leat.core.transform;

import io.github.leat.core.record.ByteSlice;
import io.github.leat.core.record.internal.ColumnTexts;
import java.math.BigDecimal;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.time.LocalDate;
import java.time.LocalDateTime;
import java.time.LocalTime;

/**
 * Takes the values that a {@link RecordFunction} computes for one record.
 *
 * <p>Columns are indexes into those that {@link Computed} was made with, from 0. A value is checked against its column's type
 * like a text of the source: one that is not of it makes the record a reject. A column set twice keeps the last value. One
 * thread's.
 */
public final class ComputedValues {
    private final ColumnTexts.Builder[] columns;
    private int row;

    ComputedValues(int columns, int records) {
        this.columns = new ColumnTexts.Builder[columns];
        for (int i = 0; i < columns; i++) {
            this.columns[i] = new ColumnTexts.Builder(records);
        }
    }

    void moveTo(int newRow) {
        row = newRow;
    }

    ColumnTexts texts(int column) {
        return columns[column].build();
    }

    /** Makes the value NULL. */
    public void setNull(int column) {
        columns[column].setNull(row);
    }

    /** A text, of any type that the column may have. */
    public void setText(int column, String value) {
        byte[] text = value.getBytes(StandardCharsets.UTF_8);
        columns[column].set(row, text, 0, text.length);
    }

    /** A text in UTF-8, which is copied. */
    public void setText(int column, ByteSlice value) {
        columns[column].set(row, value.array(), value.offset(), value.length());
    }

    /** A BOOLEAN. */
    public void setBoolean(int column, boolean value) {
        setText(column, String.valueOf(value));
    }

    /** A LONG, or any number. */
    public void setLong(int column, long value) {
        setText(column, Long.toString(value));
    }

    /**
     * A DOUBLE.
     *
     * @throws IllegalArgumentException if it is infinite or not a number
     */
    public void setDouble(int column, double value) {
        if (!Double.isFinite(value)) {
            throw new IllegalArgumentException(value + " is not a finite number");
        }
        setText(column, Double.toString(value));
    }

    /** A DECIMAL. */
    public void setDecimal(int column, BigDecimal value) {
        setText(column, value.toPlainString());
    }

    /** A DATE. */
    public void setDate(int column, LocalDate value) {
        setText(column, value.toString());
    }

    /** A TIME. */
    public void setTime(int column, LocalTime value) {
        setText(column, value.toString());
    }

    /** A TIMESTAMP. */
    public void setDateTime(int column, LocalDateTime value) {
        setText(column, value.toString());
    }

    /** A TIMESTAMP_TZ. */
    public void setTimestamp(int column, Instant value) {
        setText(column, value.toString());
    }
}
