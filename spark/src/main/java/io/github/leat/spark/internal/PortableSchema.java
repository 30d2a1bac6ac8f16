package io.github.leat.spark.internal;

import io.github.leat.core.schema.Column;
import io.github.leat.core.schema.ColumnType;
import io.github.leat.core.schema.Schema;
import io.github.leat.core.schema.ValueFormat;
import java.io.Serializable;
import java.util.List;
import java.util.Optional;

/**
 * A schema as Java serialization takes it, which knows no {@link Optional}. Immutable.
 *
 * @param columns in order
 */
public record PortableSchema(List<PortableColumn> columns) implements Serializable {
    /** One column; empty texts stand for what is not there. */
    public record PortableColumn(
            String name, String sqlName, String type, String format, boolean nullable, Column.Origin origin, String hxl)
            implements Serializable {}

    /** The portable form. */
    public static PortableSchema of(Schema schema) {
        return new PortableSchema(schema.columns().stream()
                .map(column -> new PortableColumn(
                        column.name(),
                        column.sqlName(),
                        column.type().toString(),
                        column.format().map(ValueFormat::pattern).orElse(""),
                        column.nullable(),
                        column.origin(),
                        column.hxl().orElse("")))
                .toList());
    }

    /** The schema. */
    public Schema schema() {
        return Schema.of(columns.stream()
                .map(column -> new Column(
                        column.name(),
                        column.sqlName(),
                        ColumnType.parse(column.type()),
                        present(column.format()).map(ValueFormat::new),
                        column.nullable(),
                        column.origin(),
                        present(column.hxl())))
                .toList());
    }

    private static Optional<String> present(String text) {
        return text.isEmpty() ? Optional.empty() : Optional.of(text);
    }
}
