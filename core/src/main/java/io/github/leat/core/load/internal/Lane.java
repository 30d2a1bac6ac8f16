package io.github.leat.core.load.internal;

import io.github.leat.core.LoadException;
import io.github.leat.core.PermanentSinkException;
import io.github.leat.core.Position;
import io.github.leat.core.TransientSinkException;
import io.github.leat.core.load.DeadLetterWriter;
import io.github.leat.core.rate.Ticker;
import io.github.leat.core.record.RecordBatch;
import io.github.leat.core.record.Rejection;
import io.github.leat.core.schema.Schema;
import io.github.leat.core.sink.Checkpoint;
import io.github.leat.core.sink.RecordCounts;
import io.github.leat.core.sink.SinkWriter;
import io.github.leat.core.sink.WriteResult;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.ArrayBlockingQueue;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionException;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.TimeUnit;
import java.util.function.Consumer;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * One writer with a thread of its own. Takes commands in order through a queue of one, which is the back-pressure: the reader
 * is at most one batch ahead.
 *
 * <p>After a failure the lane goes on taking commands and does nothing with them, so that the reader is never stuck; the reader
 * looks at {@link #failure()} before each command.
 */
public final class Lane {
    /**
     * A conformed batch to write, with what was rejected on the way.
     *
     * @param read how many records came into it
     * @param batch those to write
     * @param rejected those of the records that are not to be written
     * @param skipped how many of the records a filter left out
     */
    public record Work(int read, RecordBatch batch, List<Rejected> rejected, int skipped) {}

    /** A record that is not to be written, in the batch in which that was found. */
    public record Rejected(RecordBatch batch, Rejection rejection) {}

    @FunctionalInterface
    private interface Command {
        void run() throws InterruptedException;
    }

    private static final Logger LOG = LoggerFactory.getLogger(Lane.class);

    private final BlockingQueue<Command> commands;
    private final @Nullable InFlight inFlight;
    private final CompletableFuture<SinkWriter> opened = new CompletableFuture<>();
    private final CountDownLatch ended = new CountDownLatch(1);
    private final Supplier<SinkWriter> open;
    private final Tally tally;
    private final Pace pace;
    private final Retries retries;
    private final Ticker ticker;
    private final Object deadLettersLock;
    private final Consumer<Duration> onCommit;
    private volatile @Nullable Throwable failure;
    private volatile boolean stopping;

    /** What this lane wrote since the last commit point; its thread's own. */
    private RecordCounts sincePoint = RecordCounts.ZERO;

    /**
     * A lane that is not started.
     *
     * @param open opens the sink's writer, on the lane's thread
     * @param maxAttempts of one write, above 0
     * @param deadlineNanos on the ticker, past which nothing is tried again
     * @param lock of the dead letters
     * @param inFlight what bounds the batches that wait; null: one waits
     * @param onCommit told how long each commit of the target took
     */
    public Lane(
            Supplier<SinkWriter> open,
            Tally tally,
            Pace pace,
            Ticker ticker,
            int maxAttempts,
            long deadlineNanos,
            Object lock,
            @Nullable InFlight inFlight,
            Consumer<Duration> onCommit) {
        this.onCommit = onCommit;
        this.commands = inFlight == null ? new ArrayBlockingQueue<>(1) : new LinkedBlockingQueue<>();
        this.inFlight = inFlight;
        this.open = open;
        this.tally = tally;
        this.pace = pace;
        this.ticker = ticker;
        this.retries = new Retries(maxAttempts, deadlineNanos, ticker, tally);
        this.deadLettersLock = lock;
    }

    /** Starts the thread and waits until the writer is open; answers where it goes on. */
    public SinkWriter start(String name) {
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
    public @Nullable Throwable failure() {
        return failure;
    }

    /** The writer, once it is open. */
    public SinkWriter writer() {
        return opened.join();
    }

    /** Writes a batch. */
    public void write(Work work, DeadLetterWriter deadLetters) throws InterruptedException {
        commands.put(() -> write(writer(), work, deadLetters));
    }

    /**
     * Writes a batch of those that this lane alone writes in their order.
     *
     * @param written what to do when it is written
     */
    public void route(Work work, DeadLetterWriter deadLetters, Runnable written) throws InterruptedException {
        commands.put(() -> {
            write(writer(), work, deadLetters);
            written.run();
        });
    }

    /**
     * Passes a commit point after what was handed over before; the last lane to do so commits with the first lane's writer.
     *
     * @param committer that writer
     */
    public void pass(CommitPoint point, SinkWriter committer, DeadLetterWriter deadLetters)
            throws InterruptedException {
        commands.put(() -> {
            RecordCounts since = sincePoint;
            sincePoint = RecordCounts.ZERO;
            if (point.pass(since)) {
                long size;
                synchronized (deadLettersLock) {
                    size = deadLetters.commit();
                }
                RecordCounts counts = tally.committed()
                        .map(Checkpoint::counts)
                        .orElse(RecordCounts.ZERO)
                        .plus(point.counts());
                Checkpoint checkpoint = new Checkpoint(point.upTo(), counts, size);
                long began = ticker.nanos();
                committer.commit(checkpoint);
                tally.commit(checkpoint);
                tellCommit(began);
            }
        });
    }

    /** Widens the target. */
    public void evolve(Schema wider) throws InterruptedException {
        commands.put(() -> writer().evolve(wider));
    }

    /** Commits what was written so far, up to a position. */
    public void commit(Position upTo, DeadLetterWriter deadLetters) throws InterruptedException {
        commands.put(() -> {
            Checkpoint checkpoint = checkpoint(upTo, deadLetters);
            long began = ticker.nanos();
            writer().commit(checkpoint);
            tally.commit(checkpoint);
            tellCommit(began);
        });
    }

    /** Takes the whole load back. */
    public void undo() throws InterruptedException {
        commands.put(() -> writer().undo());
    }

    /** Ends the load; the answer is the target's own counts. */
    public void complete(Position end, DeadLetterWriter deadLetters) throws InterruptedException {
        commands.put(() -> {
            Checkpoint checkpoint = checkpoint(end, deadLetters);
            long began = ticker.nanos();
            RecordCounts counts = writer().complete(checkpoint);
            tally.settle(counts);
            tally.commit(new Checkpoint(end, counts, checkpoint.deadLetterBytes()));
            tellCommit(began);
        });
    }

    private void tellCommit(long began) {
        onCommit.accept(Duration.ofNanos(ticker.nanos() - began));
    }

    private Checkpoint checkpoint(Position upTo, DeadLetterWriter deadLetters) {
        synchronized (deadLettersLock) {
            return new Checkpoint(upTo, tally.counts(), deadLetters.commit());
        }
    }

    /** Waits until all commands so far are done. */
    public void drain() throws InterruptedException {
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
    public void stop() {
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

    private void write(SinkWriter writer, Work work, DeadLetterWriter deadLetters) throws InterruptedException {
        Sums sums = new Sums();
        RecordBatch rest = work.batch();
        while (rest.size() > 0) {
            int most = pace.most(rest, writer);
            RecordBatch now = most < rest.size() ? rest.slice(0, most) : rest;
            writeAtOnce(writer, now, deadLetters, sums);
            rest = rest.slice(now.size(), rest.size());
        }
        keep(work.rejected(), deadLetters);
        long rejected = work.rejected().size() + sums.rejected;
        long skipped = work.skipped() + sums.skipped;
        long read = work.read();
        add(new RecordCounts(
                read, read - rejected - skipped - sums.deduplicated, sums.deduplicated, rejected, skipped));
    }

    private void add(RecordCounts counts) {
        tally.add(counts);
        sincePoint = sincePoint.plus(counts);
    }

    /** What became of the records of one batch, but for those that were written. */
    private static final class Sums {
        private long rejected;
        private long deduplicated;
        private long skipped;
    }

    private void writeAtOnce(SinkWriter writer, RecordBatch first, DeadLetterWriter deadLetters, Sums sums)
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
            keep(batch, result.rejected(), deadLetters);
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

    /** Keeps those of one batch together: they are found in it one after the other, not each from its start. */
    private void keep(List<Rejected> rejected, DeadLetterWriter deadLetters) {
        int from = 0;
        for (int i = 1; i <= rejected.size(); i++) {
            RecordBatch batch = rejected.get(from).batch();
            if (i == rejected.size() || rejected.get(i).batch() != batch) {
                keep(
                        batch,
                        rejected.subList(from, i).stream()
                                .map(Rejected::rejection)
                                .toList(),
                        deadLetters);
                from = i;
            }
        }
    }

    private void await(Pace.Turn turn, SinkWriter writer) throws InterruptedException {
        for (Duration wait = pace.until(turn, writer); !wait.isZero(); wait = pace.until(turn, writer)) {
            if (stopping) {
                throw new InterruptedException("the load ends");
            }
            tally.waited(wait);
            ticker.sleep(wait);
        }
    }

    private void keep(RecordBatch batch, List<Rejection> rejections, DeadLetterWriter deadLetters) {
        if (rejections.isEmpty()) {
            return;
        }
        synchronized (deadLettersLock) {
            RecordBatch origin = batch.origin();
            for (Rejection rejection : rejections) {
                deadLetters.write(origin, rejection);
                tally.reject(rejection.code(), () -> sample(origin, rejection));
            }
        }
    }

    private static String sample(RecordBatch origin, Rejection rejection) {
        String column = rejection.column().isEmpty() ? "" : ", column \"" + rejection.column() + "\"";
        return origin.slice(rejection.index(), rejection.index() + 1).start() + column + ": " + rejection.reason();
    }

    /** The failure as an exception of ours. */
    public static LoadException asLoadException(Throwable failure) {
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
