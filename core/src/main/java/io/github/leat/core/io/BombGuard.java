package io.github.leat.core.io;

import io.github.leat.core.SourceException;
import java.io.FilterInputStream;
import java.io.IOException;
import java.io.InputStream;

/** Ends a decompression that outgrows its limits. */
final class BombGuard extends FilterInputStream {
    private final String name;
    private final CountingStream compressed;
    private final DecompressionLimits limits;
    private long out;

    BombGuard(String name, InputStream decompressed, CountingStream compressed, DecompressionLimits limits) {
        super(decompressed);
        this.name = name;
        this.compressed = compressed;
        this.limits = limits;
    }

    @Override
    public int read() throws IOException {
        byte[] one = new byte[1];
        return read(one, 0, 1) < 0 ? -1 : one[0] & 0xFF;
    }

    @Override
    public int read(byte[] b, int off, int len) throws IOException {
        int n = super.read(b, off, len);
        if (n > 0) {
            out += n;
            check();
        }
        return n;
    }

    @Override
    public long skip(long n) throws IOException {
        byte[] skipped = new byte[(int) Math.min(n, 1 << 16)];
        return Math.max(0, read(skipped, 0, skipped.length));
    }

    @Override
    public boolean markSupported() {
        return false;
    }

    private void check() {
        if (out > limits.maxBytes()) {
            throw new SourceException(
                    name + " decompresses to more than " + limits.maxBytes() + " bytes (reached at byte "
                            + compressed.count() + " of the file). If that is meant, raise the limit maxBytes"
                            + " (--max-decompressed).");
        }
        if (out > DecompressionLimits.RATIO_FROM_BYTES && out / limits.maxRatio() > compressed.count()) {
            throw new SourceException(name + " decompresses to more than " + limits.maxRatio()
                    + " times its size, as a decompression bomb does (" + out + " bytes out of the first "
                    + compressed.count() + "). If it is none, raise the limit maxRatio (--max-ratio).");
        }
    }
}
