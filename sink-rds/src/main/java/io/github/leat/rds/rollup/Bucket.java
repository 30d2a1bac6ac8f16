package io.github.leat.rds.rollup;

/**
 * A length of time that dates and timestamps are grouped by. A bucket is named by the date of its first day; that of an
 * instant is one of UTC, weeks begin on Monday (ISO 8601).
 */
public enum Bucket {
    /** A calendar day. */
    DAY,
    /** Monday to Sunday. */
    WEEK,
    /** A calendar month. */
    MONTH,
    /** Three months, from January, April, July or October on. */
    QUARTER,
    /** A calendar year. */
    YEAR
}
