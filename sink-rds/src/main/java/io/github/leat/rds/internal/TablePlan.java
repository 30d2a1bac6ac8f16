package io.github.leat.rds.internal;

import io.github.leat.core.schema.Schema;
import java.util.List;
import java.util.Optional;

/**
 * How a load's columns and a table come together.
 *
 * @param schema the load's columns with the types that the target has or will have
 * @param slots where each of them goes, in the same order
 * @param table the target's name as the catalogue has it, or as it will be created
 * @param target the table as it is; empty if it is to be created
 * @param key indexes of the key columns in the schema
 * @param keepMax index of the column that decides between duplicates, if one does
 * @param ddl what makes the table fit, in order
 * @param order for each column of the table, after the DDL, the index of the load's column or {@link RecordAppender#NULL}
 * @param isDirect whether records can go into the table as they are: no rule to break, no value to reshape
 */
record TablePlan(
        Schema schema,
        List<Slot> slots,
        String table,
        Optional<TargetTable> target,
        List<Integer> key,
        Optional<Integer> keepMax,
        List<String> ddl,
        List<Integer> order,
        boolean isDirect) {
    TablePlan {
        slots = List.copyOf(slots);
        key = List.copyOf(key);
        ddl = List.copyOf(ddl);
        order = List.copyOf(order);
    }
}
