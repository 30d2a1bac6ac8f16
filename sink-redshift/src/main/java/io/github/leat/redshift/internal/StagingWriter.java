package io.github.leat.redshift.internal;

import io.github.leat.core.PermanentSinkException;
import io.github.leat.core.record.RecordBatch;
import io.github.leat.core.record.Rejection;
import io.github.leat.core.schema.Schema;
import io.github.leat.core.sink.Checkpoint;
import io.github.leat.core.sink.LedgerEntry;
import io.github.leat.core.sink.LoadId;
import io.github.leat.core.sink.RecordCounts;
import io.github.leat.core.sink.SinkWriter;
import io.github.leat.core.sink.WriteResult;
import java.util.ArrayList;
import java.util.BitSet;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import java.util.concurrent.Callable;
import java.util.stream.LongStream;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import software.amazon.awssdk.core.exception.SdkException;

/**
 * One attempt to stage one part of a joint load: objects on S3 under a name of the attempt's own, and at the end the part's receipt. A
 * part that has one already is as if it were loaded. Used by one thread at a time.
 */
final class StagingWriter implements SinkWriter {
    private static final Logger LOG = LoggerFactory.getLogger(StagingWriter.class);

    private final StagingSink sink;
    private final LoadId load;
    private final Receipts receipts;
    private final ReceiptKey key;
    private final Optional<StagedPart> found;
    private final long firstNumber;
    private final long[] longest;
    private final String folder;
    private final PartSet parts;
    private final List<StagedPart.Group> groups = new ArrayList<>();

    private TablePlan plan;
    private RecordCheck check;
    private long nextNumber;
    private boolean hasWritten;
    private boolean broken;
    private boolean ended;

    StagingWriter(StagingSink sink, TablePlan plan, LoadId load) {
        JointOrder order = sink.order();
        this.sink = sink;
        this.load = load;
        this.plan = plan;
        this.firstNumber = order.number(sink.object(), sink.start().record());
        this.nextNumber = firstNumber;
        this.longest = new long[plan.schema().size()];
        this.check = check();
        this.receipts = new Receipts(sink.staging(), sink.where());
        this.key = ReceiptKey.of(sink.options(), order, load, plan, firstNumber);
        this.folder = key.folder(UUID.randomUUID().toString().substring(0, 8));
        int atOnce = Math.max(1, sink.options().parts());
        this.parts = new PartSet(sink.staging(), folder, sink.options().compression(), atOnce, sink.where());
        this.found = receipts.find(key);
        found.ifPresent(sink.staged());
    }

    private RecordCheck check() {
        return new RecordCheck(plan, sink.options().policy(), sink.order().refusedOf(load.source()), longest);
    }

    @Override
    public Optional<Checkpoint> lastCommit() {
        return Optional.empty();
    }

    @Override
    public Optional<LedgerEntry> ledgerAtOpening() {
        return found.map(receipt -> new LedgerEntry(load.id(), load.version(), true, receipt.end()));
    }

    @Override
    public long estimateCost(RecordBatch batch) {
        return batch.size();
    }

    @Override
    public WriteResult write(RecordBatch batch) throws InterruptedException {
        requireUsable();
        if (!TableSql.sameTypes(batch.schema(), plan.schema())) {
            throw new IllegalArgumentException(
                    "The batch has the columns " + batch.schema() + ", the writer " + plan.schema());
        }
        boolean done = false;
        try {
            List<Rejection> rejected = check.check(batch, nextNumber);
            BitSet skipped = new BitSet();
            rejected.forEach(rejection -> skipped.set(rejection.index()));
            if (rejected.size() < batch.size()) {
                hasWritten = true;
                parts.write(batch, skipped, nextNumber);
            }
            nextNumber += batch.size();
            done = true;
            return new WriteResult(batch.size(), false, List.of(), rejected);
        } finally {
            broken |= !done;
        }
    }

    @Override
    public void evolve(Schema wider) {
        requireUsable();
        attempt(() -> {
            seal();
            plan = sink.tablePlan(wider);
            check = check();
            return plan;
        });
    }

    private void seal() throws InterruptedException {
        List<StagedObject> sealed = parts.seal();
        if (!sealed.isEmpty()) {
            groups.add(StagedPart.Group.of(plan.schema(), sealed));
        }
    }

    /** Nothing: a part goes on at its beginning, or is there as a whole. */
    @Override
    public void commit(Checkpoint checkpoint) {
        requireUsable();
    }

    @Override
    public RecordCounts complete(Checkpoint end) {
        requireUsable();
        return attempt(() -> {
            seal();
            StagedPart own = new StagedPart(
                    load.source(),
                    sink.object(),
                    end,
                    firstNumber,
                    groups,
                    LongStream.of(longest).boxed().toList());
            StagedPart kept = receipts.keep(key, own);
            if (!kept.equals(own)) {
                discard(); // another attempt was first
            }
            ended = true;
            sink.staged().accept(kept);
            return kept.end().counts();
        });
    }

    @Override
    public void abort() {
        if (!ended && hasWritten) {
            // what is staged is staged from its beginning or not at all
            broken = true;
            discard();
        }
    }

    @Override
    public void undo() {
        abort();
        ended = true;
    }

    private void discard() {
        parts.abort();
        groups.clear();
        try {
            sink.staging().clear(folder);
        } catch (RuntimeException e) {
            LOG.debug("{}: what an attempt has staged stays until the load completes", sink.where(), e);
        }
    }

    @Override
    public void close() {
        abort();
        ended = true;
    }

    private <T> T attempt(Callable<T> action) {
        boolean done = false;
        try {
            T result = action.call();
            done = true;
            return result;
        } catch (SdkException e) {
            throw StoreErrors.of(e, sink.where());
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new PermanentSinkException(
                    sink.where() + ": staging was interrupted. Run the load again: what is staged is not staged again.",
                    e);
        } catch (RuntimeException e) {
            throw e;
        } catch (Exception e) {
            throw new IllegalStateException(e);
        } finally {
            if (!done) {
                broken = true;
                discard();
            }
        }
    }

    private void requireUsable() {
        if (broken || ended) {
            throw new PermanentSinkException(sink.where() + ": staging this part has " + (ended ? "ended" : "failed")
                    + ", nothing more can be written. Open a new writer.");
        }
    }
}
