package io.github.leat.benchmarks.serve;

import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.StandardSocketOptions;
import java.nio.ByteBuffer;
import java.nio.channels.SelectionKey;
import java.nio.channels.Selector;
import java.nio.channels.SocketChannel;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Comparator;
import java.util.List;
import java.util.Locale;
import java.util.PriorityQueue;
import java.util.Random;

/**
 * Readers with a connection each, all in one thread, so that they take little from the server beside them. Each asks again a
 * pause after it was to ask last, whether or not the answer was in time: a latency counts from when the request was due.
 */
final class Readers implements AutoCloseable {
    private static final int BUFFER = 256 << 10;
    private static final byte[] LENGTH = "content-length: ".getBytes(StandardCharsets.US_ASCII);

    private final Selector selector = Selector.open();
    private final List<byte[]> requests;
    private final PriorityQueue<Reader> due = new PriorityQueue<>(Comparator.comparingLong(reader -> reader.next));
    private final ByteBuffer buffer = ByteBuffer.allocateDirect(BUFFER);
    private final byte[] head = new byte[4096];
    private long[] nanos = new long[1 << 16];
    private int answers;
    private int errors;
    private long bytes;
    private long mostLate;

    /** @param requests whole requests, of which each reader takes the next by chance */
    Readers(int port, int count, List<byte[]> requests) throws IOException {
        this.requests = requests;
        for (int i = 0; i < count; i++) {
            SocketChannel channel = SocketChannel.open(new InetSocketAddress(InetAddress.getLoopbackAddress(), port));
            channel.configureBlocking(false);
            channel.setOption(StandardSocketOptions.TCP_NODELAY, true);
            due.add(new Reader(channel, channel.register(selector, 0)));
        }
    }

    private static final class Reader {
        final SocketChannel channel;
        final SelectionKey key;
        long next;
        long remaining = -1;

        Reader(SocketChannel channel, SelectionKey key) {
            this.channel = channel;
            this.key = key;
            key.attach(this);
        }
    }

    /**
     * What was seen.
     *
     * @param p50 milliseconds from when a request was due to the end of its answer, and so on
     * @param late the most milliseconds after it was due that a request was sent, by which this side's own delays show; they are
     *     in the latencies, too
     */
    record Seen(
            int answers,
            int errors,
            long bytes,
            double perSecond,
            double p50,
            double p99,
            double p999,
            double most,
            double late) {}

    /** Lets all of them read for a while. */
    Seen read(double seconds, long pauseMillis, long seed) throws IOException {
        answers = 0;
        errors = 0;
        bytes = 0;
        mostLate = 0;
        Random random = new Random(seed);
        long pause = pauseMillis * 1_000_000;
        long begin = System.nanoTime();
        long end = begin + (long) (seconds * 1e9);
        List<Reader> all = new ArrayList<>(due);
        due.clear();
        for (Reader reader : all) {
            reader.next = begin + (pause == 0 ? 0 : (long) (random.nextDouble() * pause));
            due.add(reader);
        }
        int open = 0;
        while (true) {
            long now = System.nanoTime();
            while (!due.isEmpty() && due.element().next <= now && now < end) {
                mostLate = Math.max(mostLate, now - due.element().next);
                ask(due.remove(), requests.get(random.nextInt(requests.size())));
                open++;
            }
            if (now >= end && open == 0) {
                break;
            }
            long wait = due.isEmpty() ? 10 : Math.max(0, (due.element().next - now) / 1_000_000);
            if (wait == 0) {
                selector.selectNow();
            } else {
                selector.select(Math.min(wait, 10));
            }
            for (SelectionKey key : selector.selectedKeys()) {
                Reader reader = (Reader) key.attachment();
                if (take(reader)) {
                    key.interestOps(0);
                    open--;
                    reader.next += pause;
                    if (pause == 0) {
                        reader.next = System.nanoTime();
                    }
                    due.add(reader);
                }
            }
            selector.selectedKeys().clear();
        }
        long[] sorted = Arrays.copyOf(nanos, answers);
        Arrays.sort(sorted);
        return new Seen(
                answers,
                errors,
                bytes,
                answers / ((System.nanoTime() - begin) / 1e9),
                millis(sorted, 0.5),
                millis(sorted, 0.99),
                millis(sorted, 0.999),
                millis(sorted, 1),
                mostLate / 1e6);
    }

    private static double millis(long[] sorted, double share) {
        return sorted.length == 0
                ? Double.NaN
                : sorted[Math.min(sorted.length - 1, (int) (share * sorted.length))] / 1e6;
    }

    private void ask(Reader reader, byte[] request) throws IOException {
        reader.remaining = -1;
        ByteBuffer out = ByteBuffer.wrap(request);
        while (out.hasRemaining()) {
            if (reader.channel.write(out) == 0) {
                Thread.onSpinWait();
            }
        }
        reader.key.interestOps(SelectionKey.OP_READ);
    }

    /** Whether the answer is whole. */
    private boolean take(Reader reader) throws IOException {
        buffer.clear();
        int read = reader.channel.read(buffer);
        if (read < 0) {
            throw new IOException("the server has closed a connection");
        }
        bytes += read;
        buffer.flip();
        if (reader.remaining < 0) {
            // the head of an answer of this server comes at once
            int size = Math.min(head.length, read);
            buffer.get(0, head, 0, size);
            String text = new String(head, 0, size, StandardCharsets.ISO_8859_1);
            int blank = text.indexOf("\r\n\r\n");
            int length = text.toLowerCase(Locale.ROOT).indexOf(new String(LENGTH, StandardCharsets.US_ASCII));
            if (blank < 0 || length < 0) {
                throw new IOException("not an answer of a known length: " + text);
            }
            if (!text.startsWith("HTTP/1.1 200")) {
                errors++;
            }
            int from = length + LENGTH.length;
            reader.remaining = Long.parseLong(text.substring(from, text.indexOf('\r', from))) - (read - blank - 4);
        } else {
            reader.remaining -= read;
        }
        if (reader.remaining > 0) {
            return false;
        }
        if (answers == nanos.length) {
            nanos = Arrays.copyOf(nanos, answers * 2);
        }
        nanos[answers++] = System.nanoTime() - reader.next;
        return true;
    }

    @Override
    public void close() throws IOException {
        for (SelectionKey key : selector.keys()) {
            key.channel().close();
        }
        selector.close();
    }
}
