package io.github.leat.serve.query;

import io.github.leat.core.schema.ColumnType;
import io.github.leat.core.schema.ColumnType.Kind;
import io.github.leat.serve.catalog.CatalogColumn;
import io.github.leat.serve.catalog.CatalogTable;
import java.util.Arrays;
import java.util.Optional;

/**
 * What rows are grouped by: the values of a column, or the stretches of time they are in.
 *
 * @param column the column
 * @param bucket the stretch; empty for the values themselves
 */
public record Group(CatalogColumn column, Optional<Bucket> bucket) {
    /** One such as {@code country} or {@code event_date.month}. */
    public static Group parse(CatalogTable table, String part, String name) {
        Columns.Named named = Columns.withWord(table, part, name);
        if (named.word().isEmpty()) {
            return new Group(named.column(), Optional.empty());
        }
        Bucket bucket = Bucket.of(named.word())
                .orElseThrow(() -> new QueryException(
                        part,
                        "\"" + Values.shown(named.word()) + "\" is no stretch of time. Write one of "
                                + String.join(
                                        ", ",
                                        Arrays.stream(Bucket.values())
                                                .map(Bucket::text)
                                                .toList())
                                + "."));
        boolean fits = named.column().hasDays()
                && (bucket != Bucket.HOUR || named.column().type().kind() != Kind.DATE);
        if (!fits) {
            throw new QueryException(
                    part,
                    named.column().name() + " is " + named.column().type() + ", which has no " + bucket.text()
                            + "s. Group by the column itself.");
        }
        return new Group(named.column(), Optional.of(bucket));
    }

    /** As answers name it. */
    public String name() {
        return column.name() + bucket.map(b -> "." + b.text()).orElse("");
    }

    /** What its values are. */
    public ColumnType type() {
        return bucket.map(b -> b == Bucket.HOUR ? ColumnType.TIMESTAMP : ColumnType.DATE)
                .orElse(column.type());
    }

    /** The expression over the table {@code t}. */
    public String sql(QueryDialect dialect) {
        Kind kind = column.type().kind();
        return bucket.map(b -> dialect.bucket("t." + column.sql(), kind, b))
                .orElseGet(() -> dialect.comparable("t." + column.sql(), kind));
    }
}
