package io.github.leat.redshift.internal;

import io.github.leat.core.schema.Column;
import io.github.leat.core.schema.ColumnType;
import io.github.leat.core.schema.Schema;
import io.github.leat.core.schema.TypeJoin;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;

/** The types that hold what all parts of a joint load have staged. */
final class JointTypes {
    private JointTypes() {}

    /** The types of these columns, as wide as the parts need them. */
    static List<ColumnType> of(Schema schema, Collection<StagedPart> parts) {
        List<ColumnType> types =
                new ArrayList<>(schema.columns().stream().map(Column::type).toList());
        for (StagedPart part : parts) {
            for (StagedPart.Group group : part.groups()) {
                List<ColumnType> own = group.columnTypes();
                for (int i = 0; i < types.size(); i++) {
                    types.set(i, TypeJoin.of(types.get(i), own.get(i)).orElse(ColumnType.TEXT));
                }
            }
        }
        return types;
    }

    /** Whether COPY reads all that a part has staged as it would read it had it been of these types from the beginning. */
    static boolean isCopied(StagedPart part, List<ColumnType> types) {
        return part.groups().stream().allMatch(group -> isCopied(group.columnTypes(), types));
    }

    /** A number is written alike whatever type of number it is; texts are another matter: {@code t} and {@code true}. */
    private static boolean isCopied(List<ColumnType> from, List<ColumnType> to) {
        for (int i = 0; i < from.size(); i++) {
            boolean sameText = from.get(i).isNumeric() && to.get(i).isNumeric();
            if (!from.get(i).equals(to.get(i)) && !sameText) {
                return false;
            }
        }
        return true;
    }
}
