package io.github.leat.benchmarks.soak;

import io.github.leat.core.io.ByteSource;
import java.io.FilterInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.util.Optional;
import java.util.OptionalLong;

/** A source that cannot be read beyond a byte: the disk fails, the store resets the connection. */
final class BrokenSource implements ByteSource {
    private final ByteSource whole;
    private final long end;

    BrokenSource(ByteSource whole, long end) {
        this.whole = whole;
        this.end = end;
    }

    @Override
    public String name() {
        return whole.name();
    }

    @Override
    public String identity() {
        return whole.identity();
    }

    @Override
    public Optional<String> version() {
        return whole.version();
    }

    @Override
    public boolean isCurrent() {
        return whole.isCurrent();
    }

    @Override
    public OptionalLong sizeInBytes() {
        return whole.sizeInBytes();
    }

    @Override
    public InputStream open(long fromByte) throws IOException {
        return new Breaking(whole.open(fromByte), end - fromByte);
    }

    private static final class Breaking extends FilterInputStream {
        private long left;

        Breaking(InputStream in, long left) {
            super(in);
            this.left = left;
        }

        @Override
        public int read() throws IOException {
            requireMore();
            left--;
            return super.read();
        }

        @Override
        public int read(byte[] bytes, int from, int length) throws IOException {
            requireMore();
            int read = super.read(bytes, from, (int) Math.min(length, left));
            left -= Math.max(0, read);
            return read;
        }

        @Override
        public long skip(long bytes) throws IOException {
            long skipped = super.skip(Math.min(bytes, Math.max(0, left)));
            left -= skipped;
            return skipped;
        }

        private void requireMore() throws IOException {
            if (left <= 0) {
                throw new IOException("planted: the source breaks off");
            }
        }
    }
}
