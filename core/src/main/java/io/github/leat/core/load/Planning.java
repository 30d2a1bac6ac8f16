package io.github.leat.core.load;

import io.github.leat.core.SchemaException;
import io.github.leat.core.infer.Layout;
import io.github.leat.core.schema.Column;
import io.github.leat.core.schema.Schema;
import io.github.leat.core.sink.LedgerEntry;
import io.github.leat.core.sink.LoadId;
import io.github.leat.core.sink.SchemaPolicy;
import io.github.leat.core.sink.SinkPlan;
import io.github.leat.core.transform.Columns;
import io.github.leat.core.transform.Computed;
import io.github.leat.core.transform.Transform;
import java.util.HashSet;
import java.util.Optional;
import java.util.Set;

/** Brings the columns of a source, by all that the load does with them, to those of its target. Reads a sample, writes nothing. */
final class Planning {
    private final Load load;
    private final LoadId id;

    /** @param id as which the source is loaded */
    Planning(Load load, LoadId id) {
        this.load = load;
        this.id = id;
    }

    /** How batches are read, and the columns that they have then. */
    private record Reading(Transform steps, Schema schema) {
        Reading then(Columns columns) {
            return new Reading(steps.then(columns), columns.outputSchema(schema));
        }
    }

    /** @throws io.github.leat.core.LoadException if the source does not fit the target */
    LoadPlan plan(Layout layout) {
        Steps steps = load.steps;
        Reading first = new Reading(steps.reading(), steps.schema(layout));
        Optional<UnifiedSchema.Member> member =
                load.unified.map(all -> all.compare(load.source.name(), first.schema()));
        Reading unified = load.unified
                .map(all -> first.then(all.columnsFor(first.schema())))
                .orElse(first);
        Reading reading = resolveDrift(widelyNullable(unified), layout);
        Schema own = reading.schema();
        steps.filter().outputSchema(computed(own));
        requireRollback();
        SinkPlan sinkPlan = load.sink().plan(offered(own));
        // the filter sees the types that the target has answered
        Transform nothing = Transform.identity();
        steps.filter().outputSchema(new Conforming(own, sinkPlan.schema(), steps.computed(), nothing).outputSchema());
        Optional<LedgerEntry> ledger = load.sink().ledger(id);
        return new LoadPlan(id, layout, reading.steps(), own, sinkPlan, ledger, Verdicts.of(id, ledger), member);
    }

    /** Values that are none of the type become NULL also where the sample has no NULL. */
    private Reading widelyNullable(Reading reading) {
        return load.drift().typeChange() == DriftPolicy.TypeChange.NULL
                ? new Reading(
                        reading.steps(),
                        Schema.of(reading.schema().columns().stream()
                                .map(column -> column.withNullable(true))
                                .toList()))
                : reading;
    }

    private Reading resolveDrift(Reading reading, Layout layout) {
        Schema own = reading.schema();
        Optional<Schema> target = load.drift().equals(DriftPolicy.of(SchemaPolicy.EVOLVE))
                ? Optional.empty()
                : load.sink().target(own);
        if (target.isEmpty()) {
            return reading;
        }
        Set<String> later = new HashSet<>();
        Schema all = offered(own);
        for (Column column : all.columns().subList(own.size(), all.size())) {
            later.add(column.sqlName());
        }
        return reading.then(new Drift(load.drift(), target.get(), load.sink().name())
                .resolve(own, later, new SampleRecords(layout, reading.steps())));
    }

    private void requireRollback() {
        if (load.budget.rollsBack() && !load.sink().isAtomic()) {
            throw new SchemaException(
                    load.sink().name() + " shows records before a load completes, so it cannot take them back"
                            + " when too many are rejected. Let it show all at the end, or choose a budget without thenRollback.");
        }
    }

    /** The same plan after the target was asked again. */
    LoadPlan again(LoadPlan plan) {
        SinkPlan sinkPlan = load.sink().plan(offered(plan.schema()));
        Optional<LedgerEntry> ledger = load.sink().ledger(id);
        return new LoadPlan(
                id,
                plan.layout(),
                plan.reading(),
                plan.schema(),
                sinkPlan,
                ledger,
                Verdicts.of(id, ledger),
                plan.member());
    }

    private Schema computed(Schema own) {
        Schema schema = own;
        for (Computed step : load.steps.computed()) {
            schema = step.outputSchema(schema);
        }
        return schema;
    }

    /** The columns that the target is asked for. */
    private Schema offered(Schema own) {
        Schema schema = computed(own);
        return load.steps.hasLineage() ? load.lineageOf(id).outputSchema(schema) : schema;
    }
}
