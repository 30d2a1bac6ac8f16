package io.github.leat.redshift.internal;

import io.github.leat.core.schema.Schema;
import java.util.List;

/**
 * How a load's columns and a table come together.
 *
 * @param schema the load's columns with the types that the target has or will have
 * @param slots where each of them goes, in the same order
 * @param key indexes of the key columns in the schema
 * @param ddl what makes the table fit, in order
 * @param isNew whether the table is to be made
 */
record TablePlan(Schema schema, List<Slot> slots, List<Integer> key, List<String> ddl, boolean isNew) {
    TablePlan {
        slots = List.copyOf(slots);
        key = List.copyOf(key);
        ddl = List.copyOf(ddl);
    }
}
