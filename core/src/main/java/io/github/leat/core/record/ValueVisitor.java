package io.github.leat.core.record;

/**
 * Takes the values of a batch one after the other, each decoded to the type of its column, record by record and in the order of
 * the columns: the cheapest way to read all of them. {@link RecordBatch#visitValues} calls it.
 *
 * <p>Implement the methods of the types that the batch's columns have. The others throw {@link
 * UnsupportedOperationException}: a column is of another type than the visitor was written for. An implementation need not be safe for threads, as long as it is given to one batch at a
 * time. It is called once for each value, so what it costs counts; a JVM that has seen one or two implementations puts them into
 * the loop, one that has seen more calls them.
 */
public interface ValueVisitor {
    /**
     * A NULL: an empty field, one of the format's null texts, or a field that its record lacks; of a column of any type.
     *
     * @param column index of the column, from 0
     */
    void nullValue(int column);

    /** The value of a LONG. */
    default void longValue(int column, long value) {
        throw untaken(column, "longValue");
    }

    /** The value of a DOUBLE. */
    default void doubleValue(int column, double value) {
        throw untaken(column, "doubleValue");
    }

    /** The value of a BOOLEAN. */
    default void booleanValue(int column, boolean value) {
        throw untaken(column, "booleanValue");
    }

    /**
     * The value of a DECIMAL of at most 18 digits.
     *
     * @param column index of the column, from 0
     * @param unscaled a whole number of units of the column's scale: 1250 is 12.50 in a DECIMAL(6,2)
     */
    default void decimalValue(int column, long unscaled) {
        throw untaken(column, "decimalValue");
    }

    /**
     * The value of a DATE.
     *
     * @param column index of the column, from 0
     * @param epochDay days since 1970-01-01
     */
    default void dateValue(int column, long epochDay) {
        throw untaken(column, "dateValue");
    }

    /**
     * The value of a TIME, a TIMESTAMP or a TIMESTAMP_TZ.
     *
     * @param column index of the column, from 0
     * @param micros microseconds of the day for a TIME, since 1970-01-01T00:00 (UTC) for the others
     */
    default void timeValue(int column, long micros) {
        throw untaken(column, "timeValue");
    }

    /**
     * The value of a TEXT, unquoted and unescaped; of a DECIMAL of more than 18 digits its text, which has been checked.
     *
     * @param column index of the column, from 0
     * @param array holds the text, with other bytes around it; not to be changed, and not to be kept: its bytes may be others after
     *     the call
     * @param offset of the text's first byte in the array
     * @param length of the text in bytes, of UTF-8 unless the record is at fault
     */
    default void textValue(int column, byte[] array, int offset, int length) {
        throw untaken(column, "textValue");
    }

    /**
     * All columns of a record have been shown. Does nothing unless overridden.
     *
     * @param index of the record in its batch, from 0
     */
    default void endRecord(int index) {}

    private static UnsupportedOperationException untaken(int column, String method) {
        return new UnsupportedOperationException("The visitor does not take the values of column " + column
                + " (from 0). Override " + method + ", or project the batch to the columns that the visitor takes.");
    }
}
