package io.github.leat.core.sink;

import java.util.Objects;
import java.util.Optional;

/**
 * Which of several records of one key in one load is written; the others are counted as deduplicated.
 *
 * <p>Immutable. Order is that of the source.
 */
public final class Duplicates {
    /** The last record of a key is written: the default. */
    public static final Duplicates KEEP_LAST = new Duplicates(Order.LAST, Optional.empty());

    /** The first record of a key is written. */
    public static final Duplicates KEEP_FIRST = new Duplicates(Order.FIRST, Optional.empty());

    /** How the record to keep is chosen. */
    public enum Order {
        /** The last in the source. */
        LAST,
        /** The first in the source. */
        FIRST,
        /** The one with the largest value of a column; NULL is the smallest; of equal values the last in the source. */
        MAX
    }

    private final Order order;
    private final Optional<String> column;

    private Duplicates(Order order, Optional<String> column) {
        this.order = order;
        this.column = column;
    }

    /**
     * The record with the largest value of a column is written, of equal values the last; NULL is smaller than any value.
     *
     * @param column source name or SQL name of a column of the load, such as {@code timestamp}
     */
    public static Duplicates keepMax(String column) {
        return new Duplicates(Order.MAX, Optional.of(column));
    }

    /** How the record is chosen. */
    public Order order() {
        return order;
    }

    /** The column of {@link Order#MAX}; empty for the others. */
    public Optional<String> column() {
        return column;
    }

    @Override
    public boolean equals(Object other) {
        return other instanceof Duplicates that && order == that.order && column.equals(that.column);
    }

    @Override
    public int hashCode() {
        return Objects.hash(order, column);
    }

    @Override
    public String toString() {
        return column.map(name -> "KEEP_MAX(" + name + ")").orElse("KEEP_" + order);
    }
}
