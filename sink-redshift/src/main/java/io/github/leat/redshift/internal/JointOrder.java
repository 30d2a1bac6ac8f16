package io.github.leat.redshift.internal;

import io.github.leat.core.schema.Column;
import io.github.leat.core.schema.ColumnType;
import io.github.leat.core.schema.Schema;
import io.github.leat.core.sink.JointSink;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * What tasks must know to stage parts of a joint load. Immutable.
 *
 * @param table the target
 * @param columns the target's columns; none if it is not there
 * @param job the name of all runs of the load, on S3 and of its staging tables
 * @param objects how many objects are joined
 * @param isFirstWinning whether of records of one key the one in the first object stays, else that in the last
 * @param types of the columns, where they are known to be wider than the load would have them; else empty
 * @param refused records that COPY refused, by their part
 */
record JointOrder(
        Table table,
        List<Target.TargetColumn> columns,
        String job,
        int objects,
        boolean isFirstWinning,
        List<String> types,
        Map<String, List<Refusal>> refused)
        implements JointSink.Order {
    /** Numbers of records of one object: more than any file has. */
    static final long RECORDS_OF_OBJECT = 1L << 40;

    JointOrder {
        columns = List.copyOf(columns);
        types = List.copyOf(types);
        refused = Map.copyOf(refused);
    }

    Optional<Target> target() {
        return columns.isEmpty() ? Optional.empty() : Optional.of(new Target(columns));
    }

    /** The upper part of the numbers of an object's records: the highest wins. */
    long slot(int object) {
        return isFirstWinning ? objects - 1L - object : object;
    }

    /** The number of a record, by its number in its object. */
    long number(int object, long record) {
        return slot(object) * RECORDS_OF_OBJECT + record;
    }

    /** These columns by the types that are known. */
    Schema widened(Schema schema) {
        if (types.isEmpty()) {
            return schema;
        }
        List<Column> wide = new ArrayList<>();
        for (int i = 0; i < schema.size(); i++) {
            Column column = schema.column(i);
            ColumnType type = ColumnType.parse(types.get(i));
            wide.add(column.type().equals(type) ? column : column.withType(type));
        }
        return Schema.of(wide);
    }

    Map<Long, Refusal> refusedOf(String part) {
        Map<Long, Refusal> found = new HashMap<>();
        refused.getOrDefault(part, List.of()).forEach(refusal -> found.put(refusal.number(), refusal));
        return found;
    }

    JointOrder withTypes(List<ColumnType> wider) {
        List<String> names = wider.stream().map(ColumnType::toString).toList();
        return new JointOrder(table, columns, job, objects, isFirstWinning, names, refused);
    }

    /** The same with further records that COPY refused. */
    JointOrder withRefused(Map<String, List<Refusal>> more) {
        Map<String, List<Refusal>> all = new HashMap<>(refused);
        more.forEach((part, refusals) -> all.merge(part, refusals, (a, b) -> {
            List<Refusal> both = new ArrayList<>(a);
            both.addAll(b);
            return List.copyOf(both);
        }));
        return new JointOrder(table, columns, job, objects, isFirstWinning, types, all);
    }
}
