package io.github.leat.testkit.redshift;

import java.io.BufferedInputStream;
import java.io.BufferedOutputStream;
import java.io.Closeable;
import java.io.DataInputStream;
import java.io.DataOutputStream;
import java.io.IOException;
import java.net.InetAddress;
import java.net.Socket;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** The connection to PostgreSQL behind one connection of a client. */
final class Backend implements Closeable {
    private static final int PROTOCOL = 3 << 16;

    private final Socket socket;
    private final DataInputStream in;
    private final DataOutputStream out;
    private char status = 'I';

    private Backend(Socket socket) throws IOException {
        this.socket = socket;
        this.in = new DataInputStream(new BufferedInputStream(socket.getInputStream(), 1 << 16));
        this.out = new DataOutputStream(new BufferedOutputStream(socket.getOutputStream(), 1 << 16));
    }

    static Backend connect(int port, Map<String, String> parameters) throws IOException {
        Backend backend = new Backend(new Socket(InetAddress.getLoopbackAddress(), port));
        List<String> texts = new ArrayList<>();
        parameters.forEach((name, value) -> {
            texts.add(name);
            texts.add(value);
        });
        byte[] body = WireMessage.of('-', texts.toArray(String[]::new)).body();
        backend.out.writeInt(body.length + 2 * Integer.BYTES + 1);
        backend.out.writeInt(PROTOCOL);
        backend.out.write(body);
        backend.out.writeByte(0);
        backend.out.flush();
        return backend;
    }

    /** I outside a transaction, T in one, E in one that has failed. */
    char status() {
        return status;
    }

    void send(WireMessage message) throws IOException {
        message.write(out);
    }

    void flush() throws IOException {
        out.flush();
    }

    WireMessage read() throws IOException {
        WireMessage message = WireMessage.read(in);
        if (message.type() == 'Z') {
            status = (char) message.body()[0];
        }
        return message;
    }

    /** Everything up to ReadyForQuery, that one left out. */
    List<WireMessage> answer() throws IOException {
        List<WireMessage> answer = new ArrayList<>();
        WireMessage message = read();
        while (message.type() != 'Z') {
            answer.add(message);
            message = read();
        }
        return answer;
    }

    List<WireMessage> ask(String sql) throws IOException {
        send(WireMessage.of('Q', sql));
        flush();
        return answer();
    }

    /** Runs a statement that must not fail. */
    List<List<@Nullable String>> rows(String sql) throws IOException {
        List<List<@Nullable String>> rows = new ArrayList<>();
        for (WireMessage message : ask(sql)) {
            if (message.type() == 'E') {
                throw new IOException(sql + ": " + message.fields().get('M'));
            }
            if (message.type() == 'D') {
                rows.add(message.values());
            }
        }
        return rows;
    }

    void copyData(String text) throws IOException {
        send(new WireMessage('d', text.getBytes(StandardCharsets.UTF_8)));
    }

    @Override
    public void close() throws IOException {
        socket.close();
    }
}
