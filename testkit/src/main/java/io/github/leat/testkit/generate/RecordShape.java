package io.github.leat.testkit.generate;

/** Writes the records of one shape, one after the other. */
abstract sealed class RecordShape permits AcledRecords, FoodRecords, NumericRecords, QuotedRecords {
    /**
     * Writes one record without its line end.
     *
     * @param index from 0, in order
     * @param keyIndex the record whose key this one has: its own index, or an earlier one for a planted duplicate
     */
    abstract void write(RecordBytes out, long index, long keyIndex);
}
