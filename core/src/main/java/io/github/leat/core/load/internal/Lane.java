package io.github.leat.core.load.internal;

import io.github.leat.core.LoadException;
import io.github.leat.core.PermanentSinkException;
import io.github.leat.core.Position;
import io.github.leat.core.schema.Schema;
import io.github.leat.core.sink.Checkpoint;
import io.github.leat.core.sink.RecordCounts;
import io.github.leat.core.sink.SinkWriter;
import java.time.Duration;
import java.util.concurrent.ArrayBlockingQueue;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionException;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.TimeUnit;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/**
 * One writer with a thread of its own. Takes commands in order through a queue of one, which is the back-pressure: the reader
 * is at most one batch ahead. Where records are routed the queue has no end, and {@link InFlight} holds the reader back.
 *
 * <p>After a failure the lane goes on taking commands and does nothing with them, so that the reader is never stuck; the reader
 * looks at {@link #failure()} before each command.
 */
final class Lane {
    @FunctionalInterface
    private interface Command {
        void run() throws InterruptedException;
    }

    private final BlockingQueue<Command> commands;
    private final @Nullable InFlight inFlight;
    private final CompletableFuture<SinkWriter> opened = new CompletableFuture<>();
    private final CountDownLatch ended = new CountDownLatch(1);
    private final Supplier<SinkWriter> open;
    private final LaneSettings settings;
    private final Tally tally;
    private final BatchWrites writes;
    private volatile @Nullable Throwable failure;
    private volatile boolean stopping;

    /** What this lane wrote since the last commit point; its thread's own. */
    private RecordCounts sincePoint = RecordCounts.ZERO;

    /**
     * A lane that is not started.
     *
     * @param open opens the sink's writer, on the lane's thread
     * @param inFlight what bounds the batches that wait; null: one waits
     */
    Lane(Supplier<SinkWriter> open, LaneSettings settings, @Nullable InFlight inFlight) {
        this.commands = inFlight == null ? new ArrayBlockingQueue<>(1) : new LinkedBlockingQueue<>();
        this.inFlight = inFlight;
        this.open = open;
        this.settings = settings;
        this.tally = settings.tally();
        this.writes = new BatchWrites(settings, () -> stopping);
    }

    /** Starts the thread and waits until the writer is open; answers where it goes on. */
    SinkWriter start(String name) {
        Threads.start(name, this::run);
        return opened.join();
    }

    private void run() {
        try (SinkWriter writer = open.get()) {
            opened.complete(writer);
            try {
                while (!stopping) {
                    Command command = commands.take();
                    if (failure == null) {
                        attempt(command);
                    }
                }
            } finally {
                writer.abort();
            }
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        } catch (Throwable e) {
            failure = failure == null ? e : failure;
            opened.completeExceptionally(e);
            if (inFlight != null) {
                inFlight.end();
            }
        } finally {
            ended.countDown();
        }
    }

    private void attempt(Command command) throws InterruptedException {
        try {
            command.run();
        } catch (RuntimeException | Error e) {
            failure = e;
            if (inFlight != null) {
                inFlight.end();
            }
        }
    }

    /** What went wrong, if anything. */
    @Nullable
    Throwable failure() {
        return failure;
    }

    /** The writer, once it is open. */
    SinkWriter writer() {
        return opened.join();
    }

    /** Writes a batch. */
    void write(Work work, SharedLetters letters) throws InterruptedException {
        commands.put(() -> write(writer(), work, letters));
    }

    /**
     * Writes a batch of those that this lane alone writes in their order.
     *
     * @param written what to do when it is written
     */
    void route(Work work, SharedLetters letters, Runnable written) throws InterruptedException {
        commands.put(() -> {
            write(writer(), work, letters);
            written.run();
        });
    }

    /**
     * Passes a commit point after what was handed over before; the last lane to do so commits with the first lane's writer.
     *
     * @param committer that writer
     */
    void pass(CommitPoint point, SinkWriter committer, SharedLetters letters) throws InterruptedException {
        commands.put(() -> {
            RecordCounts since = sincePoint;
            sincePoint = RecordCounts.ZERO;
            if (point.pass(since)) {
                long size = letters.commit();
                RecordCounts counts = tally.committed()
                        .map(Checkpoint::counts)
                        .orElse(RecordCounts.ZERO)
                        .plus(point.counts());
                commit(new Checkpoint(point.upTo(), counts, size), committer);
            }
        });
    }

    /** Widens the target. */
    void evolve(Schema wider) throws InterruptedException {
        commands.put(() -> writer().evolve(wider));
    }

    /** Commits what was written so far, up to a position. */
    void commit(Position upTo, SharedLetters letters) throws InterruptedException {
        commands.put(() -> commit(letters.checkpoint(upTo), writer()));
    }

    private void commit(Checkpoint checkpoint, SinkWriter committer) {
        long began = settings.ticker().nanos();
        committer.commit(checkpoint);
        tally.commit(checkpoint);
        tellCommit(began);
    }

    /** Takes the whole load back. */
    void undo() throws InterruptedException {
        commands.put(() -> writer().undo());
    }

    /** Ends the load; the answer is the target's own counts. */
    void complete(Position end, SharedLetters letters) throws InterruptedException {
        commands.put(() -> {
            Checkpoint checkpoint = letters.checkpoint(end);
            long began = settings.ticker().nanos();
            RecordCounts counts = writer().complete(checkpoint);
            tally.settle(counts);
            tally.commit(new Checkpoint(end, counts, checkpoint.deadLetterBytes()));
            tellCommit(began);
        });
    }

    private void tellCommit(long began) {
        settings.onCommit().accept(Duration.ofNanos(settings.ticker().nanos() - began));
    }

    /** Waits until all commands so far are done. */
    void drain() throws InterruptedException {
        CountDownLatch done = new CountDownLatch(1);
        commands.put(done::countDown);
        while (!done.await(50, TimeUnit.MILLISECONDS)) {
            if (failure != null || ended.getCount() == 0) {
                return;
            }
        }
    }

    /**
     * Closes the writer, dropping what is not committed, and waits for the thread to end, also when interrupted: a load that has
     * ended writes nothing any more. Idempotent.
     */
    void stop() {
        stopping = true;
        // Wakes a lane that waits; one that has a command sees the flag after it.
        commands.offer(() -> {});
        boolean interrupted = false;
        while (ended.getCount() > 0) {
            try {
                ended.await();
            } catch (InterruptedException e) {
                interrupted = true;
            }
        }
        if (interrupted) {
            Thread.currentThread().interrupt();
        }
    }

    private void write(SinkWriter writer, Work work, SharedLetters letters) throws InterruptedException {
        RecordCounts counts = writes.write(writer, work, letters);
        tally.add(counts);
        sincePoint = sincePoint.plus(counts);
    }

    /** The failure as an exception of ours. */
    static LoadException asLoadException(Throwable failure) {
        Throwable cause =
                failure instanceof CompletionException && failure.getCause() != null ? failure.getCause() : failure;
        if (cause instanceof LoadException known) {
            return known;
        }
        if (cause instanceof Error error) {
            throw error;
        }
        return new PermanentSinkException(
                "Writing failed unexpectedly: " + cause + ". This is a fault of the sink; please report it.", cause);
    }
}
