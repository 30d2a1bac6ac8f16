package io.github.leat.core.sink;

import io.github.leat.core.schema.Schema;
import java.util.List;

/**
 * What a sink would do, found without writing anything.
 *
 * @param schema the columns as the sink wants them: the load's columns in their order, with the types
 *     that the target has or will have; what each batch is conformed to. A column of origin DECLARED keeps its type, others
 *     may widen while the load runs
 * @param statements the exact SQL or requests that preparing, writing a batch and finishing will issue, in order
 */
public record SinkPlan(Schema schema, List<String> statements) {
    /** Copies the list. */
    public SinkPlan {
        statements = List.copyOf(statements);
    }
}
