package io.github.leat.redshift.internal;

import java.io.Serializable;
import java.util.List;
import java.util.Optional;

/**
 * An existing table as the catalogue describes it.
 *
 * @param columns in order
 */
record Target(List<TargetColumn> columns) implements Serializable {
    Target {
        columns = List.copyOf(columns);
    }

    /** The column of this name. */
    Optional<TargetColumn> column(String name) {
        return columns.stream().filter(column -> column.name().equals(name)).findFirst();
    }

    /**
     * One column.
     *
     * @param name as the catalogue has it
     * @param nativeType the database's name of its type
     * @param isNullable whether NULL is taken
     * @param hasDefault whether a value is made when none is given
     */
    record TargetColumn(String name, String nativeType, boolean isNullable, boolean hasDefault)
            implements Serializable {}
}
