package io.github.leat.lambda;

import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpServer;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.Map;
import java.util.UUID;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.Executors;
import java.util.concurrent.LinkedBlockingQueue;

/** The server that the runtime interface client of one function asks for its next call: Lambda's side of the Runtime API. */
final class RuntimeApi implements AutoCloseable {
    private final HttpServer server;
    private final BlockingQueue<Call> calls = new LinkedBlockingQueue<>();
    private final Map<String, CompletableFuture<String>> open = new ConcurrentHashMap<>();

    private final CompletableFuture<Boolean> asked = new CompletableFuture<>();
    private final CompletableFuture<Boolean> restored = new CompletableFuture<>();
    private volatile String end = "";

    private record Call(String id, String event, Duration time) {}

    /** What the function answered to a call that it failed. */
    static final class FunctionFailed extends RuntimeException {
        private static final long serialVersionUID = 1L;

        FunctionFailed(String answer) {
            super(answer);
        }
    }

    RuntimeApi() throws IOException {
        server = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
        server.setExecutor(Executors.newCachedThreadPool(task -> {
            Thread thread = new Thread(task, "runtime-api");
            thread.setDaemon(true);
            return thread;
        }));
        server.createContext("/2018-06-01/runtime/", this::serve);
        server.start();
    }

    String address() {
        return "127.0.0.1:" + server.getAddress().getPort();
    }

    /** Calls the function, which has so much time; completes with its answer, or with {@link FunctionFailed}. */
    CompletableFuture<String> call(String event, Duration time) {
        Call call = new Call(UUID.randomUUID().toString(), event, time);
        CompletableFuture<String> answer = new CompletableFuture<>();
        open.put(call.id(), answer);
        calls.add(call);
        if (!end.isEmpty()) {
            died(end);
        }
        return answer;
    }

    /** The function's process has ended. */
    void died(String how) {
        end = how;
        asked.complete(false);
        open.values().forEach(answer -> answer.completeExceptionally(new FunctionFailed(how)));
    }

    private void serve(HttpExchange exchange) throws IOException {
        String path = exchange.getRequestURI().getPath();
        try (exchange) {
            if (path.endsWith("/invocation/next")) {
                next(exchange);
                return;
            }
            if (path.endsWith("/restore/next")) {
                asked.complete(true);
                restored.join();
                exchange.sendResponseHeaders(200, -1);
                return;
            }
            String body = new String(exchange.getRequestBody().readAllBytes(), StandardCharsets.UTF_8);
            if (path.endsWith("/response")) {
                answer(path).complete(body);
            } else if (path.endsWith("/init/error")) {
                died(body);
            } else {
                answer(path).completeExceptionally(new FunctionFailed(body));
            }
            exchange.sendResponseHeaders(202, -1);
        }
    }

    private CompletableFuture<String> answer(String path) {
        String[] parts = path.split("/", -1);
        CompletableFuture<String> answer = open.remove(parts[parts.length - 2]);
        return answer == null ? new CompletableFuture<>() : answer;
    }

    /** Goes on where the function waits after its snapshot was taken. */
    void restore() {
        restored.complete(true);
    }

    /** Completes when the function has asked for its first call or for its restoration, or with false when it has ended. */
    CompletableFuture<Boolean> asked() {
        return asked;
    }

    private void next(HttpExchange exchange) throws IOException {
        asked.complete(true);
        Call call;
        try {
            call = calls.take();
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            return;
        }
        byte[] event = call.event().getBytes(StandardCharsets.UTF_8);
        exchange.getResponseHeaders().add("Lambda-Runtime-Aws-Request-Id", call.id());
        exchange.getResponseHeaders()
                .add(
                        "Lambda-Runtime-Deadline-Ms",
                        Long.toString(System.currentTimeMillis() + call.time().toMillis()));
        exchange.getResponseHeaders()
                .add("Lambda-Runtime-Invoked-Function-Arn", "arn:aws:lambda:us-east-1:000000000000:function:leat");
        exchange.getResponseHeaders().add("Content-Type", "application/json");
        exchange.sendResponseHeaders(200, event.length);
        exchange.getResponseBody().write(event);
    }

    @Override
    public void close() {
        restored.complete(false);
        server.stop(0);
    }
}
