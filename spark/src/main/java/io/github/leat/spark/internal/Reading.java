package io.github.leat.spark.internal;

import io.github.leat.core.load.UnifiedSchema;
import io.github.leat.core.schema.Schema;
import io.github.leat.core.transform.Lineage;
import io.github.leat.core.transform.Transform;
import java.io.Serializable;
import java.time.Instant;
import java.util.List;

/**
 * What every task does with the records of its pieces. Immutable.
 *
 * @param unified the columns of all files together
 * @param rejects what becomes of records that do not conform
 * @param lineage whether to add where each record came from
 * @param at when the read was planned
 */
record Reading(PortableSchema unified, ReadOptions.Rejects rejects, boolean lineage, Instant at)
        implements Serializable {
    static Reading of(ReadPlan plan, ReadOptions options) {
        return new Reading(PortableSchema.of(plan.schema()), options.rejects(), options.lineage(), plan.at());
    }

    /** What brings a file's records to the columns of all. */
    Transform columnsFor(Schema own) {
        return UnifiedSchema.of(List.of(unified.schema())).columnsFor(own);
    }

    Transform afterConforming(HadoopFile file) {
        return lineage ? new Lineage(file.name(), file.version().orElse(""), at) : Transform.identity();
    }

    /** The columns that queries see. */
    Schema output() {
        Schema schema = unified.schema();
        return lineage ? new Lineage("", "", at).outputSchema(schema) : schema;
    }
}
