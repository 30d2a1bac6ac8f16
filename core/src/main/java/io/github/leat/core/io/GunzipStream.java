package io.github.leat.core.io;

import io.github.leat.core.SourceException;
import java.io.EOFException;
import java.io.IOException;
import java.io.InputStream;
import java.util.zip.CRC32;
import java.util.zip.DataFormatException;
import java.util.zip.Inflater;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Reads gzip (RFC 1952), all members of a file.
 *
 * <p>Not {@link java.util.zip.GZIPInputStream}: that one looks for a further member only if {@code available()} says that
 * bytes are there, and so drops the rest of a file when a network stream has paused, and takes a damaged header for the end.
 */
final class GunzipStream extends InputStream {
    private static final Logger LOG = LoggerFactory.getLogger(GunzipStream.class);
    private static final int FLAG_CRC = 2;
    private static final int FLAG_EXTRA = 4;
    private static final int FLAG_NAME = 8;
    private static final int FLAG_COMMENT = 16;

    private final String name;
    private final InputStream in;
    private final Inflater inflater = new Inflater(true);
    private final CRC32 crc = new CRC32();
    private final byte[] buffer = new byte[16 << 10];
    private int position;
    private int limit;
    private int members;
    private boolean inMember;
    private boolean ended;

    GunzipStream(String name, InputStream in) {
        this.name = name;
        this.in = in;
    }

    @Override
    public int read() throws IOException {
        byte[] one = new byte[1];
        return read(one, 0, 1) < 0 ? -1 : one[0] & 0xFF;
    }

    @Override
    public int read(byte[] b, int off, int len) throws IOException {
        if (len == 0) {
            return 0;
        }
        try {
            while (!ended) {
                if (!inMember && !startMember()) {
                    ended = true;
                    break;
                }
                int n = inflater.inflate(b, off, len);
                if (n > 0) {
                    crc.update(b, off, n);
                    return n;
                }
                if (inflater.finished()) {
                    endMember();
                } else if (inflater.needsDictionary()) {
                    throw damaged("a preset dictionary, which gzip does not have", null);
                } else if (inflater.needsInput()) {
                    fill();
                }
            }
            return -1;
        } catch (DataFormatException e) {
            throw damaged("its data do not decompress", e);
        } catch (EOFException e) {
            throw damaged("it ends in the middle", e);
        }
    }

    private void fill() throws IOException {
        if (!more()) {
            throw new EOFException();
        }
        inflater.setInput(buffer, position, limit - position);
        position = limit;
    }

    /** Reads a member's header; false at the end of the file or where padding or foreign bytes follow a member. */
    private boolean startMember() throws IOException {
        if (!more()) {
            return false;
        }
        if (next() != 0x1F || next() != 0x8B) {
            if (members == 0) {
                throw damaged("it does not begin as gzip does", null);
            }
            LOG.warn("{} goes on after its gzip data with bytes that are none; they are left out.", name);
            return false;
        }
        if (next() != 8) {
            throw damaged("an unknown method", null);
        }
        int flags = next();
        skip(6);
        if ((flags & FLAG_EXTRA) != 0) {
            skip(next() | next() << 8);
        }
        if ((flags & FLAG_NAME) != 0) {
            skipText();
        }
        if ((flags & FLAG_COMMENT) != 0) {
            skipText();
        }
        if ((flags & FLAG_CRC) != 0) {
            skip(2);
        }
        inflater.reset();
        crc.reset();
        inMember = true;
        members++;
        return true;
    }

    private void endMember() throws IOException {
        position -= inflater.getRemaining();
        long sum = next32();
        long length = next32();
        if (sum != crc.getValue() || length != (inflater.getBytesWritten() & 0xFFFF_FFFFL)) {
            throw damaged("its checksum does not match", null);
        }
        inMember = false;
    }

    private long next32() throws IOException {
        return next() | next() << 8 | next() << 16 | (long) next() << 24;
    }

    private void skipText() throws IOException {
        while (next() != 0) {
            // The text is of no use.
        }
    }

    private void skip(int n) throws IOException {
        for (int i = 0; i < n; i++) {
            next();
        }
    }

    private int next() throws IOException {
        if (!more()) {
            throw new EOFException();
        }
        return buffer[position++] & 0xFF;
    }

    private boolean more() throws IOException {
        while (position == limit) {
            int n = in.read(buffer, 0, buffer.length);
            if (n < 0) {
                return false;
            }
            position = 0;
            limit = n;
        }
        return true;
    }

    private SourceException damaged(String what, @Nullable Throwable cause) {
        String message =
                name + " is damaged gzip: " + what + ". Fetch it again; what was read before the damage is intact.";
        return cause == null ? new SourceException(message) : new SourceException(message, cause);
    }

    @Override
    public void close() throws IOException {
        inflater.end();
        in.close();
    }
}
