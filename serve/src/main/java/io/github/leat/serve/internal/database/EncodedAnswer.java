package io.github.leat.serve.internal.database;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.ByteBuffer;
import java.util.Optional;
import java.util.zip.Deflater;
import java.util.zip.GZIPOutputStream;

/** The bytes of an answer as they go out: plain and, where that is worth it, compressed; made once for all who ask. Immutable. */
public final class EncodedAnswer {
    /** Below it headers are most of an answer, and it goes into one packet either way. */
    private static final int LEAST_COMPRESSED = 1_000;

    private final byte[] plain;
    private final byte[] gzip;

    private EncodedAnswer(byte[] plain, byte[] gzip) {
        this.plain = plain;
        this.gzip = gzip;
    }

    /** Of bytes that nobody changes any more; compresses them. */
    public static EncodedAnswer of(byte[] plain) {
        byte[] gzip = plain.length < LEAST_COMPRESSED ? plain : compress(plain);
        return new EncodedAnswer(plain, gzip.length < plain.length ? gzip : plain);
    }

    private static byte[] compress(byte[] plain) {
        ByteArrayOutputStream out = new ByteArrayOutputStream(plain.length / 4);
        try (GZIPOutputStream gzip = new FastGzip(out)) {
            gzip.write(plain);
        } catch (IOException e) {
            throw new UncheckedIOException("nothing is written to but memory", e);
        }
        return out.toByteArray();
    }

    /** Quick rather than small: whoever asks first waits for it. */
    private static final class FastGzip extends GZIPOutputStream {
        FastGzip(ByteArrayOutputStream out) throws IOException {
            super(out, 8 << 10);
            def.setLevel(Deflater.BEST_SPEED);
        }
    }

    /** As it is. */
    public ByteBuffer plain() {
        return ByteBuffer.wrap(plain).asReadOnlyBuffer();
    }

    /** Compressed; empty where that would be no shorter. */
    public Optional<ByteBuffer> gzip() {
        return gzip == plain
                ? Optional.empty()
                : Optional.of(ByteBuffer.wrap(gzip).asReadOnlyBuffer());
    }

    /** What it takes in memory. */
    public long size() {
        return gzip == plain ? plain.length : (long) plain.length + gzip.length;
    }
}
