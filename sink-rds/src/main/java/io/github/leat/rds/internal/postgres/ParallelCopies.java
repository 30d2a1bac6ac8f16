package io.github.leat.rds.internal.postgres;

import io.github.leat.core.TransientSinkException;
import io.github.leat.core.record.RecordBatch;
import io.github.leat.core.record.Rejection;
import io.github.leat.rds.internal.RecordRanges;
import java.sql.Connection;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.LinkedBlockingQueue;
import org.jspecify.annotations.Nullable;
import org.postgresql.PGConnection;

/**
 * Several COPYs into one table at once: a server spends most of a load in the one process that takes its records apart.
 *
 * <p>Each batch is made by the caller, and goes whole to the COPY that has the fewest waiting. Each COPY has two
 * buffers, one that is sent and one that waits, and the caller one more, so that a slow server stops the caller. Used by one thread at a time; each COPY sends on a thread of its
 * own.
 */
final class ParallelCopies implements AutoCloseable {
    private static final int BUFFERS_EACH = 2;

    private final CopyRecords records;
    private final List<Target> targets = new ArrayList<>();
    private final BlockingQueue<CopyBuffer> free = new LinkedBlockingQueue<>();
    private @Nullable RecordRanges openRange;
    private long openFrom;
    private int turn;
    private @Nullable RecordBatch last;

    ParallelCopies(CopyRecords records) {
        this.records = records;
        free.add(new CopyBuffer());
    }

    /**
     * A COPY and what is to be known of it.
     *
     * @param taken gets the numbers of its records; null if nobody asks
     */
    private record Target(CopyChannel channel, @Nullable RecordRanges taken) {}

    void add(Connection connection, @Nullable RecordRanges taken) throws SQLException {
        targets.add(new Target(
                new CopyChannel(
                        connection.unwrap(PGConnection.class).getCopyAPI(),
                        records,
                        free,
                        "leat-copy-" + (targets.size() + 1)),
                taken));
        for (int i = 0; i < BUFFERS_EACH; i++) {
            free.add(new CopyBuffer());
        }
    }

    void append(RecordBatch batch, long firstNumber, Map<Integer, Rejection> unfit) throws SQLException {
        CopyBuffer buffer = takeFree();
        boolean isSent = false;
        try {
            for (Target target : targets) {
                target.channel.requireSound();
            }
            records.write(batch, 0, firstNumber, unfit, buffer, null);
            Target target = leastBusy();
            follow(batch, target);
            target.channel.send(buffer);
            isSent = true;
        } finally {
            if (!isSent) {
                buffer.clear();
                free.add(buffer);
            }
        }
    }

    private CopyBuffer takeFree() {
        try {
            return free.take();
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new TransientSinkException("Interrupted while the server was taking records.", e);
        }
    }

    /** Of those with the fewest waiting the next in turn. */
    private Target leastBusy() {
        turn = (turn + 1) % targets.size();
        Target least = targets.get(turn);
        for (Target target : targets) {
            if (target.channel.waiting() < least.channel.waiting()) {
                least = target;
            }
        }
        return least;
    }

    /** A range of numbers ends where the next batch begins: asking a batch for its end would cost a look at all its lines. */
    private void follow(RecordBatch batch, Target target) {
        long from = batch.start().record();
        endRange(from - 1);
        openRange = target.taken;
        openFrom = from;
        last = batch;
    }

    private void endRange(long to) {
        if (openRange != null) {
            openRange.add(openFrom, to);
        }
        openRange = null;
    }

    /** Ends all COPYs. */
    void flush() throws SQLException {
        if (last != null) {
            endRange(last.end().record());
            last = null;
        }
        for (Target target : targets) {
            target.channel.startEnding();
        }
        for (Target target : targets) {
            target.channel.awaitEnd();
        }
    }

    /** Ends the threads; a COPY that is not ended is cancelled. */
    @Override
    public void close() {
        targets.forEach(target -> target.channel.close());
    }
}
