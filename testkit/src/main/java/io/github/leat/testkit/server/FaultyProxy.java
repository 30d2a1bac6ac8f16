package io.github.leat.testkit.server;

import java.io.BufferedInputStream;
import java.io.ByteArrayOutputStream;
import java.io.EOFException;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Locale;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.Function;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * An HTTP proxy before a server of this machine that plants faults: cut bodies, errors, headers that are not there. One
 * connection for each request. Thread-safe.
 */
public final class FaultyProxy implements AutoCloseable {
    private static final Pattern LENGTH = Pattern.compile("(?im)^Content-Length:\\s*(\\d+)");

    /** So small that what is sent was mostly read by the client. */
    private static final int SEND_BUFFER = 16 << 10;

    private final ServerSocket listener;
    private final InetSocketAddress server;
    private final Function<String, WireFault> faults;
    private final List<String> requests = new CopyOnWriteArrayList<>();
    private final AtomicInteger tooSlow = new AtomicInteger();
    private final ScheduledExecutorService timer = Executors.newSingleThreadScheduledExecutor(FaultyProxy::daemon);

    private FaultyProxy(ServerSocket listener, InetSocketAddress server, Function<String, WireFault> faults) {
        this.listener = listener;
        this.server = server;
        this.faults = faults;
    }

    /**
     * Starts a proxy to a port of this machine.
     *
     * @param faults asked for each request, with its head
     */
    public static FaultyProxy to(int port, Function<String, WireFault> faults) {
        try {
            FaultyProxy proxy = new FaultyProxy(
                    new ServerSocket(0, 50, InetAddress.getLoopbackAddress()),
                    new InetSocketAddress(InetAddress.getLoopbackAddress(), port),
                    faults);
            proxy.run(proxy::accept);
            return proxy;
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** The address for clients. */
    public URI endpoint() {
        return URI.create("http://localhost:" + listener.getLocalPort());
    }

    /** The heads of all requests so far, in order. */
    public List<String> requests() {
        return List.copyOf(requests);
    }

    /** How many bodies were cut since they took too long. */
    public int tooSlow() {
        return tooSlow.get();
    }

    private void run(Runnable task) {
        daemon(task).start();
    }

    private static Thread daemon(Runnable task) {
        Thread thread = new Thread(task, "faulty-proxy");
        thread.setDaemon(true);
        return thread;
    }

    private void accept() {
        while (!listener.isClosed()) {
            try {
                Socket client = listener.accept();
                run(() -> serve(client));
            } catch (IOException e) {
                // closed
            }
        }
    }

    private void serve(Socket client) {
        try (client) {
            InputStream in = new BufferedInputStream(client.getInputStream());
            OutputStream out = client.getOutputStream();
            String head = head(in);
            requests.add(head);
            WireFault fault = faults.apply(head);
            if (head.toLowerCase(Locale.ROOT).contains("expect: 100-continue")) {
                out.write("HTTP/1.1 100 Continue\r\n\r\n".getBytes(StandardCharsets.ISO_8859_1));
                out.flush();
                head = head.replaceAll("(?im)^Expect:.*\r\n", "");
            }
            if (fault.instead().isPresent()) {
                in.skipNBytes(length(head));
                out.write(fault.instead().get().getBytes(StandardCharsets.ISO_8859_1));
                out.flush();
                return;
            }
            try (Socket target = new Socket()) {
                target.connect(server);
                forward(head, in, target.getOutputStream(), fault);
                Runnable inTime = limit(client, fault);
                try {
                    answer(new BufferedInputStream(target.getInputStream()), out, fault);
                } finally {
                    inTime.run();
                }
            }
        } catch (IOException e) {
            // the client or the server is gone
        }
    }

    /** Resets the connection to the client when its time is out, unless what it answers is run before. */
    private Runnable limit(Socket client, WireFault fault) throws IOException {
        if (fault.longest().isEmpty()) {
            return () -> {};
        }
        client.setSendBufferSize(SEND_BUFFER);
        Future<?> cut = timer.schedule(
                () -> {
                    tooSlow.incrementAndGet();
                    client.setSoLinger(true, 0);
                    client.close();
                    return null;
                },
                fault.longest().get().toMillis(),
                TimeUnit.MILLISECONDS);
        return () -> cut.cancel(false);
    }

    private static void forward(String head, InputStream in, OutputStream to, WireFault fault) throws IOException {
        String changed = fault.request()
                        .apply(head.replaceAll("(?im)^Connection:.*\r\n", ""))
                        .stripTrailing() + "\r\nConnection: close\r\n\r\n";
        to.write(changed.getBytes(StandardCharsets.ISO_8859_1));
        copy(in, to, length(head));
        to.flush();
    }

    private static void answer(InputStream from, OutputStream out, WireFault fault) throws IOException {
        String head =
                head(from).replaceAll("(?im)^Connection:.*\r\n", "").stripTrailing() + "\r\nConnection: close\r\n\r\n";
        out.write(fault.response().apply(head).getBytes(StandardCharsets.ISO_8859_1));
        copy(from, out, fault.bodyBytes());
        out.flush();
    }

    private static String head(InputStream in) throws IOException {
        ByteArrayOutputStream head = new ByteArrayOutputStream();
        int last = 0;
        while (last != 0x0D0A0D0A) {
            int value = in.read();
            if (value < 0) {
                throw new EOFException("no whole head");
            }
            head.write(value);
            last = (last << 8) | value;
        }
        return head.toString(StandardCharsets.ISO_8859_1);
    }

    private static long length(String head) {
        Matcher matcher = LENGTH.matcher(head);
        return matcher.find() ? Long.parseLong(matcher.group(1)) : 0;
    }

    private static void copy(InputStream in, OutputStream out, long most) throws IOException {
        byte[] buffer = new byte[16 << 10];
        long left = most;
        while (left > 0) {
            int read = in.read(buffer, 0, (int) Math.min(buffer.length, left));
            if (read < 0) {
                return;
            }
            out.write(buffer, 0, read);
            left -= read;
        }
    }

    @Override
    public void close() {
        try {
            listener.close();
            timer.shutdownNow();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
