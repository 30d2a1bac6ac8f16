package io.github.leat.redshift.internal;

import org.jspecify.annotations.Nullable;

/** One row of a result while it is read. Columns are numbered from 1. */
interface Row {
    /** The value as a text; null for NULL. */
    @Nullable
    String text(int column);

    /** A number; 0 for NULL. */
    long number(int column);

    /** A truth value; false for NULL. */
    boolean truth(int column);

    /** Reads one row. */
    interface Reader<T> {
        T read(Row row);
    }
}
