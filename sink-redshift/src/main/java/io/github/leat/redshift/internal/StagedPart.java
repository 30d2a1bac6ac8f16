package io.github.leat.redshift.internal;

import io.github.leat.core.schema.ColumnType;
import io.github.leat.core.schema.Schema;
import io.github.leat.core.sink.Checkpoint;
import io.github.leat.core.sink.JointSink;
import java.io.Serializable;
import java.util.List;
import java.util.stream.Stream;

/**
 * The receipt of one part. Immutable.
 *
 * @param firstNumber number of the first record that was handed over; those that follow count on
 * @param groups what was staged; several where values made columns wider on the way, none where nothing was to be written
 * @param longest bytes of the longest text by column
 */
record StagedPart(String part, int object, Checkpoint end, long firstNumber, List<Group> groups, List<Long> longest)
        implements JointSink.Receipt {
    StagedPart {
        groups = List.copyOf(groups);
        longest = List.copyOf(longest);
    }

    /**
     * Objects whose records are of the same types.
     *
     * @param types of the columns, as they are written out
     */
    record Group(List<String> types, List<StagedObject> objects) implements Serializable {
        Group {
            types = List.copyOf(types);
            objects = List.copyOf(objects);
        }

        static Group of(Schema schema, List<StagedObject> objects) {
            return new Group(
                    schema.columns().stream()
                            .map(column -> column.type().toString())
                            .toList(),
                    objects);
        }

        List<ColumnType> columnTypes() {
            return types.stream().map(ColumnType::parse).toList();
        }
    }

    Stream<StagedObject> stagedObjects() {
        return groups.stream().flatMap(group -> group.objects().stream());
    }
}
