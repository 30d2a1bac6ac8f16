package io.github.leat.rds.rollup;

/** What is made of the rows of a group. All but {@code count()} leave NULLs out; without another value they give NULL. */
public enum Aggregate {
    /** Rows, or values of a column that are not NULL. */
    COUNT,
    /** Exact for whole numbers and decimals; of DOUBLEs what floating-point addition gives. */
    SUM,
    /** With the digits that the database gives a mean. */
    AVG,
    /** The smallest value, texts by the column's collation. */
    MIN,
    /** The largest value, texts by the column's collation. */
    MAX
}
