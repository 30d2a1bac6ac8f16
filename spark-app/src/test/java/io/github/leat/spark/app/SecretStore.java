package io.github.leat.spark.app;

import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpServer;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** One secret, as AWS Secrets Manager gives it (API reference, GetSecretValue); system properties lead the SDK here while it is open. */
final class SecretStore implements AutoCloseable {
    private static final Pattern ID = Pattern.compile("\"SecretId\":\"([^\"]*)\"");

    private final HttpServer server;
    private final List<String> asked = new ArrayList<>();
    private final Map<String, String> properties = new TreeMap<>(
            Map.of("aws.accessKeyId", "test", "aws.secretAccessKey", "test-secret", "aws.region", "eu-central-1"));

    private SecretStore(HttpServer server) {
        this.server = server;
    }

    static SecretStore start(String secret) throws IOException {
        HttpServer server = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
        SecretStore store = new SecretStore(server);
        server.createContext("/", exchange -> store.answer(exchange, secret));
        server.start();
        store.properties.put(
                "aws.endpointUrlSecretsManager",
                "http://127.0.0.1:" + server.getAddress().getPort());
        store.properties.forEach(System::setProperty);
        return store;
    }

    synchronized List<String> asked() {
        return List.copyOf(asked);
    }

    private synchronized void answer(HttpExchange exchange, String secret) throws IOException {
        try (exchange) {
            Matcher id = ID.matcher(new String(exchange.getRequestBody().readAllBytes(), StandardCharsets.UTF_8));
            boolean right = "secretsmanager.GetSecretValue"
                            .equals(exchange.getRequestHeaders().getFirst("X-Amz-Target"))
                    && id.find();
            if (right) {
                asked.add(id.group(1));
            }
            byte[] answer = (right
                            ? "{\"Name\":\"" + id.group(1) + "\",\"SecretString\":\"" + secret.replace("\"", "\\\"")
                                    + "\"}"
                            : "{\"__type\":\"InvalidRequestException\"}")
                    .getBytes(StandardCharsets.UTF_8);
            exchange.getResponseHeaders().add("Content-Type", "application/x-amz-json-1.1");
            exchange.sendResponseHeaders(right ? 200 : 400, answer.length);
            exchange.getResponseBody().write(answer);
        }
    }

    @Override
    public void close() {
        properties.keySet().forEach(System::clearProperty);
        server.stop(0);
    }
}
