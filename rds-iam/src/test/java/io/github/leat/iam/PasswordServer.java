package io.github.leat.iam;

import java.io.DataInputStream;
import java.io.DataOutputStream;
import java.io.EOFException;
import java.io.IOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.nio.charset.StandardCharsets;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.LinkedBlockingQueue;

/**
 * As much of PostgreSQL's protocol (version 3.0, "Message Flow", "Start-up") as asks for a password in the clear, as RDS does
 * for tokens; it keeps the password and refuses it.
 */
final class PasswordServer implements AutoCloseable {
    private static final int PROTOCOL_3 = 3 << 16;

    private final ServerSocket socket;
    private final BlockingQueue<String> passwords = new LinkedBlockingQueue<>();

    PasswordServer() throws IOException {
        socket = new ServerSocket(0, 50, InetAddress.getLoopbackAddress());
        Thread thread = new Thread(this::serve, "password-server");
        thread.setDaemon(true);
        thread.start();
    }

    int port() {
        return socket.getLocalPort();
    }

    /** Those received since the last call, in order. */
    BlockingQueue<String> passwords() {
        return passwords;
    }

    private void serve() {
        while (!socket.isClosed()) {
            try (Socket client = socket.accept()) {
                answer(new DataInputStream(client.getInputStream()), new DataOutputStream(client.getOutputStream()));
            } catch (IOException e) {
                // the client left, or the test ended
            }
        }
    }

    private void answer(DataInputStream in, DataOutputStream out) throws IOException {
        while (!isStartup(in)) {
            // neither TLS nor GSS here
            out.write('N');
            out.flush();
        }
        out.write('R');
        out.writeInt(8);
        out.writeInt(3);
        out.flush();
        if (in.readByte() != 'p') {
            throw new EOFException("no password came");
        }
        byte[] password = new byte[in.readInt() - 4];
        in.readFully(password);
        passwords.add(new String(password, 0, password.length - 1, StandardCharsets.UTF_8));
        byte[] error = "SFATAL\0VFATAL\0C28P01\0Mthe token is not taken\0\0".getBytes(StandardCharsets.UTF_8);
        out.write('E');
        out.writeInt(4 + error.length);
        out.write(error);
        out.flush();
    }

    private static boolean isStartup(DataInputStream in) throws IOException {
        int length = in.readInt();
        int code = in.readInt();
        in.skipNBytes(length - 8L);
        return code >>> 16 == PROTOCOL_3 >>> 16;
    }

    @Override
    public void close() throws IOException {
        socket.close();
    }
}
