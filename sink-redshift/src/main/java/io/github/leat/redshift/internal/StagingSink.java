package io.github.leat.redshift.internal;

import io.github.leat.core.Position;
import io.github.leat.core.schema.Schema;
import io.github.leat.core.sink.JointSink.Receipt;
import io.github.leat.core.sink.LedgerEntry;
import io.github.leat.core.sink.LoadId;
import io.github.leat.core.sink.Sink;
import io.github.leat.core.sink.SinkPlan;
import io.github.leat.core.sink.SinkTraits;
import io.github.leat.core.sink.SinkWriter;
import java.util.List;
import java.util.Optional;
import java.util.function.Consumer;

/**
 * Where one part of a joint load is staged: S3 alone. Immutable.
 *
 * @param where name of the target
 * @param object the number of the part's object
 * @param start where the part's first record begins
 * @param staged gets the receipt
 */
record StagingSink(
        Options options,
        Staging staging,
        String where,
        JointOrder order,
        int object,
        Position start,
        Consumer<Receipt> staged)
        implements Sink {
    @Override
    public String name() {
        return where;
    }

    @Override
    public boolean isAtomic() {
        return true;
    }

    @Override
    public SinkTraits traits() {
        return TableSink.traits();
    }

    TablePlan tablePlan(Schema schema) {
        return Planner.plan(options, where, order.table(), order.target(), order.widened(schema));
    }

    @Override
    public SinkPlan plan(Schema schema) {
        return new SinkPlan(tablePlan(schema).schema(), List.of());
    }

    @Override
    public Optional<Schema> target(Schema load) {
        return order.target().map(found -> TableSink.columns(found, load));
    }

    /** Receipts are looked for where a part is opened: once, and by the task. */
    @Override
    public Optional<LedgerEntry> ledger(LoadId load) {
        return Optional.empty();
    }

    @Override
    public SinkWriter open(Schema schema, LoadId load) {
        return new StagingWriter(this, tablePlan(schema), load);
    }
}
