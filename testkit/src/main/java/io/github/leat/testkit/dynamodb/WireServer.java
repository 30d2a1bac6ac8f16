package io.github.leat.testkit.dynamodb;

import java.io.BufferedInputStream;
import java.io.BufferedOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.net.URI;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;

/**
 * HTTP/1.1 on a free port of this machine, a thread for each connection. Its own rather than the JDK's server because it must be
 * able to reset a connection.
 */
final class WireServer implements AutoCloseable {
    /** Answers the requests of one connection, one after the other. */
    interface Session extends AutoCloseable {
        WireReply answer(WireRequest request) throws IOException, InterruptedException;

        @Override
        void close();
    }

    /** Begins a session for a connection. */
    interface Sessions {
        Session begin();
    }

    private final ServerSocket listener;
    private final Sessions sessions;
    private final Set<Socket> clients = ConcurrentHashMap.newKeySet();

    WireServer(Sessions sessions) throws IOException {
        this.sessions = sessions;
        this.listener = new ServerSocket(0, 200, InetAddress.getLoopbackAddress());
        run(this::accept);
    }

    URI endpoint() {
        return URI.create("http://127.0.0.1:" + listener.getLocalPort());
    }

    private static void run(Runnable task) {
        Thread thread = new Thread(task, "dynamodb-proxy");
        thread.setDaemon(true);
        thread.start();
    }

    private void accept() {
        while (!listener.isClosed()) {
            try {
                Socket client = listener.accept();
                client.setTcpNoDelay(true);
                clients.add(client);
                run(() -> serve(client));
            } catch (IOException e) {
                // closed
            }
        }
    }

    private void serve(Socket client) {
        try (client;
                Session session = sessions.begin()) {
            InputStream in = new BufferedInputStream(client.getInputStream(), 64 << 10);
            OutputStream out = new BufferedOutputStream(client.getOutputStream(), 64 << 10);
            WireRequest request = WireRequest.read(in);
            while (request != null) {
                WireReply reply = session.answer(request);
                if (reply.isReset()) {
                    client.setSoLinger(true, 0);
                    return;
                }
                reply.writeTo(out);
                request = WireRequest.read(in);
            }
        } catch (IOException e) {
            // the client or the store is gone
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        } finally {
            clients.remove(client);
        }
    }

    @Override
    public void close() {
        try {
            listener.close();
            for (Socket client : clients) {
                client.close();
            }
        } catch (IOException e) {
            // gone already
        }
    }
}
