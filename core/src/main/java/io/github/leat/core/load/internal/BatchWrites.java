package io.github.leat.core.load.internal;

import io.github.leat.core.TransientSinkException;
import io.github.leat.core.rate.Ticker;
import io.github.leat.core.record.RecordBatch;
import io.github.leat.core.sink.RecordCounts;
import io.github.leat.core.sink.SinkWriter;
import io.github.leat.core.sink.WriteResult;
import java.time.Duration;
import java.util.function.BooleanSupplier;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Writes batches until each of their records is settled: at the pace that is allowed, again after a failure that may pass, and what
 * is refused into the dead letters. One thread's.
 */
final class BatchWrites {
    private static final Logger LOG = LoggerFactory.getLogger(BatchWrites.class);

    private final Tally tally;
    private final Pace pace;
    private final Ticker ticker;
    private final Retries retries;
    private final BooleanSupplier isStopping;

    /** @param isStopping whether the load ends, so that nothing is waited for any more */
    BatchWrites(LaneSettings settings, BooleanSupplier isStopping) {
        this.tally = settings.tally();
        this.pace = settings.pace();
        this.ticker = settings.ticker();
        this.retries = new Retries(settings.maxAttempts(), settings.deadlineNanos(), ticker, tally);
        this.isStopping = isStopping;
    }

    /** What became of the records of one batch, but for those that were written. */
    private static final class Sums {
        private long rejected;
        private long deduplicated;
        private long skipped;
    }

    /** Writes one batch; what became of all the records that came into it. */
    RecordCounts write(SinkWriter writer, Work work, SharedLetters letters) throws InterruptedException {
        Sums sums = new Sums();
        RecordBatch rest = work.batch();
        while (rest.size() > 0) {
            int most = pace.most(rest, writer);
            RecordBatch now = most < rest.size() ? rest.slice(0, most) : rest;
            writeAtOnce(writer, now, letters, sums);
            rest = rest.slice(now.size(), rest.size());
        }
        letters.keep(work.rejected());
        long rejected = work.rejected().size() + sums.rejected;
        long skipped = work.skipped() + sums.skipped;
        long read = work.read();
        return new RecordCounts(
                read, read - rejected - skipped - sums.deduplicated, sums.deduplicated, rejected, skipped);
    }

    private void writeAtOnce(SinkWriter writer, RecordBatch first, SharedLetters letters, Sums sums)
            throws InterruptedException {
        RecordBatch batch = first;
        int attempts = 0;
        while (batch.size() > 0) {
            pace.askAgain(writer);
            Pace.Turn turn = pace.reserve(batch, writer);
            await(turn, writer);
            attempts++;
            WriteResult result;
            try {
                result = writer.write(batch);
            } catch (TransientSinkException e) {
                pace.failed(turn);
                if (e.isUndoing()) {
                    throw e;
                }
                LOG.debug("Attempt {} failed and is made again: {}", attempts, e.getMessage());
                retries.await(attempts, e);
                continue;
            }
            pace.settle(turn, result);
            tally.charge(result.cost(), result.throttled());
            letters.keep(batch, result.rejected());
            sums.rejected += result.rejected().size();
            sums.deduplicated += result.deduplicated();
            sums.skipped += result.skipped();
            if (result.unprocessed().isEmpty()) {
                break;
            }
            boolean[] again = new boolean[batch.size()];
            result.unprocessed().forEach(i -> again[i] = true);
            attempts = result.unprocessed().size() < batch.size() ? 0 : attempts;
            batch = batch.select(i -> again[i]);
            if (result.throttled()) {
                retries.await(Math.max(1, attempts), null);
            }
        }
    }

    private void await(Pace.Turn turn, SinkWriter writer) throws InterruptedException {
        for (Duration wait = pace.until(turn, writer); !wait.isZero(); wait = pace.until(turn, writer)) {
            if (isStopping.getAsBoolean()) {
                throw new InterruptedException("the load ends");
            }
            tally.waited(wait);
            ticker.sleep(wait);
        }
    }
}
