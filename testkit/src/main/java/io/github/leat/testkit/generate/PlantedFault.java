package io.github.leat.testkit.generate;

/** What can be wrong with a record on purpose. A record has one fault at most. */
public enum PlantedFault {
    /** The last field and its delimiter are missing. */
    TOO_FEW_FIELDS,
    /** A field after the last column. */
    TOO_MANY_FIELDS,
    /** A word where every other record has a number. */
    BAD_TYPE,
    /** The same, but only in the last tenth of the file, where no sample looks. */
    LATE_BAD_TYPE,
    /** A byte sequence that is not UTF-8, in a text field. */
    INVALID_UTF8,
    /** A NUL character in a text field. */
    NUL_CHARACTER,
    /** A quote inside an unquoted field; for {@link CsvShape#QUOTED} text after a closing quote. */
    STRAY_QUOTE,
    /** The key of an earlier record that has no fault; never the first record. */
    DUPLICATE_KEY,
    /** One of the {@linkplain CsvShape#keyColumns() key columns} is empty: the only one, or of several {@code unit}. */
    EMPTY_KEY_PART
}
