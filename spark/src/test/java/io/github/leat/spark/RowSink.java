package io.github.leat.spark;

import io.github.leat.core.rate.CostUnit;
import io.github.leat.core.record.RecordBatch;
import io.github.leat.core.record.RecordCursor;
import io.github.leat.core.schema.Schema;
import io.github.leat.core.sink.Checkpoint;
import io.github.leat.core.sink.Delivery;
import io.github.leat.core.sink.LedgerEntry;
import io.github.leat.core.sink.LoadId;
import io.github.leat.core.sink.RecordCounts;
import io.github.leat.core.sink.Sink;
import io.github.leat.core.sink.SinkPlan;
import io.github.leat.core.sink.SinkTraits;
import io.github.leat.core.sink.SinkWriter;
import io.github.leat.core.sink.WriteResult;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.UUID;
import java.util.concurrent.ConcurrentHashMap;

/**
 * Keeps what was committed as a {@link RowSet}. The sets are the process's: tasks in local mode share them.
 *
 * @param name of the set
 */
record RowSink(String name) implements Sink {
    private static final Map<String, RowSet> SETS = new ConcurrentHashMap<>();

    /** An empty one. */
    static RowSink fresh(boolean keeping) {
        String name = UUID.randomUUID().toString();
        SETS.put(name, new RowSet(keeping));
        return new RowSink(name);
    }

    /** What was committed, which is forgotten here. */
    RowSet take() {
        return Objects.requireNonNull(SETS.remove(name));
    }

    @Override
    public SinkTraits traits() {
        return new SinkTraits(100_000, 1 << 24, CostUnit.RECORDS, Delivery.AT_LEAST_ONCE, 1, false);
    }

    @Override
    public SinkPlan plan(Schema schema) {
        return new SinkPlan(schema, List.of());
    }

    @Override
    public Optional<LedgerEntry> ledger(LoadId load) {
        return Optional.empty();
    }

    @Override
    public SinkWriter open(Schema schema, LoadId load) {
        return new Writer(schema, Objects.requireNonNull(SETS.get(name)));
    }

    private static final class Writer implements SinkWriter {
        private final Schema schema;
        private final RowSet committed;
        private final RowBytes form = new RowBytes();
        private RowSet open;

        Writer(Schema schema, RowSet committed) {
            this.schema = schema;
            this.committed = committed;
            this.open = committed.another();
        }

        @Override
        public Optional<Checkpoint> lastCommit() {
            return Optional.empty();
        }

        @Override
        public long estimateCost(RecordBatch batch) {
            return batch.size();
        }

        @Override
        public WriteResult write(RecordBatch batch) {
            RecordCursor record = batch.cursor();
            while (record.next()) {
                open.add(form.of(record, schema));
            }
            return WriteResult.allWritten(batch.size());
        }

        @Override
        public void evolve(Schema wider) {
            throw new UnsupportedOperationException("types are frozen");
        }

        @Override
        public void commit(Checkpoint checkpoint) {
            open.has(schema);
            synchronized (committed) {
                committed.add(open);
            }
            open = committed.another();
        }

        @Override
        public RecordCounts complete(Checkpoint end) {
            commit(end);
            return end.counts();
        }

        @Override
        public void abort() {
            open = committed.another();
        }

        @Override
        public void close() {}
    }
}
