package io.github.leat.serve.catalog;

import io.github.leat.core.schema.ColumnType;
import java.util.Optional;

/**
 * A column of a loaded table. Immutable.
 *
 * @param name as the database has it
 * @param sql the expression of its values in a query that calls the table {@code t}
 * @param originalName the name in the source
 * @param hxl the HXL tag as it was read, such as {@code #date+occurred}; empty if it has none
 * @param type what its values are
 * @param nativeType the database's name of its type
 * @param nullable whether it may hold NULL
 */
public record CatalogColumn(
        String name,
        String sql,
        String originalName,
        Optional<String> hxl,
        ColumnType type,
        String nativeType,
        boolean nullable) {
    /** Whether sums and averages can be taken. */
    public boolean isNumeric() {
        return switch (type.kind()) {
            case LONG, DECIMAL, DOUBLE -> true;
            default -> false;
        };
    }

    /** Whether it can be grouped by months and the like. */
    public boolean hasDays() {
        return switch (type.kind()) {
            case DATE, TIMESTAMP, TIMESTAMP_TZ -> true;
            default -> false;
        };
    }
}
