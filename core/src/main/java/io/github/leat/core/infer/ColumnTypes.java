package io.github.leat.core.infer;

import io.github.leat.core.schema.Column;
import io.github.leat.core.schema.ColumnType;
import io.github.leat.core.schema.ValueFormat;
import java.io.IOException;
import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.stream.IntStream;

/**
 * Finds the types of all columns in two passes over the parts of a source: the first one sees what the values look like, the
 * second one tries the types that follow from it on every value.
 */
final class ColumnTypes {
    private final Map<String, ColumnType> types;
    private final Map<String, ValueFormat> formats;
    private final NullTexts nulls;
    private final char delimiter;

    ColumnTypes(Map<String, ColumnType> types, Map<String, ValueFormat> formats, NullTexts nulls, char delimiter) {
        this.types = types;
        this.formats = formats;
        this.nulls = nulls;
        this.delimiter = delimiter;
    }

    /** Names of the columns that something is declared for. */
    Set<String> declared() {
        Set<String> names = new LinkedHashSet<>(types.keySet());
        names.addAll(formats.keySet());
        return names;
    }

    /** What was found, and on how many records it rests. */
    record Result(List<Found> columns, long records) {}

    /**
     * Finds the types of columns.
     *
     * @param exhaustive whether the parts are the whole source, which alone proves that there are no NULLs
     * @throws IOException if reading fails
     */
    Result find(List<Column> columns, Segments segments, boolean exhaustive) throws IOException {
        List<ColumnValues> values = IntStream.range(0, columns.size())
                .mapToObj(c -> new ColumnValues(c, nulls))
                .toList();
        long[] records = new long[1];
        segments.forEach(segment -> {
            records[0] += segment.records();
            values.forEach(column -> column.observe(segment));
        });
        List<ColumnFinder> finders = new ArrayList<>(columns.size());
        List<List<Trial>> trials = new ArrayList<>(columns.size());
        for (int c = 0; c < columns.size(); c++) {
            ColumnFinder finder = finder(columns.get(c), values.get(c));
            finders.add(finder);
            trials.add(finder.trials());
        }
        segments.forEach(segment -> {
            for (int c = 0; c < values.size(); c++) {
                if (!trials.get(c).isEmpty()) {
                    values.get(c).check(segment, trials.get(c));
                }
            }
        });
        List<Found> found = new ArrayList<>(columns.size());
        for (int c = 0; c < columns.size(); c++) {
            Found one = finders.get(c).found();
            boolean nullable =
                    !exhaustive || values.get(c).hasNulls(one.column().type());
            found.add(new Found(one.column().withNullable(nullable), one.evidence()));
        }
        return new Result(found, records[0]);
    }

    private ColumnFinder finder(Column column, ColumnValues values) {
        ColumnType declared = types.getOrDefault(column.name(), types.get(column.sqlName()));
        if (declared == null) {
            return new TypeFinder(values.profile(), column, delimiter);
        }
        ValueFormat format = formats.getOrDefault(column.name(), formats.get(column.sqlName()));
        return new DeclaredColumn(values, column.withType(declared, Optional.ofNullable(format)));
    }
}
