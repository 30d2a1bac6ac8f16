package io.github.leat.core.record;

import io.github.leat.core.Position;
import java.math.BigDecimal;
import java.time.Instant;
import java.time.LocalDate;
import java.time.LocalDateTime;
import java.time.LocalTime;

/**
 * Moves over the records of a batch; the current record's fields are read through it.
 *
 * <p>A flyweight: nothing is allocated per record or field, apart from the objects that {@code get…} of a reference type
 * answer. Column indexes start at 0. Getters of a type parse the field's bytes, unless conforming has done so already; they
 * throw {@link io.github.leat.core.ConversionException} if the text is not of that type, and {@link NullPointerException}
 * with the column's name if the field is NULL: ask {@link #isNull} first. Not thread-safe.
 */
public interface RecordCursor {
    /** Moves to the next record; false after the last. */
    boolean next();

    /** Index of the current record in its batch, from 0. */
    int index();

    /** Start of the current record. Counts lines on demand: costs a scan of the bytes since the last call. */
    Position position();

    /** Number of fields the record has in the source, also where that differs from the number of columns. */
    int fieldCount();

    /** Whether the field is NULL: a null text of the format, or missing. */
    boolean isNull(int column);

    /** The text, unquoted and unescaped; empty for NULL. The slice is the cursor's and changes with the next call. */
    ByteSlice getSlice(int column);

    /** The text as a String; empty for NULL. */
    String getString(int column);

    /**
     * Copies the text.
     *
     * @return the number of bytes copied
     * @throws IndexOutOfBoundsException if the target is too small
     */
    int getBytes(int column, byte[] target, int offset);

    /** The value of a BOOLEAN. */
    boolean getBoolean(int column);

    /** The value of a LONG. */
    long getLong(int column);

    /** The value of a DOUBLE, or of any number. */
    double getDouble(int column);

    /** The value of a DECIMAL, or of a LONG. */
    BigDecimal getDecimal(int column);

    /** The value of a DECIMAL of at most 18 digits as a whole number of units of the column's scale. */
    long getUnscaled(int column);

    /** The value of a DATE. */
    LocalDate getDate(int column);

    /** The value of a DATE as days since 1970-01-01. */
    long getEpochDay(int column);

    /** The value of a TIME. */
    LocalTime getTime(int column);

    /** The value of a TIMESTAMP. */
    LocalDateTime getDateTime(int column);

    /** The value of a TIMESTAMP_TZ; of a TIMESTAMP taken as UTC. */
    Instant getTimestamp(int column);

    /** A TIME as microseconds of the day, a TIMESTAMP or TIMESTAMP_TZ as microseconds since 1970-01-01T00:00 (UTC). */
    long getMicros(int column);
}
