package io.github.leat.core.transform;

import io.github.leat.core.record.RecordBatch;
import io.github.leat.core.record.Rejects;
import io.github.leat.core.schema.Column;
import io.github.leat.core.schema.Schema;
import io.github.leat.core.schema.SqlNames;
import io.github.leat.core.transform.internal.ColumnNames;
import java.util.ArrayList;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.OptionalInt;

/**
 * Gives columns that were called otherwise over time one name. A source that has the name itself stays as it is; else the
 * first of the other names that it has is renamed; a source with none of them lacks the column. Copies nothing.
 *
 * @param names the other names, source names, SQL names or HXL tags, by the name to have
 */
public record Aliases(Map<String, List<String>> names) implements Transform {
    /** Copies its argument, in its order. */
    public Aliases {
        Map<String, List<String>> copy = new LinkedHashMap<>();
        names.forEach((name, others) -> copy.put(name, List.copyOf(others)));
        names = Collections.unmodifiableMap(copy);
    }

    @Override
    public Schema outputSchema(Schema input) {
        List<Column> columns = new ArrayList<>(input.columns());
        names.forEach((name, others) -> {
            if (input.indexOf(name).isEmpty()) {
                for (String other : others) {
                    OptionalInt found = ColumnNames.find(input, other);
                    if (found.isPresent()) {
                        Column column = columns.get(found.getAsInt());
                        columns.set(found.getAsInt(), column.withNames(name, SqlNames.derive(name)));
                        break;
                    }
                }
            }
        });
        return Schema.of(columns);
    }

    @Override
    public RecordBatch apply(RecordBatch batch, Rejects rejects) {
        return batch.project(outputSchema(batch.schema()), ColumnNames.indexes(batch.schema(), List.of()));
    }
}
