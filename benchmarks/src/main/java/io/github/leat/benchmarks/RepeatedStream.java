package io.github.leat.benchmarks;

import java.io.InputStream;

/** A head, then the same bytes again and again, copied as an array is. Not thread-safe. */
final class RepeatedStream extends InputStream {
    private final byte[] repeated;
    private byte[] current;
    private long timesLeft;
    private int at;

    RepeatedStream(byte[] head, byte[] repeated, long times) {
        this.current = head;
        this.repeated = repeated;
        this.timesLeft = times;
    }

    @Override
    public int read() {
        return hasMore() ? current[at++] & 0xFF : -1;
    }

    @Override
    public int read(byte[] target, int offset, int length) {
        int done = 0;
        while (done < length && hasMore()) {
            int some = Math.min(length - done, current.length - at);
            System.arraycopy(current, at, target, offset + done, some);
            at += some;
            done += some;
        }
        return done == 0 && length > 0 ? -1 : done;
    }

    private boolean hasMore() {
        while (at == current.length) {
            if (timesLeft == 0) {
                return false;
            }
            timesLeft--;
            current = repeated;
            at = 0;
            if (repeated.length == 0) {
                return false;
            }
        }
        return true;
    }
}
