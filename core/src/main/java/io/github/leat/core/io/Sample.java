package io.github.leat.core.io;

import io.github.leat.core.SourceException;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.util.Arrays;
import java.util.Objects;

/**
 * The first bytes of a source, decompressed: what a decision about the whole is made on.
 *
 * <p>Immutable; the array is not to be changed.
 *
 * @param compression as the first bytes tell
 * @param bytes the bytes, as encoded in the source
 * @param exhaustive whether they are all there are
 */
// The array is shared with care: copying a mebibyte for each look at it would be waste.
@SuppressWarnings("ArrayRecordComponent")
public record Sample(Compression compression, byte[] bytes, boolean exhaustive) {
    /** Bytes of a sample unless told otherwise: 1 MiB. */
    public static final int DEFAULT_BYTES = 1 << 20;

    private static final int ENDS_WANTED = 3;

    /** Nothing may be null. */
    public Sample {
        Objects.requireNonNull(compression, "compression");
        Objects.requireNonNull(bytes, "bytes");
    }

    /**
     * Reads the head of a source. Where it has hardly a line end, the sample grows, so that a wide header and a record fit.
     *
     * <p>A source that can be read once has to be a {@link StreamSource}, which can be opened afterwards.
     *
     * @param size bytes wanted, above 0
     * @param maxSize bytes a sample may grow to
     * @throws SourceException if the source cannot be read, is in a format that is no text, or is compressed and damaged, or the
     *     library for its compression is absent
     * @throws IOException if reading fails otherwise
     */
    public static Sample of(ByteSource source, int size, int maxSize, DecompressionLimits limits) throws IOException {
        try (CountingStream in = new CountingStream(head(source), 0)) {
            byte[] magic = in.readNBytes(Compression.MAGIC_BYTES);
            Compression compression = Compression.detect(magic);
            TextSource.requireOneFile(source, compression);
            CountingStream whole = new CountingStream(new Prepended(magic, in), 0);
            try (InputStream plain = TextSource.decompress(source.name(), whole, compression, limits)) {
                return read(compression, plain, size, maxSize);
            }
        }
    }

    private static InputStream head(ByteSource source) throws IOException {
        if (source.isReplayable()) {
            return source.open(0);
        }
        if (source instanceof StreamSource stream) {
            return stream.peek();
        }
        throw new SourceException(source.name() + " can be read only once, so its head cannot be looked at before."
                + " Hand it over as a StreamSource, or save it to a file.");
    }

    private static Sample read(Compression compression, InputStream in, int size, int maxSize) throws IOException {
        byte[] bytes = in.readNBytes(size);
        boolean exhausted = bytes.length < size;
        while (!exhausted && bytes.length < maxSize && lineEnds(bytes) < ENDS_WANTED) {
            byte[] more = in.readNBytes(Math.min(bytes.length, maxSize - bytes.length));
            exhausted = more.length == 0;
            int length = bytes.length;
            bytes = Arrays.copyOf(bytes, length + more.length);
            System.arraycopy(more, 0, bytes, length, more.length);
        }
        return new Sample(compression, bytes, exhausted || in.read() < 0);
    }

    private static int lineEnds(byte[] bytes) {
        int ends = 0;
        for (int i = 0; i < bytes.length && ends < ENDS_WANTED; i++) {
            if (bytes[i] == '\n' || bytes[i] == '\r') {
                ends++;
            }
        }
        return ends;
    }

    /**
     * The sample's text in UTF-8.
     *
     * @throws SourceException if the bytes are plainly no text
     */
    public byte[] toUtf8(String sourceName, TextEncoding encoding) {
        byte[] head = bytes.length <= 4096 ? bytes : Arrays.copyOf(bytes, 4096);
        ForeignFormat.requireText(sourceName, head, encoding.isWide());
        if (encoding.isUtf8()) {
            return bytes;
        }
        try (InputStream in = TextSource.toUtf8(new ByteArrayInputStream(bytes), encoding)) {
            return in.readAllBytes();
        } catch (IOException e) {
            throw new IllegalStateException("A byte array does not fail", e);
        }
    }
}
