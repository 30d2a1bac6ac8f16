package io.github.leat.s3.internal;

import io.github.leat.core.SourceException;
import java.io.EOFException;
import java.io.IOException;
import java.io.InputStream;
import java.time.Duration;
import java.util.Objects;
import org.jspecify.annotations.Nullable;
import software.amazon.awssdk.core.ResponseInputStream;
import software.amazon.awssdk.core.exception.SdkException;
import software.amazon.awssdk.services.s3.model.GetObjectResponse;

/**
 * The bytes of an object, by one range after the other.
 *
 * <p>A body that is read slowly, because the database is slow, is cut by the store or by what is between; so no body is longer
 * than a range, none is read on after it has lain idle, and one that breaks off all the same is taken up at the byte where
 * it did. Nothing is buffered here. Used by one thread.
 */
public final class RangedStream extends InputStream {
    /** Idle time after which a body is dropped rather than read on; stores cut at some 20 seconds. */
    private static final Duration LONGEST_IDLE = Duration.ofSeconds(10);

    private final PinnedObject object;
    private final long rangeBytes;
    private final Reconnects reconnects;
    private @Nullable ResponseInputStream<GetObjectResponse> body;
    private long offset;
    private long rangeEnd;
    private long lastRead;

    /**
     * @param fromByte where to begin
     * @param rangeBytes longest range, above 0
     */
    public RangedStream(PinnedObject object, long fromByte, long rangeBytes) {
        this.object = object;
        this.offset = fromByte;
        this.rangeBytes = rangeBytes;
        this.reconnects = new Reconnects(object.store().ticker());
    }

    @Override
    public int read() throws IOException {
        byte[] one = new byte[1];
        return read(one, 0, 1) < 0 ? -1 : one[0] & 0xFF;
    }

    @Override
    public int read(byte[] target, int from, int length) {
        Objects.checkFromIndexSize(from, length, target.length);
        if (length == 0) {
            return 0;
        }
        while (offset < object.size()) {
            try {
                int read = readBody(target, from, length);
                if (read > 0) {
                    took(read);
                    return read;
                }
                retry(new EOFException("it ended at byte " + offset + ", " + (rangeEnd - offset) + " bytes too early"));
            } catch (IOException e) {
                retry(e);
            } catch (SdkException e) {
                retry(e);
            }
        }
        return -1;
    }

    private int readBody(byte[] target, int from, int length) throws IOException {
        long now = object.store().ticker().nanos();
        if (body != null && now - lastRead > LONGEST_IDLE.toNanos()) {
            drop();
        }
        ResponseInputStream<GetObjectResponse> open = body;
        if (open == null) {
            rangeEnd = Math.min(object.size(), offset + rangeBytes);
            open = object.open(offset, rangeEnd);
            body = open;
        }
        return open.read(target, from, (int) Math.min(length, rangeEnd - offset));
    }

    private void took(int read) throws IOException {
        offset += read;
        lastRead = object.store().ticker().nanos();
        reconnects.reset();
        ResponseInputStream<GetObjectResponse> open = body;
        if (offset == rangeEnd && open != null) {
            body = null;
            open.close(); // at its end, so that the connection is used again
        }
    }

    private void retry(IOException cause) {
        drop();
        if (!reconnects.await()) {
            throw Failures.brokenOff(object.address(), offset, reconnects.failures(), cause);
        }
    }

    /** The SDK has retried already; only what passes is tried on. */
    private void retry(SdkException cause) {
        drop();
        SourceException failure = Failures.of(cause, object.address());
        if (!Failures.failure(cause).kind().isTransient() || !reconnects.await()) {
            throw failure;
        }
    }

    private void drop() {
        ResponseInputStream<GetObjectResponse> open = body;
        body = null;
        if (open != null) {
            open.abort();
        }
    }

    @Override
    public void close() {
        drop();
    }
}
