package io.github.leat.core.load;

import io.github.leat.core.PermanentSinkException;
import io.github.leat.core.record.RecordBatch;
import io.github.leat.core.schema.Schema;
import io.github.leat.core.sink.Checkpoint;
import io.github.leat.core.sink.LedgerEntry;
import io.github.leat.core.sink.LoadId;
import io.github.leat.core.sink.RecordCounts;
import io.github.leat.core.sink.Sink;
import io.github.leat.core.sink.SinkPlan;
import io.github.leat.core.sink.SinkTraits;
import io.github.leat.core.sink.SinkWriter;
import io.github.leat.core.sink.WriteResult;
import java.util.Optional;

/**
 * A sink whose writer dies in its own thread, so that all that was handed over before is done by then.
 *
 * @param death what happens at the write of that number, from 1, or at a commit if that is below 0
 */
record DyingSink(Sink sink, int at, Runnable death) implements Sink {
    /** At the write of a number the process ends without any clearing up, as if it were killed. */
    static DyingSink killedAtWrite(Sink sink, int write) {
        return new DyingSink(sink, write, () -> Runtime.getRuntime().halt(9));
    }

    static DyingSink failingAtWrite(Sink sink, int write) {
        return new DyingSink(sink, write, DyingSink::fail);
    }

    /** The commit of a number fails before the target is told of it, though the dead letters are lasting by then. */
    static DyingSink failingAtCommit(Sink sink, int commit) {
        return new DyingSink(sink, -commit, DyingSink::fail);
    }

    private static void fail() {
        throw new PermanentSinkException("The target is gone. Bring it back.");
    }

    @Override
    public String name() {
        return sink.name();
    }

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
    public SinkWriter open(Schema schema, LoadId load) {
        SinkWriter writer = sink.open(schema, load);
        return new SinkWriter() {
            private int writes;
            private int commits;

            @Override
            public Optional<Checkpoint> lastCommit() {
                return writer.lastCommit();
            }

            @Override
            public long estimateCost(RecordBatch batch) {
                return writer.estimateCost(batch);
            }

            @Override
            public WriteResult write(RecordBatch batch) throws InterruptedException {
                if (++writes == at) {
                    death.run();
                }
                return writer.write(batch);
            }

            @Override
            public void evolve(Schema wider) {
                writer.evolve(wider);
            }

            @Override
            public void commit(Checkpoint checkpoint) {
                if (++commits == -at) {
                    death.run();
                }
                writer.commit(checkpoint);
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
        };
    }
}
