package io.github.leat.testkit.dynamodb;

import java.io.BufferedInputStream;
import java.io.BufferedOutputStream;
import java.io.EOFException;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.net.Socket;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.util.Locale;
import org.jspecify.annotations.Nullable;

/** One connection to the store behind the proxy, opened at its first request. Not thread-safe. */
final class StoreConnection implements AutoCloseable {
    private final URI store;
    private @Nullable Socket socket;
    private @Nullable InputStream in;
    private @Nullable OutputStream out;

    StoreConnection(URI store) {
        this.store = store;
    }

    WireReply call(String operation, byte[] body) throws IOException {
        Socket open = socket;
        InputStream from = in;
        OutputStream to = out;
        if (open == null || from == null || to == null) {
            open = new Socket(store.getHost(), store.getPort());
            open.setTcpNoDelay(true);
            from = new BufferedInputStream(open.getInputStream(), 64 << 10);
            to = new BufferedOutputStream(open.getOutputStream(), 64 << 10);
            socket = open;
            in = from;
            out = to;
        }
        to.write(("POST / HTTP/1.1\r\nHost: store\r\nContent-Type: application/x-amz-json-1.0\r\n"
                        + "X-Amz-Target: DynamoDB_20120810." + operation
                        + "\r\nX-Amz-Date: 20260101T000000Z\r\nAuthorization: AWS4-HMAC-SHA256 "
                        + "Credential=proxy/20260101/us-east-1/dynamodb/aws4_request, SignedHeaders=host, Signature=0\r\n"
                        + "Content-Length: " + body.length + "\r\n\r\n")
                .getBytes(StandardCharsets.ISO_8859_1));
        to.write(body);
        to.flush();
        return reply(from);
    }

    private static WireReply reply(InputStream from) throws IOException {
        String status = WireRequest.line(from);
        if (status == null) {
            throw new EOFException("the store closed its connection");
        }
        int length = 0;
        String header = WireRequest.line(from);
        while (header != null && !header.isEmpty()) {
            String lower = header.toLowerCase(Locale.ROOT);
            if (lower.startsWith("content-length:")) {
                length =
                        Integer.parseInt(lower.substring(lower.indexOf(':') + 1).trim());
            }
            header = WireRequest.line(from);
        }
        byte[] body = from.readNBytes(length);
        if (body.length < length) {
            throw new EOFException("the store closed its connection in the middle of an answer");
        }
        return new WireReply(Integer.parseInt(status.split(" ", 3)[1]), body);
    }

    @Override
    public void close() {
        try {
            if (socket != null) {
                socket.close();
            }
        } catch (IOException e) {
            // gone already
        }
    }
}
