package io.github.leat.core.load;

import io.github.leat.core.SchemaException;
import io.github.leat.core.load.DriftPolicy.MissingColumn;
import io.github.leat.core.load.DriftPolicy.NewColumn;
import io.github.leat.core.load.DriftPolicy.TypeChange;
import io.github.leat.core.schema.Column;
import io.github.leat.core.schema.Schema;
import io.github.leat.core.transform.Columns;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.OptionalInt;
import java.util.Set;

/** Brings the columns of a source to those of a target, as the policy has it. */
final class Drift {
    private final DriftPolicy policy;
    private final Schema target;
    private final String targetName;

    /** @param target the target's columns, under the source's SQL names where they are the same */
    Drift(DriftPolicy policy, Schema target, String targetName) {
        this.policy = policy;
        this.target = target;
        this.targetName = targetName;
    }

    /**
     * The columns to load.
     *
     * @param own those of the source, in its order
     * @param added SQL names of columns that come later: computed ones and lineage
     * @param sample tells of the source's first records, for errors
     * @throws SchemaException if the policy refuses the source
     */
    Columns resolve(Schema own, Set<String> added, SampleRecords sample) {
        List<Column> columns = new ArrayList<>();
        List<Integer> indexes = new ArrayList<>();
        Set<String> names = new HashSet<>(added);
        for (int i = 0; i < own.size(); i++) {
            Column column = own.column(i);
            names.add(column.sqlName());
            OptionalInt there = indexOf(target, column.sqlName());
            if (there.isEmpty() && policy.newColumn() == NewColumn.REJECT) {
                throw new SchemaException(sample.firstValueOf(i, column) + ": " + targetName + " has no column \""
                        + column.sqlName() + "\", and new columns are refused. Leave it out with select, give it the"
                        + " name of a column that is there with an alias, or allow it: new=add or new=ignore.");
            }
            if (there.isPresent() || policy.newColumn() == NewColumn.ADD) {
                columns.add(there.isPresent() ? typed(column, target.column(there.getAsInt())) : column);
                indexes.add(i);
            }
        }
        for (Column column : target.columns()) {
            if (!names.contains(column.sqlName())) {
                addMissing(column, columns, indexes, sample);
            }
        }
        return new Columns(Schema.of(columns), indexes.stream().mapToInt(i -> i).toArray());
    }

    private void addMissing(Column column, List<Column> columns, List<Integer> indexes, SampleRecords sample) {
        if (policy.missingColumn() == MissingColumn.REJECT) {
            throw new SchemaException(sample.name() + " has no column \"" + column.sqlName() + "\", which " + targetName
                    + " has, and missing columns are refused. Name the column that is meant with an alias or rename, or"
                    + " allow it: missing=null or missing=ignore.");
        }
        if (policy.missingColumn() == MissingColumn.NULL) {
            columns.add(column.withNullable(true).withOrigin(Column.Origin.DECLARED));
            indexes.add(-1);
        }
    }

    private Column typed(Column own, Column there) {
        Column column = policy.typeChange() == TypeChange.NULL ? own.withNullable(there.nullable()) : own;
        if (policy.typeChange() == TypeChange.WIDEN
                || column.origin() != Column.Origin.INFERRED
                || column.type().equals(there.type())) {
            return column;
        }
        return (column.type().kind() == there.type().kind()
                        ? column.withType(there.type(), column.format())
                        : column.withType(there.type()))
                .withOrigin(Column.Origin.DECLARED);
    }

    private static OptionalInt indexOf(Schema schema, String sqlName) {
        for (int i = 0; i < schema.size(); i++) {
            if (schema.column(i).sqlName().equals(sqlName)) {
                return OptionalInt.of(i);
            }
        }
        return OptionalInt.empty();
    }
}
