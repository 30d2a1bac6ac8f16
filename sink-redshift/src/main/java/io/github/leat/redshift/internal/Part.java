package io.github.leat.redshift.internal;

import com.github.luben.zstd.ZstdOutputStreamNoFinalizer;
import io.github.leat.core.record.RecordBatch;
import io.github.leat.redshift.PartCompression;
import io.github.leat.s3.S3Address;
import io.github.leat.s3.S3Landing;
import io.github.leat.s3.S3Upload;
import java.io.IOException;
import java.io.OutputStream;
import java.util.BitSet;
import java.util.concurrent.ArrayBlockingQueue;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import java.util.zip.Deflater;
import java.util.zip.GZIPOutputStream;
import org.jspecify.annotations.Nullable;

/**
 * One object being written by a thread of its own: text, compression, upload. At most one batch waits for it, so that whoever writes
 * is stopped where the store is slow. Used by one writer.
 */
final class Part {
    private static final int BUFFER = 1 << 16;
    private static final int FASTEST = 1;
    private static final int LONGEST_WAIT_MILLIS = 50;

    private final S3Address address;
    private final S3Landing landing;
    private final PartCompression compression;
    private final BlockingQueue<Task> tasks = new ArrayBlockingQueue<>(1);
    private final CountDownLatch ended = new CountDownLatch(1);
    private volatile @Nullable Throwable failure;
    private volatile StagedObject made;
    private long textBytes;

    private record Task(@Nullable RecordBatch batch, BitSet skipped, long firstNumber, boolean isAbort) {}

    private Part(S3Address address, S3Landing landing, PartCompression compression) {
        this.address = address;
        this.landing = landing;
        this.compression = compression;
        this.made = new StagedObject(address.key(), 0, "");
    }

    static Part begin(S3Address address, S3Landing landing, PartCompression compression) {
        Part part = new Part(address, landing, compression);
        Thread thread = new Thread(part::run, "leat-part");
        thread.setDaemon(true);
        thread.start();
        return part;
    }

    /** The object; its size and ETag are known after {@link #await}. */
    StagedObject object() {
        return made;
    }

    /** Bytes of text handed over so far. */
    long textBytes() {
        return textBytes;
    }

    /** Whether a batch would be taken without a wait; it stays so until one is handed over. */
    boolean hasRoom() {
        return tasks.remainingCapacity() > 0;
    }

    /** Hands a batch over. What went wrong before is thrown by {@link PartSet}, which asks {@link #failure}. */
    void write(RecordBatch batch, BitSet skipped, long firstNumber) throws InterruptedException {
        textBytes += batch.sizeInBytes();
        put(new Task(batch, skipped, firstNumber, false));
    }

    @Nullable
    Throwable failure() {
        return failure;
    }

    /** Asks for the end: the object is there, whole, when {@link #await} returns and nothing failed. */
    void complete() throws InterruptedException {
        put(new Task(null, new BitSet(), 0, false));
    }

    /** Asks for the end without an object. */
    void abort() throws InterruptedException {
        put(new Task(null, new BitSet(), 0, true));
    }

    void await() throws InterruptedException {
        ended.await();
    }

    private void run() {
        try (S3Upload upload = landing.replace(address)) {
            if (fill(upload)) {
                String eTag = upload.complete();
                made = new StagedObject(address.key(), upload.sizeInBytes(), eTag);
            }
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            failure = e;
        } catch (IOException | RuntimeException | Error e) {
            failure = failure == null ? e : failure;
        } finally {
            ended.countDown();
        }
    }

    /** Whether the object is wanted. */
    private boolean fill(OutputStream upload) throws IOException, InterruptedException {
        Shield shield = new Shield(upload);
        try (OutputStream compressed = compress(shield)) {
            RecordText text = new RecordText(compressed);
            Task task = tasks.take();
            while (task.batch() != null) {
                if (failure == null) {
                    attempt(text, task);
                }
                task = tasks.take();
            }
            shield.isOff = task.isAbort() || failure != null;
            return !shield.isOff;
        }
    }

    /** A thread that has ended takes nothing more; its failure is found by who asks. */
    private void put(Task task) throws InterruptedException {
        while (!tasks.offer(task, LONGEST_WAIT_MILLIS, TimeUnit.MILLISECONDS)) {
            if (ended.getCount() == 0) {
                return;
            }
        }
    }

    private void attempt(RecordText text, Task task) {
        RecordBatch batch = task.batch();
        try {
            if (batch != null) {
                text.write(batch, task.skipped(), task.firstNumber());
            }
        } catch (IOException | RuntimeException | Error e) {
            failure = e;
        }
    }

    private OutputStream compress(OutputStream to) throws IOException {
        return switch (compression) {
            case GZIP -> new FastGzip(to);
            case ZSTD -> new ZstdOutputStreamNoFinalizer(to, FASTEST);
        };
    }

    /** Level 1: parts live for minutes, and a core compresses more than a network takes. */
    private static final class FastGzip extends GZIPOutputStream {
        FastGzip(OutputStream out) throws IOException {
            super(out, BUFFER);
            def.setLevel(Deflater.BEST_SPEED);
        }
    }

    /** Lets the compression be closed, which frees its memory, without that ending the upload; turned off it writes nothing. */
    private static final class Shield extends OutputStream {
        private final OutputStream out;
        boolean isOff;

        Shield(OutputStream out) {
            this.out = out;
        }

        @Override
        public void write(int value) throws IOException {
            if (!isOff) {
                out.write(value);
            }
        }

        @Override
        public void write(byte[] bytes, int from, int length) throws IOException {
            if (!isOff) {
                out.write(bytes, from, length);
            }
        }
    }
}
