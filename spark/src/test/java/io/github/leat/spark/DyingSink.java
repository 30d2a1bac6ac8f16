package io.github.leat.spark;

import io.github.leat.core.record.RecordBatch;
import io.github.leat.core.schema.Schema;
import io.github.leat.core.sink.Checkpoint;
import io.github.leat.core.sink.LedgerEntry;
import io.github.leat.core.sink.LoadId;
import io.github.leat.core.sink.PartOrder;
import io.github.leat.core.sink.RecordCounts;
import io.github.leat.core.sink.Routing;
import io.github.leat.core.sink.Sink;
import io.github.leat.core.sink.SinkPlan;
import io.github.leat.core.sink.SinkTraits;
import io.github.leat.core.sink.SinkWriter;
import io.github.leat.core.sink.WriteResult;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalDouble;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.atomic.AtomicInteger;

/**
 * A sink of small writes whose writers die at the fourth, so many times. The count is the process's: tasks in local mode share it.
 *
 * @param name of the count
 * @param mark what the source's identity holds for those that die
 */
record DyingSink(Sink sink, String name, String mark) implements Sink {
    private static final Map<String, AtomicInteger> LEFT = new ConcurrentHashMap<>();

    static void dieAgain(String name, int times) {
        LEFT.put(name, new AtomicInteger(times));
    }

    static int left(String name) {
        return LEFT.getOrDefault(name, new AtomicInteger()).get();
    }

    @Override
    public boolean isAtomic() {
        return sink.isAtomic();
    }

    @Override
    public SinkTraits traits() {
        SinkTraits own = sink.traits();
        return new SinkTraits(
                Math.min(100, own.maxBatchRecords()),
                own.maxBatchBytes(),
                own.costUnit(),
                own.delivery(),
                own.maxWriters(),
                own.canWiden());
    }

    @Override
    public SinkPlan plan(Schema schema) {
        return sink.plan(schema);
    }

    @Override
    public Optional<Schema> target(Schema load) {
        return sink.target(load);
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
    public Optional<Routing> routing(Schema schema) {
        return sink.routing(schema);
    }

    @Override
    public SinkWriter openAnother(Schema schema, LoadId load, SinkWriter first) {
        return sink.openAnother(schema, load, first instanceof Writer dying ? dying.writer : first);
    }

    @Override
    public SinkWriter open(Schema schema, LoadId load) {
        return new Writer(sink.open(schema, load), load.source().contains(mark));
    }

    private final class Writer implements SinkWriter {
        private final SinkWriter writer;
        private final boolean mortal;
        private int writes;

        Writer(SinkWriter writer, boolean mortal) {
            this.writer = writer;
            this.mortal = mortal;
        }

        @Override
        public WriteResult write(RecordBatch batch) throws InterruptedException {
            AtomicInteger left = LEFT.getOrDefault(name, new AtomicInteger());
            if (mortal && ++writes > 3 && left.getAndUpdate(n -> Math.max(0, n - 1)) > 0) {
                throw new IllegalStateException("killed in the middle");
            }
            return writer.write(batch);
        }

        @Override
        public void commit(Checkpoint checkpoint) {
            writer.commit(checkpoint);
        }

        @Override
        public Optional<Checkpoint> lastCommit() {
            return writer.lastCommit();
        }

        @Override
        public Optional<LedgerEntry> ledgerAtOpening() {
            return writer.ledgerAtOpening();
        }

        @Override
        public OptionalDouble capacity() {
            return writer.capacity();
        }

        @Override
        public int most(RecordBatch batch, double cost) {
            return writer.most(batch, cost);
        }

        @Override
        public long estimateCost(RecordBatch batch) {
            return writer.estimateCost(batch);
        }

        @Override
        public void evolve(Schema wider) {
            writer.evolve(wider);
        }

        @Override
        public RecordCounts complete(Checkpoint end) {
            return writer.complete(end);
        }

        @Override
        public void abort() {
            writer.abort();
        }

        @Override
        public void close() {
            writer.close();
        }
    }
}
