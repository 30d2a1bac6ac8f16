package io.github.leat.rds.rollup;

import java.util.Optional;

/**
 * A number or value that is made of the rows of each group. Immutable.
 *
 * @param aggregate what is made
 * @param column name of the column, or an HXL tag that its comment ends with; empty for a count of rows
 * @param name name in the roll-up; empty for {@code count}, or {@code sum_} and the like before the column's
 */
public record Measure(Aggregate aggregate, Optional<String> column, Optional<String> name) {
    /** @throws IllegalArgumentException if an aggregate other than COUNT has no column, or a name is empty or one of ours */
    public Measure {
        if (column.isEmpty() && aggregate != Aggregate.COUNT) {
            throw new IllegalArgumentException(Names.lower(aggregate) + " needs a column.");
        }
        column.ifPresent(Names::requireColumn);
        name.ifPresent(Names::requireOutput);
    }

    /** The number of rows. */
    public static Measure count() {
        return new Measure(Aggregate.COUNT, Optional.empty(), Optional.empty());
    }

    /** An aggregate of a column's values. */
    public static Measure of(Aggregate aggregate, String column) {
        return new Measure(aggregate, Optional.of(column), Optional.empty());
    }

    /** The same under another name. */
    public Measure as(String other) {
        return new Measure(aggregate, column, Optional.of(other));
    }

    /** As a roll-up file writes it. */
    @Override
    public String toString() {
        return Names.lower(aggregate) + "(" + column.map(Names::quote).orElse("") + ")" + Names.alias(name);
    }
}
