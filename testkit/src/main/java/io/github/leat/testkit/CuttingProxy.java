package io.github.leat.testkit;

import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.LongSupplier;

/**
 * A TCP proxy on this machine that cuts connections: each one after a number of bytes from the client, as a network that fails
 * does. Thread-safe.
 */
public final class CuttingProxy implements AutoCloseable {
    private final ServerSocket listener;
    private final InetSocketAddress server;
    private final LongSupplier bytesUntilCut;
    private final Set<Socket> open = ConcurrentHashMap.newKeySet();
    private final AtomicInteger cuts = new AtomicInteger();

    private CuttingProxy(ServerSocket listener, InetSocketAddress server, LongSupplier bytesUntilCut) {
        this.listener = listener;
        this.server = server;
        this.bytesUntilCut = bytesUntilCut;
    }

    /**
     * Starts a proxy to a port of this machine.
     *
     * @param bytesUntilCut asked for each connection; {@link Long#MAX_VALUE} never cuts it
     */
    public static CuttingProxy to(int port, LongSupplier bytesUntilCut) throws IOException {
        ServerSocket listener = new ServerSocket(0, 50, InetAddress.getLoopbackAddress());
        CuttingProxy proxy = new CuttingProxy(
                listener, new InetSocketAddress(InetAddress.getLoopbackAddress(), port), bytesUntilCut);
        proxy.run(proxy::accept);
        return proxy;
    }

    /** The port to connect to. */
    public int port() {
        return listener.getLocalPort();
    }

    /** How many connections were cut so far. */
    public int cuts() {
        return cuts.get();
    }

    private void accept() {
        while (!listener.isClosed()) {
            try {
                Socket client = listener.accept();
                Socket target = new Socket();
                open.add(client);
                open.add(target);
                target.connect(server);
                run(() -> pump(client, target, bytesUntilCut.getAsLong()));
                run(() -> pump(target, client, Long.MAX_VALUE));
            } catch (IOException e) {
                // closed, or the server is down: the client sees its connection end
            }
        }
    }

    private void run(Runnable task) {
        Thread thread = new Thread(task, "cutting-proxy");
        thread.setDaemon(true);
        thread.start();
    }

    private void pump(Socket from, Socket to, long limit) {
        long left = limit;
        byte[] buffer = new byte[8192];
        try (from;
                to) {
            InputStream in = from.getInputStream();
            OutputStream out = to.getOutputStream();
            int read;
            while ((read = in.read(buffer, 0, (int) Math.min(buffer.length, left))) > 0) {
                out.write(buffer, 0, read);
                left -= read;
                if (left == 0) {
                    cuts.incrementAndGet();
                    from.setSoLinger(true, 0);
                    to.setSoLinger(true, 0);
                    return;
                }
            }
        } catch (IOException e) {
            // the other side is gone
        } finally {
            open.remove(from);
            open.remove(to);
        }
    }

    @Override
    public void close() {
        try {
            listener.close();
            for (Socket socket : open) {
                socket.close();
            }
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
