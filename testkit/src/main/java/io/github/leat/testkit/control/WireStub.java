package io.github.leat.testkit.control;

import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpServer;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.TreeMap;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;

/** What stubs of control planes have in common: a port, signed requests, faults, and the calls that came. Thread-safe. */
abstract class WireStub implements AutoCloseable {
    /** The one access key that it knows. */
    public static final String ACCESS_KEY = "test";

    /** Its secret. */
    public static final String SECRET = "test-secret";

    private final HttpServer server;
    private final ExecutorService threads = Executors.newCachedThreadPool();
    private final Map<String, Deque<ControlFault>> faults = new HashMap<>();
    private final List<ReceivedCall> calls = new ArrayList<>();

    WireStub() throws IOException {
        server = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
    }

    /** Opens the port, once the stub is made. */
    final void open() {
        server.setExecutor(threads);
        server.createContext("/", this::answer);
        server.start();
    }

    /**
     * A request as it came.
     *
     * @param headers by names in lower case
     * @param text the body
     */
    record Request(String method, URI uri, Map<String, String> headers, String text) {
        String header(String name) {
            return headers.getOrDefault(name, "");
        }
    }

    /** How a service of this stub is spoken to. */
    interface Protocol {
        /** The name that requests are signed for. */
        String service();

        /** The media type of answers. */
        String contentType();

        /** The body of an answer. */
        String answer(Request request);

        /** The body of an error. */
        String error(ServiceError e);
    }

    /** The protocol of a request. */
    abstract Protocol protocol(Request request);

    /** Where it is, for all of its services. */
    public URI endpoint() {
        return URI.create("http://127.0.0.1:" + server.getAddress().getPort());
    }

    /** The next calls of an operation meet these, one each. */
    public synchronized void fault(String operation, ControlFault... next) {
        faults.computeIfAbsent(operation, key -> new ArrayDeque<>()).addAll(List.of(next));
    }

    /** All calls so far, those that met a fault too. */
    public synchronized List<ReceivedCall> calls() {
        return List.copyOf(calls);
    }

    /** The calls of an operation so far. */
    public List<ReceivedCall> calls(String operation) {
        return calls().stream()
                .filter(call -> call.action().endsWith(":" + operation))
                .toList();
    }

    private void answer(HttpExchange exchange) throws IOException {
        try (exchange) {
            Map<String, String> headers = new TreeMap<>();
            exchange.getRequestHeaders()
                    .forEach((name, values) -> headers.put(name.toLowerCase(Locale.ROOT), String.join(",", values)));
            Request request = new Request(
                    exchange.getRequestMethod(),
                    exchange.getRequestURI(),
                    headers,
                    new String(exchange.getRequestBody().readAllBytes(), StandardCharsets.UTF_8));
            Protocol protocol = protocol(request);
            int status = 200;
            String reply;
            try {
                SignatureCheck.require(protocol.service(), ACCESS_KEY, SECRET, request);
                reply = protocol.answer(request);
            } catch (ServiceError e) {
                status = e.status();
                reply = protocol.error(e);
                exchange.getResponseHeaders().add("x-amzn-ErrorType", e.code());
            } catch (NoAnswer e) {
                return;
            }
            byte[] bytes = reply.getBytes(StandardCharsets.UTF_8);
            exchange.getResponseHeaders().add("Content-Type", protocol.contentType());
            exchange.sendResponseHeaders(status, bytes.length);
            exchange.getResponseBody().write(bytes);
        }
    }

    /** What an operation does. */
    interface Operation {
        Map<String, Object> run(String operation, Params params);
    }

    /** Does it, or what a fault does instead. */
    final synchronized Map<String, Object> met(String action, Params params, boolean json, Operation work) {
        calls.add(new ReceivedCall(action, params.values()));
        ServiceModel.require(action, params);
        String operation = action.substring(action.indexOf(':') + 1);
        ControlFault fault = faults.getOrDefault(operation, new ArrayDeque<>()).poll();
        if (fault == null) {
            return work.run(operation, params);
        }
        switch (fault) {
            case THROTTLED -> throw new ServiceError(400, json ? "ThrottlingException" : "Throttling", "Rate exceeded");
            case DENIED ->
                throw new ServiceError(
                        json ? 400 : 403,
                        json ? "AccessDeniedException" : "AccessDenied",
                        "User: arn:aws:iam::123456789012:user/ops is not authorized to perform: " + action);
            case EXPIRED ->
                throw new ServiceError(
                        json ? 400 : 403,
                        json ? "ExpiredTokenException" : "ExpiredToken",
                        "The security token included in the request is expired");
            case BROKEN ->
                throw new ServiceError(
                        500, json ? "InternalServerException" : "InternalFailure", "The request failed.");
            case ANSWER_LOST -> {
                work.run(operation, params);
                throw new NoAnswer();
            }
            case CUT -> throw new NoAnswer();
        }
        throw new IllegalStateException(fault.name());
    }

    /** The parameters of a body of JSON. */
    static Params json(Request request) {
        try {
            return JsonProtocol.parse(request.text());
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** The connection ends without an answer. */
    private static final class NoAnswer extends RuntimeException {
        private static final long serialVersionUID = 1L;
    }

    @Override
    public void close() {
        server.stop(0);
        threads.shutdownNow();
    }
}
