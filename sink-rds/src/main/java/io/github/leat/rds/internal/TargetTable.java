package io.github.leat.rds.internal;

import java.util.List;
import java.util.Optional;

/**
 * An existing table as the catalogue describes it.
 *
 * @param name as the catalogue has it
 * @param columns in order
 * @param constraints rules beyond NOT NULL
 */
public record TargetTable(String name, List<TargetColumn> columns, List<Constraint> constraints) {
    /** Copies the lists. */
    public TargetTable {
        columns = List.copyOf(columns);
        constraints = List.copyOf(constraints);
    }

    /** The column of this name; where none has it, one that differs in case only. */
    public Optional<TargetColumn> column(String columnName) {
        return columns.stream()
                .filter(column -> column.name().equals(columnName))
                .findFirst()
                .or(() -> columns.stream()
                        .filter(column -> column.name().equalsIgnoreCase(columnName))
                        .findFirst());
    }
}
