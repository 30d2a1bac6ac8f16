package io.github.leat.core.fuzz;

import java.io.ByteArrayInputStream;

/** A stream that gives few bytes at a time, as a network does. */
final class Dribble extends ByteArrayInputStream {
    private final int most;

    Dribble(byte[] bytes, int from, int most) {
        super(bytes, from, bytes.length - from);
        this.most = Math.max(1, most);
    }

    @Override
    public synchronized int read(byte[] b, int off, int len) {
        return super.read(b, off, Math.min(len, most));
    }
}
