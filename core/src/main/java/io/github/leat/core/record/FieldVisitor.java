package io.github.leat.core.record;

/**
 * Takes the texts of a batch one after the other, record by record and in the order of the columns: the cheapest way to look at
 * all of them. {@link RecordBatch#visit} calls it.
 *
 * <p>An implementation need not be safe for threads, as long as it is given to one batch at a time. It is called once for each
 * field, so what it costs counts; a JVM that has seen one or two implementations puts them into the loop, one that has seen more
 * calls them.
 */
@FunctionalInterface
public interface FieldVisitor {
    /**
     * A text, unquoted and unescaped; of length 0 for NULL and for a field that its record lacks. Fields beyond the last column
     * are not shown.
     *
     * @param column index of the column, from 0
     * @param array holds the text, with other bytes around it; not to be changed, and not to be kept: its bytes may be others after
     *     the call
     * @param offset of the text's first byte in the array
     * @param length of the text in bytes, of UTF-8 unless the record is at fault
     */
    void field(int column, byte[] array, int offset, int length);

    /**
     * All columns of a record have been shown. Does nothing unless overridden.
     *
     * @param index of the record in its batch, from 0
     */
    default void endRecord(int index) {}
}
