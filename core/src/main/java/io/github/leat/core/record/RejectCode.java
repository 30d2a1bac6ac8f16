package io.github.leat.core.record;

/** Why a record was rejected: stable names, written to dead letters and counted in reports. */
public enum RejectCode {
    /** Fewer fields than columns. */
    TOO_FEW_FIELDS,
    /** More fields than columns. */
    TOO_MANY_FIELDS,
    /** A quote inside an unquoted field, or text after a closing quote (strict reading only). */
    STRAY_QUOTE,
    /** The source ends inside a quoted field, or a line opens a quote by mistake and below it are records. */
    UNTERMINATED_QUOTE,
    /** Bytes that are not UTF-8. */
    INVALID_UTF8,
    /** A NUL character, which databases cannot store in text. */
    NUL_CHARACTER,
    /** A field longer than the format allows. */
    FIELD_TOO_LARGE,
    /** A text that is not a value of the column's type. */
    CONVERSION,
    /** A NULL in a column that takes none. */
    NULL_NOT_ALLOWED,
    /** A second record of one key, where duplicates are to be rejected. */
    DUPLICATE_KEY,
    /** A value the target cannot hold: too long, out of range. */
    VALUE_TOO_LARGE,
    /** The target refused the record, with its own reason. */
    REFUSED_BY_TARGET,
    /** A transform of the user's refused the record. */
    TRANSFORM
}
