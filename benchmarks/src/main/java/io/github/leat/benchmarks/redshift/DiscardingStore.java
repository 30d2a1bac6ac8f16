package io.github.leat.benchmarks.redshift;

import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpServer;
import java.io.IOException;
import java.io.InputStream;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.util.concurrent.Executors;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.atomic.AtomicLong;

/** As much of S3 as writing parts needs; it counts what it is sent, and keeps nothing. */
final class DiscardingStore implements AutoCloseable {
    private final HttpServer http;
    private final AtomicLong bytes = new AtomicLong();
    private final AtomicInteger objects = new AtomicInteger();

    DiscardingStore() throws IOException {
        http = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
        http.setExecutor(Executors.newCachedThreadPool(task -> {
            Thread thread = new Thread(task, "discarding-store");
            thread.setDaemon(true);
            return thread;
        }));
        http.createContext("/", this::serve);
        http.start();
    }

    URI endpoint() {
        return URI.create("http://localhost:" + http.getAddress().getPort());
    }

    /** Bytes since the last call. */
    long takeBytes() {
        return bytes.getAndSet(0);
    }

    /** Objects since the last call. */
    int takeObjects() {
        return objects.getAndSet(0);
    }

    private void serve(HttpExchange exchange) throws IOException {
        try (exchange) {
            String query = String.valueOf(exchange.getRequestURI().getRawQuery());
            String method = exchange.getRequestMethod();
            long taken = drain(exchange.getRequestBody());
            exchange.getResponseHeaders().set("ETag", "\"0\"");
            String answer = "";
            if (method.equals("PUT")) {
                bytes.addAndGet(taken);
                objects.addAndGet(query.contains("uploadId") ? 0 : 1);
            } else if (method.equals("POST") && query.startsWith("uploads")) {
                objects.incrementAndGet();
                answer = "<InitiateMultipartUploadResult><UploadId>u</UploadId></InitiateMultipartUploadResult>";
            } else if (method.equals("POST") && query.contains("uploadId")) {
                answer = "<CompleteMultipartUploadResult><ETag>\"0\"</ETag></CompleteMultipartUploadResult>";
            } else if (method.equals("GET") && query.contains("uploads")) {
                answer = "<ListMultipartUploadsResult><IsTruncated>false</IsTruncated></ListMultipartUploadsResult>";
            } else if (method.equals("GET")) {
                answer = "<ListBucketResult><IsTruncated>false</IsTruncated></ListBucketResult>";
            }
            byte[] body = answer.getBytes(StandardCharsets.UTF_8);
            exchange.sendResponseHeaders(200, body.length == 0 ? -1 : body.length);
            exchange.getResponseBody().write(body);
        }
    }

    private static long drain(InputStream in) throws IOException {
        byte[] buffer = new byte[1 << 16];
        long taken = 0;
        int read = in.read(buffer);
        while (read >= 0) {
            taken += read;
            read = in.read(buffer);
        }
        return taken;
    }

    @Override
    public void close() {
        http.stop(0);
    }
}
