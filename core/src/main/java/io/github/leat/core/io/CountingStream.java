package io.github.leat.core.io;

import java.io.FilterInputStream;
import java.io.IOException;
import java.io.InputStream;

/** Counts the bytes that were read or skipped. Another thread may ask for the count, which may then lag. */
final class CountingStream extends FilterInputStream {
    private volatile long count;

    CountingStream(InputStream in, long start) {
        super(in);
        this.count = start;
    }

    long count() {
        return count;
    }

    // One thread reads, so that nothing is lost between reading and writing the count.
    @SuppressWarnings("NonAtomicVolatileUpdate")
    private void add(long n) {
        count += n;
    }

    @Override
    public int read() throws IOException {
        int b = super.read();
        if (b >= 0) {
            add(1);
        }
        return b;
    }

    @Override
    public int read(byte[] b, int off, int len) throws IOException {
        int n = super.read(b, off, len);
        if (n > 0) {
            add(n);
        }
        return n;
    }

    @Override
    public long skip(long n) throws IOException {
        long skipped = super.skip(n);
        add(skipped);
        return skipped;
    }

    @Override
    public boolean markSupported() {
        return false;
    }
}
