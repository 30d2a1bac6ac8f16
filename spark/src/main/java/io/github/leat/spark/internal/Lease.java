package io.github.leat.spark.internal;

import java.io.DataInputStream;
import java.io.DataOutputStream;
import java.io.IOException;
import java.net.InetSocketAddress;
import java.net.Socket;
import java.net.SocketTimeoutException;
import org.jspecify.annotations.Nullable;

/**
 * A task's leave to write, from the driver's {@link Budget}: one at a time for each piece, and no more at once than the target has
 * connections for. It ends when it is closed, when the task's process ends, or when Spark gives its executor up. Thread-safe.
 *
 * <p>The driver sends a share whenever it changes. Where it cannot be reached any more the last one is kept, which is never more
 * than what was this task's when it was given.
 */
public final class Lease implements AutoCloseable {
    private static final int CONNECT_MILLIS = 20_000;
    private static final int POLL_MILLIS = 500;

    private final Socket socket;
    private final DataInputStream in;
    private volatile double share;

    private Lease(Socket socket) throws IOException {
        this.socket = socket;
        this.in = new DataInputStream(socket.getInputStream());
    }

    /**
     * Waits for leave.
     *
     * @param executor of Spark that runs the task, by which the driver takes it back when Spark gives the executor up
     * @throws IOException if the driver cannot be reached
     * @throws InterruptedException if the task is killed while it waits
     */
    public static Lease take(Budget.Address budget, String executor, String piece)
            throws IOException, InterruptedException {
        Socket socket = new Socket();
        try {
            socket.connect(new InetSocketAddress(budget.host(), budget.port()), CONNECT_MILLIS);
            socket.setTcpNoDelay(true);
            socket.setKeepAlive(true);
            DataOutputStream out = new DataOutputStream(socket.getOutputStream());
            out.writeUTF(budget.token());
            out.writeUTF(executor);
            out.writeUTF(piece);
            out.flush();
            Lease lease = new Lease(socket);
            lease.await();
            Thread listener = new Thread(lease::listen, "leat-lease");
            listener.setDaemon(true);
            listener.start();
            return lease;
        } catch (IOException | InterruptedException | RuntimeException e) {
            socket.close();
            throw e;
        }
    }

    private void await() throws IOException, InterruptedException {
        socket.setSoTimeout(POLL_MILLIS);
        while (share == 0) {
            if (Thread.interrupted()) {
                throw new InterruptedException("killed while waiting for leave to write");
            }
            Double told = next();
            share = told == null ? 0 : told;
        }
        socket.setSoTimeout(0);
    }

    private @Nullable Double next() throws IOException {
        try {
            return in.readDouble();
        } catch (SocketTimeoutException e) {
            return null; // nothing of the eight bytes has come: they are sent at once
        }
    }

    private void listen() {
        try {
            while (true) {
                share = in.readDouble();
            }
        } catch (IOException e) {
            // closed, or the driver is gone, which ends this task too
        }
    }

    /** The part of the throughput that is this task's now, above 0 and at most 1. */
    public double share() {
        return share;
    }

    @Override
    public void close() throws IOException {
        socket.close();
    }
}
