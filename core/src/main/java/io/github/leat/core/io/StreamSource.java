package io.github.leat.core.io;

import io.github.leat.core.SourceException;
import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.FilterInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.SequenceInputStream;
import java.util.Objects;
import java.util.Optional;
import java.util.OptionalLong;

/**
 * A stream that can be read once, such as standard input. It has a name, but neither version nor size.
 *
 * <p>Its head may be looked at before it is opened ({@link #peek}); what was looked at stays in memory until then. Not
 * thread-safe.
 */
public final class StreamSource implements ByteSource {
    private final String name;
    private final InputStream in;
    private final ByteArrayOutputStream seen = new ByteArrayOutputStream();
    private boolean opened;

    private StreamSource(String name, InputStream in) {
        this.name = name;
        this.in = in;
    }

    /**
     * The source of a stream.
     *
     * @param name what errors and the ledger call it, such as {@code stdin}
     * @throws IllegalArgumentException if the name is empty
     */
    public static StreamSource of(String name, InputStream in) {
        if (name.isEmpty()) {
            throw new IllegalArgumentException("A stream needs a name, such as stdin.");
        }
        return new StreamSource(name, Objects.requireNonNull(in, "in"));
    }

    @Override
    public String name() {
        return name;
    }

    @Override
    public Optional<String> version() {
        return Optional.empty();
    }

    @Override
    public OptionalLong sizeInBytes() {
        return OptionalLong.empty();
    }

    @Override
    public boolean isReplayable() {
        return false;
    }

    /**
     * The stream from its first byte, for looking at its head: every byte read is kept in memory and read again by {@link
     * #open}. Closing it does nothing.
     *
     * @throws SourceException if the source has been opened
     */
    public InputStream peek() {
        requireUnopened();
        // A sequence closes what it has read to the end.
        InputStream kept = new FilterInputStream(in) {
            @Override
            public void close() {
                // The stream is still to be opened.
            }
        };
        return new Peek(new SequenceInputStream(new ByteArrayInputStream(seen.toByteArray()), kept), seen.size());
    }

    @Override
    public InputStream open(long fromByte) throws IOException {
        requireUnopened();
        opened = true;
        InputStream all =
                seen.size() == 0 ? in : new SequenceInputStream(new ByteArrayInputStream(seen.toByteArray()), in);
        seen.reset();
        all.skipNBytes(fromByte);
        return all;
    }

    private void requireUnopened() {
        if (opened) {
            throw new SourceException(
                    name + " can be read only once, and has been. Save it to a file to read it again.");
        }
    }

    @Override
    public String toString() {
        return name;
    }

    /** Keeps what is read beyond what was seen before. */
    private final class Peek extends FilterInputStream {
        private final int seenBefore;
        private long read;

        Peek(InputStream all, int seenBefore) {
            super(all);
            this.seenBefore = seenBefore;
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
                int known = (int) Math.max(0, Math.min(n, seenBefore - read));
                seen.write(b, off + known, n - known);
                read += n;
            }
            return n;
        }

        @Override
        public long skip(long n) throws IOException {
            byte[] skipped = new byte[(int) Math.min(n, 8192)];
            return Math.max(0, read(skipped, 0, skipped.length));
        }

        @Override
        public void close() {
            // The stream is still to be opened.
        }
    }
}
