package io.github.leat.rds.internal.postgres;

import io.github.leat.core.rate.Ticker;
import java.io.FilterInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.net.Socket;
import java.time.Duration;
import org.jspecify.annotations.Nullable;

/**
 * A socket whose {@code close} waits, at most a second, until the server has closed its end: only then has the server one
 * connection less. Without it the next connection of a bounded number may come while the last one still counts.
 *
 * <p>It does not wait while another thread reads: that one is to be woken.
 */
final class LingeringSocket extends Socket {
    private static final Duration LONGEST_WAIT = Duration.ofSeconds(1);
    private static final int BUFFER_BYTES = 8192;

    private @Nullable InputStream input;
    private volatile boolean isRead;

    @Override
    public synchronized InputStream getInputStream() throws IOException {
        InputStream plain = super.getInputStream();
        if (input == null) {
            input = new Watched(plain);
        }
        return input;
    }

    @Override
    public void close() throws IOException {
        try {
            if (isConnected() && !isClosed() && !isRead) {
                awaitEnd();
            }
        } catch (IOException e) {
            // it has ended in another way, or takes too long
        } finally {
            super.close();
        }
    }

    private void awaitEnd() throws IOException {
        shutdownOutput();
        InputStream rest = super.getInputStream();
        byte[] unread = new byte[BUFFER_BYTES];
        long until = Ticker.system().nanos() + LONGEST_WAIT.toNanos();
        long left = LONGEST_WAIT.toMillis();
        do {
            setSoTimeout((int) left);
            left = Duration.ofNanos(until - Ticker.system().nanos()).toMillis();
        } while (left > 0 && rest.read(unread) >= 0);
    }

    /** Knows whether a thread waits in it. */
    private final class Watched extends FilterInputStream {
        Watched(InputStream in) {
            super(in);
        }

        @Override
        public int read() throws IOException {
            isRead = true;
            try {
                return super.read();
            } finally {
                isRead = false;
            }
        }

        @Override
        public int read(byte[] target, int offset, int length) throws IOException {
            isRead = true;
            try {
                return super.read(target, offset, length);
            } finally {
                isRead = false;
            }
        }

        @Override
        public void close() throws IOException {
            LingeringSocket.this.close();
        }
    }
}
