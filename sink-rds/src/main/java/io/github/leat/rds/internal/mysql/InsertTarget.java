package io.github.leat.rds.internal.mysql;

import io.github.leat.core.schema.ColumnType;
import io.github.leat.core.schema.Schema;
import io.github.leat.rds.internal.RecordAppender;
import java.util.ArrayList;
import java.util.List;

/**
 * The columns of a table that records go to; those that the load lacks are left to their defaults.
 *
 * @param table qualified and quoted
 * @param columns unquoted
 * @param sources for each of them the index of the batch's column, or {@link RecordAppender#NUMBER}
 * @param types for each of them the type of the batch's values
 * @param schema the batches' columns
 */
record InsertTarget(String table, List<String> columns, List<Integer> sources, List<ColumnType> types, Schema schema) {
    InsertTarget {
        columns = List.copyOf(columns);
        sources = List.copyOf(sources);
        types = List.copyOf(types);
    }

    /** @param order as {@link io.github.leat.rds.internal.Dialect#appender} takes it */
    static InsertTarget of(String table, List<String> columns, Schema schema, List<Integer> order) {
        List<String> filled = new ArrayList<>();
        List<Integer> sources = new ArrayList<>();
        List<ColumnType> types = new ArrayList<>();
        for (int i = 0; i < order.size(); i++) {
            int source = order.get(i);
            if (source != RecordAppender.NULL) {
                filled.add(columns.get(i));
                sources.add(source);
                types.add(
                        source == RecordAppender.NUMBER
                                ? ColumnType.LONG
                                : schema.column(source).type());
            }
        }
        return new InsertTarget(table, filled, sources, types, schema);
    }

    /** {@code (`a`, `b`)} */
    String columnList() {
        return "(" + String.join(", ", columns.stream().map(Identifiers::quote).toList()) + ")";
    }

    /** The source's name of a column of the table; empty if there is none. */
    String sourceName(String column) {
        for (int i = 0; i < columns.size(); i++) {
            if (columns.get(i).equalsIgnoreCase(column) && sources.get(i) >= 0) {
                return schema.column(sources.get(i)).name();
            }
        }
        return "";
    }
}
