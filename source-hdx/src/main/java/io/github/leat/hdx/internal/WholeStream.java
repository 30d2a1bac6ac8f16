package io.github.leat.hdx.internal;

import io.github.leat.core.SourceException;
import java.io.IOException;
import java.io.InputStream;
import java.io.InterruptedIOException;
import java.net.URI;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.Arrays;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalLong;
import org.jspecify.annotations.Nullable;

/**
 * An object of a server that gives no parts of it: one body, from the first byte on.
 *
 * <p>Where the body is cut, it is asked for anew, and what was read before is read again and dropped. Since nothing else may
 * tell whether it is still the same, a SHA-256 over those bytes must agree.
 */
public final class WholeStream extends InputStream {
    private static final int NOTHING = -1;

    private final Fetcher fetcher;
    private final URI address;
    private final String name;
    private final HttpObject object;
    private final Attempts attempts;
    private MessageDigest digest = sha256();
    private @Nullable Answer answer;
    private long position;
    private boolean ended;

    /** A stream from the first byte on. */
    public WholeStream(Fetcher fetcher, URI address, HttpObject object) {
        this.fetcher = fetcher;
        this.address = address;
        this.name = Addresses.shown(address);
        this.object = object;
        this.attempts = fetcher.attempts(address);
    }

    /** SHA-256, which every JDK has. */
    public static MessageDigest sha256() {
        try {
            return MessageDigest.getInstance("SHA-256");
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException("Every JDK has SHA-256", e);
        }
    }

    @Override
    public int read() throws IOException {
        byte[] one = new byte[1];
        return read(one, 0, 1) < 0 ? -1 : one[0] & 0xFF;
    }

    @Override
    public int read(byte[] target, int offset, int length) throws IOException {
        if (length == 0) {
            return 0;
        }
        while (!ended) {
            try {
                int count = opened().stream().read(target, offset, length);
                if (count >= 0) {
                    position += count;
                    digest.update(target, offset, count);
                    attempts.progressed();
                    return count;
                }
                requireWhole();
                ended = true;
            } catch (InterruptedIOException e) {
                throw e;
            } catch (IOException e) {
                close();
                attempts.failed(Fetcher.reason(e) + " at byte " + position, Optional.empty(), Optional.of(e));
            }
        }
        return NOTHING;
    }

    private void requireWhole() throws IOException {
        OptionalLong size = object.size();
        if (size.isPresent() && position < size.getAsLong()) {
            throw new IOException("its length is said to be " + size.getAsLong() + " bytes, and it ended");
        }
    }

    private Answer opened() throws IOException {
        if (answer != null) {
            return answer;
        }
        Answer opened = fetcher.get(address, Map.of(), attempts);
        try {
            if (opened.status() != 200) {
                throw Refusals.of(address, opened);
            }
            if (object.differs(opened)) {
                throw Refusals.changed(name);
            }
            readAgain(opened.stream());
        } catch (IOException | RuntimeException e) {
            opened.close();
            throw e;
        }
        answer = opened;
        return opened;
    }

    private void readAgain(InputStream in) throws IOException {
        MessageDigest again = sha256();
        byte[] dropped = new byte[1 << 14];
        for (long left = position; left > 0; ) {
            int count = in.read(dropped, 0, (int) Math.min(left, dropped.length));
            if (count < 0) {
                throw new IOException("it ended before the byte where it was cut");
            }
            again.update(dropped, 0, count);
            left -= count;
        }
        if (position > 0 && !Arrays.equals(copyOf(digest), copyOf(again))) {
            throw new SourceException(name + " was cut at byte " + position
                    + " and has other bytes before it now. Run it again: it is read from its beginning.");
        }
    }

    private static byte[] copyOf(MessageDigest digest) {
        try {
            return ((MessageDigest) digest.clone()).digest();
        } catch (CloneNotSupportedException e) {
            throw new IllegalStateException("The JDK's SHA-256 can be cloned", e);
        }
    }

    @Override
    public void close() {
        if (answer != null) {
            answer.close();
            answer = null;
        }
    }
}
