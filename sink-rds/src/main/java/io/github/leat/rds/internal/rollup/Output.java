package io.github.leat.rds.internal.rollup;

import io.github.leat.rds.internal.TargetColumn;
import io.github.leat.rds.rollup.Bucket;
import io.github.leat.rds.rollup.Measure;
import java.util.Optional;

/**
 * One column of a roll-up.
 *
 * @param name unquoted
 * @param source the column it is made of; empty for a count of rows
 * @param bucket of a group by time
 * @param measure empty for a group
 * @param comment for people who look into the catalogue
 */
record Output(
        String name,
        Optional<TargetColumn> source,
        Optional<Bucket> bucket,
        Optional<Measure> measure,
        String comment) {
    boolean isGroup() {
        return measure.isEmpty();
    }
}
