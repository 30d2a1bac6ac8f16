package io.github.leat.serve.query;

import io.github.leat.core.schema.ColumnType;
import io.github.leat.core.schema.ColumnType.Kind;
import io.github.leat.serve.catalog.CatalogColumn;
import io.github.leat.serve.catalog.CatalogTable;
import java.util.Arrays;
import java.util.Optional;

/**
 * What rows are grouped by: the values of a column, or the stretches of time or of numbers that they are in.
 *
 * @param column the column
 * @param bucket the stretch of time; empty if there is none
 * @param step the stretch of numbers; empty if there is none
 */
public record Group(CatalogColumn column, Optional<Bucket> bucket, Optional<Step> step) {
    /** One such as {@code country}, {@code event_date.month} or {@code latitude.per4}. */
    public static Group parse(CatalogTable table, String part, String name) {
        Columns.Named named = Columns.withWord(table, part, name);
        if (named.word().isEmpty()) {
            return new Group(named.column(), Optional.empty(), Optional.empty());
        }
        Optional<Step> step = Step.of(named.word());
        if (step.isPresent() && named.column().isNumeric()) {
            return new Group(named.column(), Optional.empty(), step);
        }
        Bucket bucket = Bucket.of(named.word())
                .orElseThrow(() -> new QueryException(
                        part,
                        "\"" + Values.shown(named.word()) + "\" is no stretch of "
                                + named.column().name()
                                + ". Write one of "
                                + String.join(
                                        ", ",
                                        Arrays.stream(Bucket.values())
                                                .map(Bucket::text)
                                                .toList())
                                + "; of numbers, perN for N to one, or byN for steps of N."));
        boolean fits = named.column().hasDays()
                && (bucket != Bucket.HOUR || named.column().type().kind() != Kind.DATE);
        if (!fits) {
            throw new QueryException(
                    part,
                    named.column().name() + " is " + named.column().type() + ", which has no " + bucket.text()
                            + "s. Group by the column itself.");
        }
        return new Group(named.column(), Optional.of(bucket), Optional.empty());
    }

    /** As answers name it. */
    public String name() {
        return column.name()
                + bucket.map(Bucket::text)
                        .or(() -> step.map(Step::text))
                        .map(word -> "." + word)
                        .orElse("");
    }

    /** What its values are. */
    public ColumnType type() {
        return bucket.map(b -> b == Bucket.HOUR ? ColumnType.TIMESTAMP : ColumnType.DATE)
                .or(() -> step.map(s -> ColumnType.DOUBLE))
                .orElse(column.type());
    }

    /** The expression over the table {@code t}. */
    public String sql(QueryDialect dialect) {
        Kind kind = column.type().kind();
        return bucket.map(b -> dialect.bucket(column.sql(), kind, b))
                .or(() -> step.map(s -> s.sql(column.sql())))
                .orElseGet(() -> dialect.comparable(column.sql(), kind));
    }
}
