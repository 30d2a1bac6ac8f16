package io.github.leat.rds.rollup;

import java.util.Optional;

/**
 * What rows are grouped by: a column, or the time bucket of one. NULL is a group of its own. Immutable.
 *
 * @param column name of the column, or an HXL tag such as {@code #adm1+name} that its comment ends with
 * @param bucket empty for the values themselves
 * @param name name in the roll-up; empty for the column's, followed by {@code _month} and the like for a bucket
 */
public record Group(String column, Optional<Bucket> bucket, Optional<String> name) {
    /** @throws IllegalArgumentException if the column is empty, or a name is empty or one of ours */
    public Group {
        Names.requireColumn(column);
        name.ifPresent(Names::requireOutput);
    }

    /** By the values of a column. */
    public static Group by(String column) {
        return new Group(column, Optional.empty(), Optional.empty());
    }

    /** By the time buckets of a column of dates or timestamps. */
    public static Group by(Bucket bucket, String column) {
        return new Group(column, Optional.of(bucket), Optional.empty());
    }

    /** The same under another name. */
    public Group as(String other) {
        return new Group(column, bucket, Optional.of(other));
    }

    /** As a roll-up file writes it. */
    @Override
    public String toString() {
        return bucket.map(length -> Names.lower(length) + "(" + Names.quote(column) + ")")
                        .orElse(Names.quote(column))
                + Names.alias(name);
    }
}
