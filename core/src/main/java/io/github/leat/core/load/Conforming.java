package io.github.leat.core.load;

import io.github.leat.core.load.internal.Widener;
import io.github.leat.core.record.RecordBatch;
import io.github.leat.core.record.Rejects;
import io.github.leat.core.schema.Column;
import io.github.leat.core.schema.Schema;
import io.github.leat.core.transform.Computed;
import io.github.leat.core.transform.Conform;
import io.github.leat.core.transform.Transform;
import java.util.ArrayList;
import java.util.List;

/** What a run does with batches from conforming on, while columns may widen. One thread's. */
final class Conforming {
    private final List<Computed> functions;
    private final Transform afterwards;
    private final List<Column> computed = new ArrayList<>();
    private Schema schema;
    private Conform conform;

    /**
     * The steps of one run.
     *
     * @param own the columns that are conformed
     * @param wanted the target's answer: the own columns, then the computed ones, perhaps more
     * @param afterwards filter and lineage
     */
    Conforming(Schema own, Schema wanted, List<Computed> functions, Transform afterwards) {
        this.functions = functions;
        this.afterwards = afterwards;
        this.schema = Widener.targetOf(own, wanted);
        this.conform = Conform.to(schema);
        int next = own.size();
        for (Computed step : functions) {
            for (int i = 0; i < step.columns().size(); i++) {
                computed.add(wanted.column(next++).withOrigin(Column.Origin.DECLARED));
            }
        }
    }

    /** What batches conform to. */
    Schema schema() {
        return schema;
    }

    void widen(Schema wider) {
        schema = wider;
        conform = Conform.to(wider);
    }

    Conform.Checked check(RecordBatch batch) {
        return conform.check(batch);
    }

    /** The columns that the sink gets. */
    Schema outputSchema() {
        return afterwards.outputSchema(withComputed());
    }

    private Schema withComputed() {
        List<Column> columns = new ArrayList<>(schema.columns());
        columns.addAll(computed);
        return Schema.of(columns);
    }

    /** Functions and what they computed, checked against the target's types. */
    RecordBatch compute(RecordBatch conformed, Rejects rejects) {
        if (functions.isEmpty()) {
            return conformed;
        }
        RecordBatch batch = conformed;
        for (Computed step : functions) {
            batch = step.apply(batch, rejects);
        }
        return Conform.to(withComputed()).apply(batch, rejects);
    }

    /** Filter and lineage. */
    RecordBatch finish(RecordBatch batch) {
        return afterwards.apply(batch, Rejects.none());
    }
}
