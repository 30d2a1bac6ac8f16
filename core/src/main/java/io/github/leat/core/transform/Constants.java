package io.github.leat.core.transform;

import io.github.leat.core.SchemaException;
import io.github.leat.core.record.RecordBatch;
import io.github.leat.core.record.Rejects;
import io.github.leat.core.record.internal.ColumnTexts;
import io.github.leat.core.record.internal.TextBatch;
import io.github.leat.core.schema.Column;
import io.github.leat.core.schema.Schema;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;

/**
 * Adds columns of one text each, after the others. Comes before conforming, which checks the text against the column's type.
 *
 * @param constants columns and their texts
 */
public record Constants(List<Constant> constants) implements Transform {
    /**
     * A column and its text.
     *
     * @param column the column, declared
     * @param text the same in every record
     */
    public record Constant(Column column, String text) {}

    /** Copies the list. */
    public Constants {
        constants = List.copyOf(constants);
    }

    /**
     * The columns and the constants.
     *
     * @throws SchemaException if there is a column of that name already
     */
    @Override
    public Schema outputSchema(Schema input) {
        List<Column> columns = new ArrayList<>(input.columns());
        for (Constant constant : constants) {
            columns.add(constant.column());
        }
        try {
            return Schema.of(columns);
        } catch (IllegalArgumentException e) {
            throw new SchemaException(
                    "A constant has the name of another column: " + e.getMessage()
                            + " Give the constant another name, or leave the column out with select.",
                    e);
        }
    }

    @Override
    public RecordBatch apply(RecordBatch batch, Rejects rejects) {
        TextBatch result = (TextBatch) batch;
        for (Constant constant : constants) {
            byte[] text = constant.text().getBytes(StandardCharsets.UTF_8);
            result = result.withColumn(
                    constant.column(), ColumnTexts.constant(text, result.chunk().records()));
        }
        return result;
    }
}
