package io.github.leat.rds.internal;

import io.github.leat.core.schema.Column;
import io.github.leat.core.schema.Schema;
import java.util.LinkedHashMap;
import java.util.Map;

/** A table's columns as a load sees them. */
final class TargetColumns {
    private TargetColumns() {}

    /** Those that a load can write, under the load's SQL name where the database takes them for the same. */
    static Schema of(TargetTable table, Schema load, Dialect dialect) {
        Map<String, String> names = new LinkedHashMap<>();
        for (Column column : load.columns()) {
            table.column(dialect.identifier(column.sqlName()))
                    .ifPresent(found -> names.put(found.name(), column.sqlName()));
        }
        return Schema.of(table.columns().stream()
                .filter(column -> column.type().isPresent() && !column.generated())
                .map(column -> {
                    String name = names.getOrDefault(column.name(), column.name());
                    return Column.of(name, column.type().orElseThrow())
                            .withNames(name, name)
                            .withNullable(column.nullable());
                })
                .toList());
    }
}
