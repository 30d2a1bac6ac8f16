package io.github.leat.testkit.dynamodb;

import java.io.ByteArrayOutputStream;
import java.io.EOFException;
import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.util.HashMap;
import java.util.Locale;
import java.util.Map;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/** A request of the DynamoDB protocol: headers by lower-case name, and the body. */
final class WireRequest {
    private static final Pattern ACCESS_KEY = Pattern.compile("Credential=([^/,\\s]+)/");

    private final Map<String, String> headers;
    private final byte[] body;

    private WireRequest(Map<String, String> headers, byte[] body) {
        this.headers = headers;
        this.body = body;
    }

    /** The next request on a connection; null where the client closed it. */
    static @Nullable WireRequest read(InputStream in) throws IOException {
        String first = line(in);
        if (first == null) {
            return null;
        }
        Map<String, String> headers = new HashMap<>();
        String header = line(in);
        while (header != null && !header.isEmpty()) {
            int colon = header.indexOf(':');
            if (colon > 0) {
                headers.put(
                        header.substring(0, colon).toLowerCase(Locale.ROOT),
                        header.substring(colon + 1).trim());
            }
            header = line(in);
        }
        int length = Integer.parseInt(headers.getOrDefault("content-length", "0"));
        byte[] body = in.readNBytes(length);
        if (body.length < length) {
            throw new EOFException("the client closed the connection in the middle of a request");
        }
        return new WireRequest(headers, body);
    }

    static @Nullable String line(InputStream in) throws IOException {
        ByteArrayOutputStream line = new ByteArrayOutputStream(64);
        int value = in.read();
        if (value < 0) {
            return null;
        }
        while (value >= 0 && value != '\n') {
            if (value != '\r') {
                line.write(value);
            }
            value = in.read();
        }
        return line.toString(StandardCharsets.ISO_8859_1);
    }

    byte[] body() {
        return body;
    }

    /** The operation, such as {@code PutItem}; empty text where none is named. */
    String operation() {
        String target = headers.getOrDefault("x-amz-target", "");
        return target.substring(target.indexOf('.') + 1);
    }

    /** Who sent it: the access key id of its signature. */
    String client() {
        Matcher matcher = ACCESS_KEY.matcher(headers.getOrDefault("authorization", ""));
        return matcher.find() ? matcher.group(1) : "unknown";
    }
}
