package io.github.leat.serve;

import java.io.BufferedInputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.net.Socket;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.util.LinkedHashMap;
import java.util.Locale;
import java.util.Map;

/** HTTP by hand, so that requests can be sent which no client would send. */
final class RawHttp {
    private static final int TIMEOUT_MILLIS = 60_000;
    private final URI server;

    RawHttp(URI server) {
        this.server = server;
    }

    /**
     * An answer.
     *
     * @param headers by lower-case name
     */
    @SuppressWarnings("ArrayRecordComponent")
    record Response(int status, Map<String, String> headers, byte[] bytes) {
        String body() {
            return new String(bytes, StandardCharsets.UTF_8);
        }

        String header(String name) {
            return headers.getOrDefault(name, "");
        }

        Object json() {
            return JsonTree.parse(body());
        }
    }

    Response get(String target, String... headers) {
        return send("GET", target, headers);
    }

    Response send(String method, String target, String... headers) {
        StringBuilder request = new StringBuilder(method + " " + target + " HTTP/1.1\r\n");
        boolean hasHost = false;
        for (String header : headers) {
            request.append(header).append("\r\n");
            hasHost |= header.startsWith("Host:");
        }
        if (!hasHost) {
            request.append("Host: ").append(server.getAuthority()).append("\r\n");
        }
        request.append("Connection: close\r\n\r\n");
        return bytes(request.toString().getBytes(StandardCharsets.ISO_8859_1), method.equals("HEAD"));
    }

    /** Sends bytes as they are. */
    Response bytes(byte[] request, boolean isHead) {
        try (Socket socket = open()) {
            try {
                socket.getOutputStream().write(request);
            } catch (IOException e) {
                // it has answered before it read all of it
            }
            return read(new BufferedInputStream(socket.getInputStream()), isHead);
        } catch (IOException e) {
            throw new AssertionError(e);
        }
    }

    Socket open() throws IOException {
        Socket socket = new Socket(server.getHost(), server.getPort());
        socket.setSoTimeout(TIMEOUT_MILLIS);
        return socket;
    }

    static Response read(InputStream in, boolean isHead) throws IOException {
        String status = line(in);
        Map<String, String> headers = new LinkedHashMap<>();
        for (String line = line(in); !line.isEmpty(); line = line(in)) {
            int colon = line.indexOf(':');
            headers.put(
                    line.substring(0, colon).toLowerCase(Locale.ROOT),
                    line.substring(colon + 1).strip());
        }
        ByteArrayOutputStream body = new ByteArrayOutputStream();
        int code = Integer.parseInt(status.split(" ", -1)[1]);
        if (!isHead && code != 304) {
            if (headers.getOrDefault("transfer-encoding", "").equals("chunked")) {
                for (int size = chunk(in); size > 0; size = chunk(in)) {
                    body.write(in.readNBytes(size));
                    line(in);
                }
            } else {
                body.write(in.readNBytes(Integer.parseInt(headers.get("content-length"))));
            }
        }
        return new Response(code, headers, body.toByteArray());
    }

    private static int chunk(InputStream in) throws IOException {
        String size = line(in);
        if (size.isEmpty()) {
            throw new IOException("the answer was cut");
        }
        return Integer.parseInt(size, 16);
    }

    static String line(InputStream in) throws IOException {
        ByteArrayOutputStream line = new ByteArrayOutputStream();
        for (int next = in.read(); next >= 0 && next != '\n'; next = in.read()) {
            if (next != '\r') {
                line.write(next);
            }
        }
        return line.toString(StandardCharsets.ISO_8859_1);
    }
}
