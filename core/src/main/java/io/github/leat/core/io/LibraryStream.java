package io.github.leat.core.io;

import io.github.leat.core.SourceException;
import java.io.EOFException;
import java.io.FilterInputStream;
import java.io.IOException;
import java.io.InputStream;
import org.jspecify.annotations.Nullable;

/**
 * Decompression by a library that may be absent.
 *
 * <p>What the library finds wrong with the data is a {@link SourceException}; a failure of the stream below is passed on
 * as it is, since trying again may help there.
 */
final class LibraryStream extends FilterInputStream {
    private final String name;
    private final Compression compression;
    private final Watched below;

    private LibraryStream(String name, Compression compression, InputStream decompressed, Watched below) {
        super(decompressed);
        this.name = name;
        this.compression = compression;
        this.below = below;
    }

    /**
     * Opens one of the compressions that have a {@link Compression#library()}.
     *
     * @throws SourceException if the library is absent or does not run here, or the data are damaged
     * @throws IOException if the stream fails
     */
    static InputStream open(String name, InputStream in, Compression compression) throws IOException {
        Watched below = new Watched(in);
        try {
            InputStream decompressed = switch (compression) {
                case ZSTD -> ZstdCodec.open(below);
                case BZIP2 -> Bzip2Codec.open(below);
                case XZ -> XzCodec.open(below);
                case NONE, GZIP, ZIP -> throw new AssertionError(compression + " needs no library");
            };
            return new LibraryStream(name, compression, decompressed, below);
        } catch (IOException | RuntimeException e) {
            if (below.failed(e)) {
                throw e;
            }
            throw damaged(name, compression, e);
        } catch (LinkageError e) {
            throw unusable(name, compression, e);
        }
    }

    @Override
    public int read() throws IOException {
        byte[] one = new byte[1];
        return read(one, 0, 1) < 0 ? -1 : one[0] & 0xFF;
    }

    @Override
    public int read(byte[] b, int off, int len) throws IOException {
        try {
            return in.read(b, off, len);
        } catch (IOException | RuntimeException e) {
            if (below.failed(e)) {
                throw e;
            }
            throw damaged(name, compression, e);
        } catch (LinkageError e) {
            throw unusable(name, compression, e);
        }
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

    private static SourceException damaged(String name, Compression compression, Exception e) {
        String what = e instanceof EOFException ? "it ends in the middle" : String.valueOf(e.getMessage());
        return new SourceException(
                name + " is " + compression.label() + " that cannot be read: " + what
                        + ". Fetch it again, or decompress it with other means; what was read before is intact.",
                e);
    }

    private static SourceException unusable(String name, Compression compression, LinkageError e) {
        String library = compression.library().orElseThrow();
        // A library that is there and fails, as one does whose native part cannot be unpacked, says so itself.
        String what = isAbsent(e)
                ? "is not on the class path. Add it, or decompress the file first."
                : "does not run here: " + e + ". Decompress the file first.";
        return new SourceException(
                name + " is compressed with " + compression.label() + "; " + library + ", which opens it, " + what, e);
    }

    private static boolean isAbsent(LinkageError e) {
        return e instanceof NoClassDefFoundError && e.getCause() instanceof ClassNotFoundException;
    }

    /** Knows what the stream below threw. */
    private static final class Watched extends FilterInputStream {
        private @Nullable Exception failure;

        Watched(InputStream in) {
            super(in);
        }

        // The very exception is meant, not one like it.
        @SuppressWarnings("ReferenceEquality")
        boolean failed(Exception e) {
            return failure == e;
        }

        @Override
        public int read() throws IOException {
            try {
                return in.read();
            } catch (IOException | RuntimeException e) {
                failure = e;
                throw e;
            }
        }

        @Override
        public int read(byte[] b, int off, int len) throws IOException {
            try {
                return in.read(b, off, len);
            } catch (IOException | RuntimeException e) {
                failure = e;
                throw e;
            }
        }
    }
}
