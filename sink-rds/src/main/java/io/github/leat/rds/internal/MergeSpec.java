package io.github.leat.rds.internal;

import java.util.List;

/**
 * What goes from a staging table into its target. All names are quoted already.
 *
 * @param target the table
 * @param stage the staging table
 * @param columns the target's columns that the load has
 * @param values for each of them the expression over the staging table's alias {@code s}
 * @param keyColumns those of the columns that are the key
 * @param keyValues for each of these the expression over {@code s}
 * @param isKeyUnique whether an index of the target makes the key unique, NULLs being equal in it
 * @param isWholeRow whether the columns are all the target has, and no rule stands in the way of deleting a row and inserting
 *     it again
 */
public record MergeSpec(
        String target,
        String stage,
        List<String> columns,
        List<String> values,
        List<String> keyColumns,
        List<String> keyValues,
        boolean isKeyUnique,
        boolean isWholeRow) {
    /** Copies the lists. */
    public MergeSpec {
        columns = List.copyOf(columns);
        values = List.copyOf(values);
        keyColumns = List.copyOf(keyColumns);
        keyValues = List.copyOf(keyValues);
    }
}
