package io.github.leat.core.transform.internal;

import io.github.leat.core.SchemaException;
import io.github.leat.core.schema.Column;
import io.github.leat.core.schema.Schema;
import java.util.List;
import java.util.OptionalInt;
import java.util.stream.Collectors;
import java.util.stream.IntStream;

/** Finds columns by source name, SQL name or HXL tag. */
public final class ColumnNames {
    private static final int LISTED = 50;

    private ColumnNames() {}

    /** The index of a column; empty if there is none. */
    public static OptionalInt find(Schema schema, String name) {
        OptionalInt index = schema.indexOf(name);
        return index.isPresent()
                ? index
                : IntStream.range(0, schema.size())
                        .filter(i -> schema.column(i)
                                .hxl()
                                .filter(tag -> tag.equalsIgnoreCase(name))
                                .isPresent())
                        .findFirst();
    }

    /**
     * The index of a column.
     *
     * @throws SchemaException if there is none; the message lists those there are
     */
    public static int indexOf(Schema schema, String name) {
        return find(schema, name)
                .orElseThrow(() -> new SchemaException("There is no column \"" + name + "\". The columns are "
                        + schema.columns().stream()
                                .limit(LISTED)
                                .map(Column::name)
                                .collect(Collectors.joining(", "))
                        + (schema.size() > LISTED ? ", …" : "") + "."));
    }

    /** The indexes of columns; all of them if none is named. */
    public static int[] indexes(Schema schema, List<String> names) {
        return names.isEmpty()
                ? IntStream.range(0, schema.size()).toArray()
                : names.stream().mapToInt(name -> indexOf(schema, name)).toArray();
    }
}
