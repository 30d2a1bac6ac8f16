package io.github.leat.rds.internal;

import io.github.leat.core.schema.ColumnType;
import java.util.Optional;

/**
 * One column of an existing table.
 *
 * @param name as the catalogue has it
 * @param nativeType the database's name of its type
 * @param type the nearest type of a record's column; empty if there is none
 * @param nullable whether NULL is taken
 * @param hasDefault whether a value is made when none is given
 * @param generated whether it is computed and cannot be written
 * @param alterable whether its type can be changed: no key, constraint or index stands on it
 */
public record TargetColumn(
        String name,
        String nativeType,
        Optional<ColumnType> type,
        boolean nullable,
        boolean hasDefault,
        boolean generated,
        boolean alterable) {}
