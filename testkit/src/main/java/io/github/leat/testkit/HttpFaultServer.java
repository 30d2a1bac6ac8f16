package io.github.leat.testkit;

import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpServer;
import java.io.IOException;
import java.io.OutputStream;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.atomic.AtomicLong;
import java.util.function.Function;

/**
 * An HTTP server on the loopback address that serves files from memory, with ranges and conditions as RFC 9110 says, and that
 * has the faults a test asks for. Thread-safe.
 */
public final class HttpFaultServer implements AutoCloseable {
    /**
     * A file.
     *
     * @param etag with its quotes; empty: none is sent
     * @param lastModified as HTTP writes dates; empty: none is sent
     * @param type the media type
     * @param ranges whether parts are given; else always the whole, without conditions
     * @param length whether its length is told; else the body is chunked
     */
    // The bytes are a test's own.
    @SuppressWarnings("ArrayRecordComponent")
    public record Served(
            byte[] content,
            Optional<String> etag,
            Optional<String> lastModified,
            String type,
            boolean ranges,
            boolean length) {
        /** A CSV file of a server that does all it should. */
        public static Served csv(String text) {
            return of(text.getBytes(StandardCharsets.UTF_8), "\"1\"");
        }

        /** A file of a server that does all it should. */
        public static Served of(byte[] content, String etag) {
            return new Served(
                    content,
                    Optional.of(etag),
                    Optional.of("Wed, 15 Jan 2025 08:31:51 GMT"),
                    "application/octet-stream",
                    true,
                    true);
        }

        /** The same without ranges, ETag and date. */
        public Served plain() {
            return new Served(content, Optional.empty(), Optional.empty(), type, false, length);
        }

        /** The same with another media type. */
        public Served withType(String value) {
            return new Served(content, etag, lastModified, value, ranges, length);
        }
    }

    /** What happens to one request instead of its answer. */
    public sealed interface Fault {
        /** Another answer. */
        record Status(int status, Map<String, String> headers, String body) implements Fault {
            /** An answer without body. */
            public Status(int status) {
                this(status, Map.of(), "");
            }
        }

        /** The connection is closed after so many bytes of the body. */
        record Cut(int afterBytes) implements Fault {}

        /** The length that is told is so much more than what is sent. */
        record WrongLength(int more) implements Fault {}
    }

    /**
     * A request that came.
     *
     * @param path with its query
     * @param headers by name in lower case, the first of each
     */
    public record Request(String path, Map<String, String> headers) {
        /** A header, or the empty text. */
        public String header(String name) {
            return headers.getOrDefault(name.toLowerCase(java.util.Locale.ROOT), "");
        }
    }

    private final HttpServer server;
    private final ExecutorService threads = Executors.newCachedThreadPool();
    private final Map<String, Function<Request, Served>> files = new ConcurrentHashMap<>();
    private final Map<String, Deque<Fault>> faults = new ConcurrentHashMap<>();
    private final List<Request> requests = new CopyOnWriteArrayList<>();
    private final AtomicLong bodyBytes = new AtomicLong();

    private HttpFaultServer(HttpServer server) {
        this.server = server;
    }

    /** A server on a free port. */
    public static HttpFaultServer start() throws IOException {
        HttpServer http = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
        HttpFaultServer started = new HttpFaultServer(http);
        http.setExecutor(started.threads);
        http.createContext("/", started::answer);
        http.start();
        return started;
    }

    /** The address of a path, which begins with a slash. */
    public URI address(String path) {
        return URI.create("http://127.0.0.1:" + server.getAddress().getPort() + path);
    }

    /** Serves a file under a path, instead of what was there. */
    public void serve(String path, Served file) {
        files.put(path, request -> file);
    }

    /** Serves what a function makes of each request of a path. */
    public void serve(String path, Function<Request, Served> file) {
        files.put(path, file);
    }

    /** The next requests of a path meet these, one each. */
    public void fail(String path, Fault... next) {
        faults.computeIfAbsent(path, key -> new ArrayDeque<>()).addAll(List.of(next));
    }

    /** All requests of a path so far. */
    public List<Request> requests(String path) {
        return requests.stream()
                .filter(request -> request.path().equals(path) || request.path().startsWith(path + "?"))
                .toList();
    }

    /** All requests so far. */
    public List<Request> requests() {
        return new ArrayList<>(requests);
    }

    /** Forgets the requests and bytes so far. */
    public void forget() {
        requests.clear();
        bodyBytes.set(0);
    }

    /** Bytes of bodies sent or about to be. */
    public long bodyBytes() {
        return bodyBytes.get();
    }

    private void answer(HttpExchange exchange) throws IOException {
        Map<String, String> headers = new ConcurrentHashMap<>();
        exchange.getRequestHeaders()
                .forEach((name, values) -> headers.put(name.toLowerCase(java.util.Locale.ROOT), values.get(0)));
        Request request = new Request(exchange.getRequestURI().toString(), headers);
        requests.add(request);
        String path = exchange.getRequestURI().getRawPath();
        Fault fault = nextFault(path);
        try (exchange) {
            Function<Request, Served> file = files.get(path);
            if (fault instanceof Fault.Status status) {
                status.headers()
                        .forEach((name, value) -> exchange.getResponseHeaders().add(name, value));
                send(exchange, status.status(), status.body().getBytes(StandardCharsets.UTF_8), fault, true);
            } else if (file == null) {
                send(exchange, 404, "not here".getBytes(StandardCharsets.UTF_8), fault, true);
            } else {
                serve(exchange, request, file.apply(request), fault);
            }
        }
    }

    private Fault nextFault(String path) {
        Deque<Fault> queue = faults.get(path);
        synchronized (this) {
            Fault next = queue == null ? null : queue.poll();
            return next == null ? new Fault.WrongLength(0) : next;
        }
    }

    private void serve(HttpExchange exchange, Request request, Served file, Fault fault) throws IOException {
        file.etag().ifPresent(tag -> exchange.getResponseHeaders().add("ETag", tag));
        file.lastModified().ifPresent(date -> exchange.getResponseHeaders().add("Last-Modified", date));
        exchange.getResponseHeaders().add("Content-Type", file.type());
        byte[] all = file.content();
        String ifMatch = request.header("If-Match");
        if (!ifMatch.isEmpty() && file.ranges() && !file.etag().equals(Optional.of(ifMatch))) {
            send(exchange, 412, new byte[0], fault, true);
            return;
        }
        String ifNoneMatch = request.header("If-None-Match");
        boolean since =
                ifNoneMatch.isEmpty() && file.lastModified().equals(Optional.of(request.header("If-Modified-Since")));
        if (since || (!ifNoneMatch.isEmpty() && file.etag().equals(Optional.of(ifNoneMatch)))) {
            exchange.sendResponseHeaders(304, -1);
            return;
        }
        String range = request.header("Range");
        String ifRange = request.header("If-Range");
        boolean asked = range.matches("bytes=\\d+-\\d+")
                && (ifRange.isEmpty() || file.etag().equals(Optional.of(ifRange)));
        if (!asked || !file.ranges()) {
            send(exchange, 200, all, fault, file.length());
            return;
        }
        int first = Integer.parseInt(range.substring(6, range.indexOf('-')));
        int last = Math.min(all.length - 1, Integer.parseInt(range.substring(range.indexOf('-') + 1)));
        if (first >= all.length) {
            exchange.getResponseHeaders().add("Content-Range", "bytes */" + all.length);
            send(exchange, 416, new byte[0], fault, true);
            return;
        }
        exchange.getResponseHeaders().add("Content-Range", "bytes " + first + "-" + last + "/" + all.length);
        send(exchange, 206, java.util.Arrays.copyOfRange(all, first, last + 1), fault, file.length());
    }

    private void send(HttpExchange exchange, int status, byte[] body, Fault fault, boolean length) throws IOException {
        int more = fault instanceof Fault.WrongLength wrong ? wrong.more() : 0;
        int cut = fault instanceof Fault.Cut at ? Math.min(at.afterBytes(), body.length) : body.length;
        long told = body.length + more == 0 ? -1 : length ? body.length + more : 0;
        exchange.sendResponseHeaders(status, told);
        if (told == -1) {
            return;
        }
        // before they are: who has read them may ask at once how many they were
        bodyBytes.addAndGet(cut);
        OutputStream out = exchange.getResponseBody();
        out.write(body, 0, cut);
        out.flush();
        if (cut == body.length && more == 0) {
            out.close();
        }
    }

    @Override
    public void close() {
        server.stop(0);
        threads.shutdownNow();
    }
}
