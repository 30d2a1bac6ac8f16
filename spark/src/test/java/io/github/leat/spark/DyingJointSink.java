package io.github.leat.spark;

import io.github.leat.core.Position;
import io.github.leat.core.schema.Schema;
import io.github.leat.core.sink.JointSink;
import io.github.leat.core.sink.LedgerEntry;
import io.github.leat.core.sink.LoadId;
import io.github.leat.core.sink.PartOrder;
import io.github.leat.core.sink.Sink;
import io.github.leat.core.sink.SinkPlan;
import io.github.leat.core.sink.SinkTraits;
import io.github.leat.core.sink.SinkWriter;
import java.util.Collection;
import java.util.List;
import java.util.Optional;
import java.util.function.Consumer;

/** A joint sink whose tasks die as those of {@link DyingSink} do. */
record DyingJointSink(JointSink sink, String name, String mark) implements JointSink {
    @Override
    public SinkTraits traits() {
        return sink.traits();
    }

    @Override
    public SinkPlan plan(Schema schema) {
        return sink.plan(schema);
    }

    @Override
    public Optional<LedgerEntry> ledger(LoadId load) {
        return sink.ledger(load);
    }

    @Override
    public PartOrder partOrder() {
        return sink.partOrder();
    }

    @Override
    public SinkWriter open(Schema schema, LoadId load) {
        return sink.open(schema, load);
    }

    @Override
    public Joined join(List<LoadId> objects) {
        return sink.join(objects);
    }

    @Override
    public Sink staging(Order order, int object, Position start, Consumer<Receipt> staged) {
        return new DyingSink(sink.staging(order, object, start, staged), name, mark);
    }

    @Override
    public Outcome merge(Order order, Schema schema, List<Member> members, Collection<? extends Receipt> receipts) {
        return sink.merge(order, schema, members, receipts);
    }
}
