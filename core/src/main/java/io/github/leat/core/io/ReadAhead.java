package io.github.leat.core.io;

import java.io.IOException;
import java.io.InputStream;
import java.util.concurrent.ArrayBlockingQueue;
import java.util.concurrent.BlockingQueue;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Reads a stream ahead in a thread of its own, so that decompressing and parsing go on at the same time.
 *
 * <p>Four blocks of 128 KiB go round; the thread waits while all are full. A failure is thrown where it was met, after the bytes
 * before it. Whoever waits for a block waits on when interrupted, as in a read from a file, and finds the interrupt afterwards.
 *
 * <p>The thread alone uses and closes the stream: libraries in native code do not survive being closed while they work. {@link
 * #close} waits for it a second at most; a stream that hangs is left to the thread, which closes it once it comes back.
 */
final class ReadAhead extends InputStream {
    private static final Logger LOG = LoggerFactory.getLogger(ReadAhead.class);
    private static final int BLOCKS = 4;
    private static final int BLOCK_BYTES = 128 << 10;
    private static final long PATIENCE_MILLIS = 1000;

    private final InputStream in;
    private final BlockingQueue<Block> full = new ArrayBlockingQueue<>(BLOCKS);
    private final BlockingQueue<Block> free = new ArrayBlockingQueue<>(BLOCKS);
    private final Thread thread;
    private volatile boolean closed;
    private Block current = new Block();
    private int position;

    private ReadAhead(String name, InputStream in) {
        this.in = in;
        this.thread = new Thread(this::fill, "leat-decode " + name);
        thread.setDaemon(true);
        for (int i = 1; i < BLOCKS; i++) {
            free.add(new Block());
        }
    }

    /** Begins to read. The stream belongs to what is answered from now on. */
    static ReadAhead start(String name, InputStream in) {
        ReadAhead ahead = new ReadAhead(name, in);
        ahead.thread.start();
        return ahead;
    }

    /** Some bytes, and what ended the stream after them, if anything did. */
    private static final class Block {
        private final byte[] bytes = new byte[BLOCK_BYTES];
        private int length;
        private boolean last;
        private @Nullable Throwable failure;
    }

    private void fill() {
        try (InputStream stream = in) {
            boolean more = true;
            while (more && !closed) {
                Block block = free.take();
                fill(block, stream);
                more = !block.last;
                full.put(block);
            }
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt(); // closed
        } catch (IOException e) {
            LOG.debug("Closing failed after all was read, or after nobody wanted to read on.", e);
        }
    }

    /** A block goes as soon as somebody waits for it, so that little is no reason to wait; else it is filled. */
    @SuppressWarnings("IllegalCatch") // thrown again where it is read
    private void fill(Block block, InputStream stream) {
        block.length = 0;
        try {
            do {
                int count = stream.read(block.bytes, block.length, BLOCK_BYTES - block.length);
                block.last = count < 0;
                block.length += Math.max(0, count);
            } while (!block.last && block.length < BLOCK_BYTES && !full.isEmpty());
        } catch (Throwable e) {
            block.failure = e;
            block.last = true;
        }
    }

    @Override
    public int read() throws IOException {
        byte[] one = new byte[1];
        return read(one, 0, 1) < 0 ? -1 : one[0] & 0xFF;
    }

    @Override
    public int read(byte[] b, int off, int len) throws IOException {
        if (closed) {
            throw new IOException("The stream is closed.");
        }
        if (len == 0) {
            return 0;
        }
        while (position == current.length) {
            if (current.last) {
                return end(current.failure);
            }
            next();
        }
        int count = Math.min(len, current.length - position);
        System.arraycopy(current.bytes, position, b, off, count);
        position += count;
        return count;
    }

    private static int end(@Nullable Throwable failure) throws IOException {
        if (failure instanceof IOException io) {
            throw io;
        }
        if (failure instanceof RuntimeException runtime) {
            throw runtime;
        }
        if (failure instanceof Error error) {
            throw error;
        }
        return -1;
    }

    private void next() {
        free.add(current);
        boolean interrupted = false;
        while (true) {
            try {
                current = full.take();
                position = 0;
                break;
            } catch (InterruptedException e) {
                interrupted = true;
            }
        }
        if (interrupted) {
            Thread.currentThread().interrupt();
        }
    }

    @Override
    public int available() {
        return current.length - position;
    }

    @Override
    public void close() {
        closed = true;
        thread.interrupt();
        try {
            thread.join(PATIENCE_MILLIS);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
        if (thread.isAlive()) {
            LOG.debug("{} is in a read still: it closes the source when that returns.", thread.getName());
        }
    }
}
