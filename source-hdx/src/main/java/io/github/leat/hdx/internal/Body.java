package io.github.leat.hdx.internal;

import java.io.IOException;
import java.io.InputStream;
import java.io.InterruptedIOException;
import java.net.http.HttpResponse.BodySubscriber;
import java.nio.ByteBuffer;
import java.time.Duration;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.List;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.Flow.Subscription;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.TimeUnit;
import org.jspecify.annotations.Nullable;

/**
 * The bytes of an answer as they come. Reading fails when none comes for some time: the JDK's own stream would wait for ever.
 * At most two of the client's buffers are held. Read by one thread.
 */
final class Body extends InputStream implements BodySubscriber<Body> {
    private static final Object END = new Object();

    private final Duration stallTimeout;
    private final BlockingQueue<Object> arrived = new LinkedBlockingQueue<>();
    private final Deque<ByteBuffer> current = new ArrayDeque<>();
    private volatile @Nullable Subscription subscription;
    private boolean ended;

    Body(Duration stallTimeout) {
        this.stallTimeout = stallTimeout;
    }

    @Override
    public CompletionStage<Body> getBody() {
        return CompletableFuture.completedFuture(this);
    }

    @Override
    public void onSubscribe(Subscription value) {
        subscription = value;
        value.request(1);
    }

    @Override
    public void onNext(List<ByteBuffer> buffers) {
        arrived.add(buffers);
    }

    @Override
    public void onError(Throwable failure) {
        arrived.add(failure);
    }

    @Override
    public void onComplete() {
        arrived.add(END);
    }

    @Override
    public int read() throws IOException {
        byte[] one = new byte[1];
        return read(one, 0, 1) < 0 ? -1 : one[0] & 0xFF;
    }

    @Override
    public int read(byte[] target, int offset, int length) throws IOException {
        if (length == 0) {
            return 0;
        }
        ByteBuffer buffer = next();
        if (buffer == null) {
            return -1;
        }
        int count = Math.min(length, buffer.remaining());
        buffer.get(target, offset, count);
        return count;
    }

    private @Nullable ByteBuffer next() throws IOException {
        while (true) {
            ByteBuffer first = current.peek();
            if (first != null && first.hasRemaining()) {
                return first;
            }
            current.poll();
            if (current.isEmpty()) {
                if (ended) {
                    return null;
                }
                take();
            }
        }
    }

    private void take() throws IOException {
        Object taken;
        try {
            taken = arrived.poll(stallTimeout.toMillis(), TimeUnit.MILLISECONDS);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new InterruptedIOException("interrupted while bytes were waited for");
        }
        if (taken == null) {
            close();
            throw new IOException("no byte came for " + stallTimeout.toSeconds() + " s");
        }
        if (taken == END) {
            ended = true;
        } else if (taken instanceof Throwable failure) {
            throw new IOException(Fetcher.reason(failure), failure);
        } else {
            for (Object buffer : (List<?>) taken) {
                current.add((ByteBuffer) buffer);
            }
            Subscription from = subscription;
            if (from != null) {
                from.request(1);
            }
        }
    }

    /** Gives up what has not come yet, and with it the connection. */
    @Override
    public void close() {
        if (!ended) {
            ended = true;
            current.clear();
            Subscription from = subscription;
            if (from != null) {
                from.cancel();
            }
        }
    }
}
