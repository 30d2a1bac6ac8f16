package io.github.leat.core.infer;

/**
 * A part of a source, split into records: what the types of columns rest on.
 *
 * @param tokens its records
 * @param firstRecord index of the first data record
 * @param number number of that record among all data records, from 1; 0 if that is not known
 * @param byteOffset where the part begins in the text
 * @param width number of fields of the records that count; 0 for all
 */
record Segment(Tokens tokens, int firstRecord, long number, long byteOffset, int width) {
    /** Number of data records. */
    int records() {
        return Math.max(0, tokens.records() - firstRecord);
    }

    /**
     * Whether a record counts: one of another width is rejected by a load, and so is one that has the table's width only when
     * mended, so their values prove nothing.
     */
    boolean counts(int record) {
        return width == 0 || (tokens.width(record) == width && !tokens.standsOtherwise(record));
    }

    /** A field as evidence shows it. */
    Sighting sighting(int record, int field) {
        String place = number > 0
                ? "in record " + Count.of(number + record - firstRecord)
                : "near byte " + Count.of(byteOffset + tokens.from(field));
        return Sighting.of(tokens.text(field), place);
    }
}
