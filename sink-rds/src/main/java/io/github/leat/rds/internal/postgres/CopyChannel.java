package io.github.leat.rds.internal.postgres;

import io.github.leat.core.TransientSinkException;
import java.sql.SQLException;
import java.util.Queue;
import java.util.concurrent.CancellationException;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import org.jspecify.annotations.Nullable;
import org.postgresql.copy.CopyIn;
import org.postgresql.copy.CopyManager;

/**
 * One of several COPYs that run at once: sends buffers of whole records in order, on a thread of its own. After a failure the
 * rest is dropped. While anything waits, nobody else may use its connection.
 */
final class CopyChannel implements AutoCloseable {
    private final CopyManager copies;
    private final CopyRecords records;
    private final Queue<CopyBuffer> free;
    private final ExecutorService thread;
    private final AtomicInteger waiting = new AtomicInteger();
    private final CopyBuffer ends = new CopyBuffer();
    private volatile @Nullable SQLException failure;
    /** The thread's own. */
    private @Nullable CopyIn open;

    private @Nullable Future<?> ending;

    /** @param free gets each buffer back, emptied */
    CopyChannel(CopyManager copies, CopyRecords records, Queue<CopyBuffer> free, String name) {
        this.copies = copies;
        this.records = records;
        this.free = free;
        this.thread = Executors.newSingleThreadExecutor(task -> {
            Thread made = new Thread(task, name);
            made.setDaemon(true);
            return made;
        });
    }

    private interface Step {
        void run() throws SQLException;
    }

    /** How many buffers are not sent yet. */
    int waiting() {
        return waiting.get();
    }

    /** @throws SQLException what a buffer failed with */
    void requireSound() throws SQLException {
        SQLException failed = failure;
        if (failed != null) {
            throw failed;
        }
    }

    void send(CopyBuffer buffer) {
        waiting.incrementAndGet();
        thread.execute(() -> {
            attempt(() -> write(buffer));
            buffer.clear();
            waiting.decrementAndGet();
            free.add(buffer);
        });
    }

    private void attempt(Step step) {
        if (failure == null) {
            try {
                step.run();
            } catch (SQLException e) {
                failure = e;
            } catch (RuntimeException e) {
                failure = new SQLException("A COPY failed unexpectedly: " + e, e);
            }
        }
    }

    private void write(CopyBuffer buffer) throws SQLException {
        CopyIn copy = open;
        if (copy == null) {
            copy = copies.copyIn(records.statement());
            open = copy;
            ends.clear();
            records.begin(ends);
            ends.flush(copy);
        }
        buffer.flush(copy);
    }

    /** Ends the COPY after all that waits. */
    void startEnding() {
        ending = thread.submit(() -> attempt(() -> {
            CopyIn copy = open;
            if (copy != null) {
                open = null;
                ends.clear();
                records.end(ends);
                ends.flush(copy);
                copy.endCopy();
            }
        }));
    }

    /** @throws SQLException what the COPY failed with */
    void awaitEnd() throws SQLException {
        try {
            if (ending != null) {
                ending.get();
            }
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new TransientSinkException("Interrupted while the server was taking records.", e);
        } catch (ExecutionException | CancellationException e) {
            throw new SQLException("A COPY failed unexpectedly: " + e.getMessage(), e);
        }
        requireSound();
    }

    /** Ends the thread, and the COPY without its records if it is still open. */
    @Override
    public void close() {
        thread.execute(() -> {
            CopyIn copy = open;
            open = null;
            try {
                if (copy != null && copy.isActive()) {
                    copy.cancelCopy();
                }
            } catch (SQLException e) {
                // the transaction is rolled back anyway
            }
        });
        thread.shutdown();
        boolean interrupted = false;
        boolean done = false;
        while (!done) {
            try {
                done = thread.awaitTermination(1, TimeUnit.MINUTES);
            } catch (InterruptedException e) {
                interrupted = true;
            }
        }
        if (interrupted) {
            Thread.currentThread().interrupt();
        }
    }
}
