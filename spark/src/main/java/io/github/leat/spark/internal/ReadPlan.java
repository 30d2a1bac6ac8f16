package io.github.leat.spark.internal;

import io.github.leat.core.SchemaException;
import io.github.leat.core.SourceException;
import io.github.leat.core.infer.Inference;
import io.github.leat.core.infer.Layout;
import io.github.leat.core.load.UnifiedSchema;
import io.github.leat.core.schema.Schema;
import java.io.IOException;
import java.time.Instant;
import java.util.List;

/**
 * What the driver found out once, for all tasks. Immutable.
 *
 * @param files with their layouts, in the order given; those without any column are left out
 * @param schema the columns of all of them together
 * @param at when that was
 */
record ReadPlan(List<Planned> files, Schema schema, Instant at) {
    /** One file. */
    record Planned(HadoopFile file, PortableLayout layout) {}

    static ReadPlan of(List<HadoopFile> files, Inference inference) {
        List<Planned> planned = files.parallelStream()
                .map(file -> new Planned(file, PortableLayout.of(infer(file, inference))))
                .filter(file -> !file.layout().schema().columns().isEmpty())
                .toList();
        if (planned.isEmpty()) {
            throw new SchemaException("None of the " + files.size() + " files has a column, the first is "
                    + files.get(0).name() + ". Check the paths.");
        }
        return new ReadPlan(
                planned,
                UnifiedSchema.of(planned.stream()
                                .map(file -> file.layout().schema().schema())
                                .toList())
                        .schema(),
                Instant.now());
    }

    private static Layout infer(HadoopFile file, Inference inference) {
        try {
            return inference.infer(file);
        } catch (IOException e) {
            throw new SourceException(
                    file.name() + " cannot be read: " + e.getMessage() + ". Check the file and the disk or network.",
                    e);
        }
    }
}
