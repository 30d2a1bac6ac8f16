package io.github.leat.core.transform;

import io.github.leat.core.SchemaException;
import io.github.leat.core.record.RecordBatch;
import io.github.leat.core.record.Rejects;
import io.github.leat.core.schema.Column;
import io.github.leat.core.schema.Schema;
import io.github.leat.core.schema.SqlNames;
import io.github.leat.core.transform.internal.ColumnNames;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;

/**
 * Chooses and renames columns, by source name, SQL name or HXL tag. Copies nothing.
 *
 * @param columns the columns to keep, in the order wanted; empty for all
 * @param renames new names by old name
 */
public record Projection(List<String> columns, Map<String, String> renames) implements Transform {
    /** Copies its arguments. */
    public Projection {
        columns = List.copyOf(columns);
        renames = Map.copyOf(renames);
    }

    @Override
    public Schema outputSchema(Schema input) {
        int[] indexes = indexes(input);
        Map<Integer, String> newNames = renames.entrySet().stream()
                .collect(Collectors.toMap(
                        entry -> ColumnNames.indexOf(input, entry.getKey()), Map.Entry::getValue, (a, b) -> b));
        List<Column> output = new ArrayList<>();
        for (int index : indexes) {
            Column column = input.column(index);
            String newName = newNames.get(index);
            output.add(newName == null ? column : column.withNames(newName, SqlNames.derive(newName)));
        }
        try {
            return Schema.of(output);
        } catch (IllegalArgumentException e) {
            throw new SchemaException("The selection does not give a table: " + e.getMessage(), e);
        }
    }

    @Override
    public RecordBatch apply(RecordBatch batch, Rejects rejects) {
        return batch.project(outputSchema(batch.schema()), indexes(batch.schema()));
    }

    private int[] indexes(Schema input) {
        if (columns.isEmpty()) {
            int[] all = new int[input.size()];
            for (int i = 0; i < all.length; i++) {
                all[i] = i;
            }
            return all;
        }
        return columns.stream()
                .mapToInt(name -> ColumnNames.indexOf(input, name))
                .toArray();
    }
}
