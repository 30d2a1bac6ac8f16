package io.github.leat.spark.internal;

import java.io.DataInputStream;
import java.io.DataOutputStream;
import java.io.IOException;
import java.io.Serializable;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.Iterator;
import java.util.List;
import java.util.Set;
import java.util.UUID;
import java.util.stream.Stream;

/**
 * The driver's side of what tasks share: throughput and connections. Each task holds a connection while it writes, so that the
 * driver knows when one ends however it does; what is free then goes to one that waits, and the shares of all are told anew.
 *
 * <p>A second attempt of a piece, be it a retry or a speculative one, waits until the first has ended, and then finds in the ledger
 * what that did. Thread-safe.
 */
public final class Budget implements AutoCloseable {
    private final ServerSocket server;
    private final String token = UUID.randomUUID().toString();
    private final String host;
    private final int most;
    private final List<Holder> waiting = new ArrayList<>();
    private final List<Holder> holding = new ArrayList<>();

    /**
     * Where tasks ask.
     *
     * @param token what they show, so that no stranger takes a share
     */
    public record Address(String host, int port, String token) implements Serializable {}

    private record Holder(Socket socket, DataOutputStream out, String executor, String piece) {}

    /**
     * Opens a port for the tasks of one load.
     *
     * @param host name of this machine as executors reach it
     * @param most tasks that may write at once, above 0
     * @throws IOException if no port can be opened
     */
    public Budget(String host, int most) throws IOException {
        this.host = host;
        this.most = most;
        this.server = new ServerSocket(0, 1024, InetAddress.getByName(host));
        start("leat-budget", this::accept);
    }

    /** Where tasks ask. */
    public Address address() {
        return new Address(host, server.getLocalPort(), token);
    }

    private static void start(String name, Runnable work) {
        Thread thread = new Thread(work, name);
        thread.setDaemon(true);
        thread.start();
    }

    private void accept() {
        while (!server.isClosed()) {
            try {
                Socket socket = server.accept();
                start("leat-budget-task", () -> serve(socket));
            } catch (IOException e) {
                return; // closed
            }
        }
    }

    private void serve(Socket socket) {
        Holder holder = null;
        try (socket) {
            socket.setKeepAlive(true);
            DataInputStream in = new DataInputStream(socket.getInputStream());
            if (!isToken(in.readUTF())) {
                return;
            }
            holder = new Holder(socket, new DataOutputStream(socket.getOutputStream()), in.readUTF(), in.readUTF());
            join(holder);
            while (in.read() >= 0) {
                // tasks say nothing more
            }
        } catch (IOException e) {
            // the task ended without closing: the same
        } finally {
            if (holder != null) {
                leave(holder);
            }
        }
    }

    private boolean isToken(String shown) {
        return MessageDigest.isEqual(shown.getBytes(StandardCharsets.UTF_8), token.getBytes(StandardCharsets.UTF_8));
    }

    /**
     * Takes back what the tasks of an executor hold that Spark has given up. One whose machine or process stands still would keep its
     * connection for hours, and second attempts of its pieces would wait as long.
     */
    public void lost(String executor) {
        List<Holder> gone;
        synchronized (this) {
            gone = Stream.concat(waiting.stream(), holding.stream())
                    .filter(holder -> holder.executor().equals(executor))
                    .toList();
        }
        for (Holder holder : gone) {
            try {
                holder.socket().close(); // its own thread sees that, and passes on what it held
            } catch (IOException e) {
                leave(holder);
            }
        }
    }

    private synchronized void join(Holder holder) {
        waiting.add(holder);
        divide();
    }

    private synchronized void leave(Holder holder) {
        waiting.remove(holder);
        holding.remove(holder);
        divide();
    }

    private void divide() {
        Set<String> pieces = new HashSet<>();
        holding.forEach(holder -> pieces.add(holder.piece()));
        for (Iterator<Holder> next = waiting.iterator(); next.hasNext() && holding.size() < most; ) {
            Holder holder = next.next();
            if (pieces.add(holder.piece())) {
                next.remove();
                holding.add(holder);
            }
        }
        byte[] share = java.nio.ByteBuffer.allocate(Double.BYTES)
                .putDouble(1.0 / Math.max(1, holding.size()))
                .array();
        for (Holder holder : holding) {
            try {
                holder.out().write(share);
                holder.out().flush();
            } catch (IOException e) {
                // its own thread sees that it is gone
            }
        }
    }

    @Override
    public void close() throws IOException {
        server.close();
    }
}
