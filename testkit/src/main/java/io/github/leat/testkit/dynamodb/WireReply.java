package io.github.leat.testkit.dynamodb;

import java.io.IOException;
import java.io.OutputStream;
import java.nio.charset.StandardCharsets;
import java.util.zip.CRC32;

/** An answer of the DynamoDB protocol, or none at all. */
final class WireReply {
    /** The connection is reset and nothing is answered. */
    static final WireReply RESET = new WireReply(0, new byte[0]);

    private final int status;
    private final byte[] body;

    WireReply(int status, byte[] body) {
        this.status = status;
        this.body = body;
    }

    static WireReply of(int status, String body) {
        return new WireReply(status, body.getBytes(StandardCharsets.UTF_8));
    }

    byte[] body() {
        return body;
    }

    boolean isReset() {
        return status == 0;
    }

    boolean isOk() {
        return status == 200;
    }

    /** Writes the answer with the sum of its bytes, which SDKs check (x-amz-crc32). */
    void writeTo(OutputStream out) throws IOException {
        CRC32 sum = new CRC32();
        sum.update(body);
        String head = "HTTP/1.1 " + status + (status == 200 ? " OK" : status == 400 ? " Bad Request" : " Error")
                + "\r\nContent-Type: application/x-amz-json-1.0\r\nContent-Length: " + body.length + "\r\nx-amz-crc32: "
                + sum.getValue() + "\r\nx-amzn-RequestId: LEAT\r\n\r\n";
        out.write(head.getBytes(StandardCharsets.ISO_8859_1));
        out.write(body);
        out.flush();
    }
}
