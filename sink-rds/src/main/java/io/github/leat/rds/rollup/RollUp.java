package io.github.leat.rds.rollup;

import java.util.ArrayList;
import java.util.List;

/**
 * A named aggregation of a table, such as events and fatalities by country and month. Immutable.
 *
 * @param name the table that holds it, in the schema of the table it is made of
 * @param table the table it is made of, as loads name it
 * @param groups what rows are grouped by, at least one
 * @param measures what is made of each group's rows, at least one
 * @param changes how refreshes find out what has changed
 */
public record RollUp(String name, String table, List<Group> groups, List<Measure> measures, Changes changes) {
    /**
     * Copies the lists.
     *
     * @throws IllegalArgumentException if there is no name, table, group or measure, or the name is the table's or one of ours
     */
    public RollUp {
        if (name.isBlank() || table.isBlank()) {
            throw new IllegalArgumentException("A roll-up needs a name and a table.");
        }
        Names.requireOutput(name);
        if (name.equalsIgnoreCase(table)) {
            throw new IllegalArgumentException(
                    "A roll-up cannot have the name of its table, \"" + table + "\". Choose another.");
        }
        if (groups.isEmpty() || measures.isEmpty()) {
            throw new IllegalArgumentException("The roll-up " + name + " needs at least one group and one measure.");
        }
        groups = List.copyOf(groups);
        measures = List.copyOf(measures);
    }

    /** A builder of the roll-up {@code name} of a table. */
    public static Builder of(String name, String table) {
        return new Builder(name, table);
    }

    /** The same with another way of finding out what has changed. */
    public RollUp changes(Changes other) {
        return new RollUp(name, table, groups, measures, other);
    }

    /** As a roll-up file writes it, without the way changes are found. */
    @Override
    public String toString() {
        StringBuilder text =
                new StringBuilder("table = " + Names.quote(table) + "\nroll-up = " + Names.quote(name) + "\n");
        groups.forEach(group -> text.append("group = ").append(group).append('\n'));
        measures.forEach(measure -> text.append("measure = ").append(measure).append('\n'));
        return text.toString();
    }

    /** Builds a {@link RollUp}; used by one thread. */
    public static final class Builder {
        private final String name;
        private final String table;
        private final List<Group> groups = new ArrayList<>();
        private final List<Measure> measures = new ArrayList<>();

        private Builder(String name, String table) {
            this.name = name;
            this.table = table;
        }

        /** Adds a column to group by. */
        public Builder by(String column) {
            return by(Group.by(column));
        }

        /** Adds time buckets to group by. */
        public Builder by(Bucket bucket, String column) {
            return by(Group.by(bucket, column));
        }

        /** Adds a group. */
        public Builder by(Group group) {
            groups.add(group);
            return this;
        }

        /** Adds the number of rows. */
        public Builder count() {
            return measure(Measure.count());
        }

        /** Adds an aggregate of a column. */
        public Builder measure(Aggregate aggregate, String column) {
            return measure(Measure.of(aggregate, column));
        }

        /** Adds a measure. */
        public Builder measure(Measure measure) {
            measures.add(measure);
            return this;
        }

        /**
         * The roll-up, whose refreshes read the whole table; {@link RollUp#changes} lets triggers note what changes.
         *
         * @throws IllegalArgumentException if a group or measure is missing, or the name is the table's or one of ours
         */
        public RollUp build() {
            return new RollUp(name, table, groups, measures, Changes.SCAN);
        }
    }
}
