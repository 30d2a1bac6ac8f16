package io.github.leat.core.transform;

import io.github.leat.core.record.RecordBatch;
import io.github.leat.core.record.Rejects;
import io.github.leat.core.schema.Column;
import io.github.leat.core.schema.ColumnType;
import io.github.leat.core.schema.Schema;
import io.github.leat.core.schema.ValueFormat;
import io.github.leat.core.transform.internal.ColumnNames;
import java.util.ArrayList;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * Declares types of columns: a record with a text that is not of them is rejected. Comes before conforming. Copies nothing.
 *
 * @param types what to read columns as, by source name, SQL name or HXL tag
 */
public record Cast(Map<String, Target> types) implements Transform {
    /**
     * What a column is read as.
     *
     * @param type its type
     * @param format how its values are written; empty for the type's ISO form
     */
    public record Target(ColumnType type, Optional<ValueFormat> format) {}

    /** Copies the map, in its order. */
    public Cast {
        types = Collections.unmodifiableMap(new LinkedHashMap<>(types));
    }

    /**
     * The columns with their declared types.
     *
     * @throws io.github.leat.core.SchemaException if a named column is not there
     */
    @Override
    public Schema outputSchema(Schema input) {
        List<Column> columns = new ArrayList<>(input.columns());
        types.forEach((name, target) -> {
            int index = ColumnNames.indexOf(input, name);
            columns.set(
                    index,
                    columns.get(index).withType(target.type(), target.format()).withOrigin(Column.Origin.DECLARED));
        });
        return Schema.of(columns);
    }

    @Override
    public RecordBatch apply(RecordBatch batch, Rejects rejects) {
        return batch.project(outputSchema(batch.schema()), ColumnNames.indexes(batch.schema(), List.of()));
    }
}
