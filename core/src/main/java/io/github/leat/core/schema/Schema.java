package io.github.leat.core.schema;

import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.OptionalInt;
import java.util.Set;

/**
 * The columns of a record, in order. Source names may repeat or be empty; SQL names are unique.
 *
 * <p>Immutable. Look-ups by name cost one hash.
 */
public final class Schema {
    private final List<Column> columns;
    private final Map<String, Integer> byName;

    private Schema(List<Column> columns) {
        this.columns = List.copyOf(columns);
        this.byName = new HashMap<>(columns.size() * 2);
        Set<String> sqlNames = new HashSet<>();
        for (int i = 0; i < columns.size(); i++) {
            byName.putIfAbsent(columns.get(i).name(), i);
            if (!sqlNames.add(columns.get(i).sqlName())) {
                throw new IllegalArgumentException(
                        "Two columns have the SQL name \"" + columns.get(i).sqlName() + "\". Rename one.");
            }
        }
        for (int i = 0; i < columns.size(); i++) {
            byName.putIfAbsent(columns.get(i).sqlName(), i);
        }
    }

    /**
     * A schema of these columns.
     *
     * @throws IllegalArgumentException if two columns have one SQL name
     */
    public static Schema of(List<Column> columns) {
        return new Schema(columns);
    }

    /**
     * A schema of these columns.
     *
     * @throws IllegalArgumentException if two columns have one SQL name
     */
    public static Schema of(Column... columns) {
        return new Schema(List.of(columns));
    }

    /** Nullable, inferred TEXT columns of these source names, with unique SQL names derived from them. */
    public static Schema ofTexts(List<String> names) {
        List<String> sqlNames = SqlNames.deriveAll(names);
        Column[] columns = new Column[names.size()];
        for (int i = 0; i < columns.length; i++) {
            columns[i] = Column.of(names.get(i), ColumnType.TEXT)
                    .withNames(names.get(i), sqlNames.get(i))
                    .withOrigin(Column.Origin.INFERRED);
        }
        return of(columns);
    }

    /** Number of columns. */
    public int size() {
        return columns.size();
    }

    /** The columns, in order; unmodifiable. */
    public List<Column> columns() {
        return columns;
    }

    /** The column at an index from 0. */
    public Column column(int index) {
        return columns.get(index);
    }

    /** Index of the first column with this source name, or else with this SQL name. */
    public OptionalInt indexOf(String name) {
        Integer index = byName.get(name);
        return index == null ? OptionalInt.empty() : OptionalInt.of(index);
    }

    @Override
    public boolean equals(Object other) {
        return other instanceof Schema schema && columns.equals(schema.columns);
    }

    @Override
    public int hashCode() {
        return columns.hashCode();
    }

    /** {@code name TYPE, name TYPE, …} with SQL names. */
    @Override
    public String toString() {
        StringBuilder out = new StringBuilder();
        for (Column column : columns) {
            out.append(out.isEmpty() ? "" : ", ")
                    .append(column.sqlName())
                    .append(' ')
                    .append(column.type());
        }
        return out.toString();
    }
}
