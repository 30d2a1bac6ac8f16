package io.github.leat.testkit.dynamodb;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.BufferedReader;
import java.io.InputStreamReader;
import java.net.ConnectException;
import java.net.Socket;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

class DynaliteServerTest {
    @BeforeEach
    void available() {
        DynaliteServer.assumeAvailable();
    }

    @Test
    void tablesAreReadyOnceTheyAreActiveAndGoneOnceTheyAreDeleted() throws Exception {
        try (DynaliteServer server = DynaliteServer.start()) {
            RawDynamoDb client = new RawDynamoDb(server.endpoint());
            client.createTable("one", 5);
            client.createTable("two", 5);
            assertThat(client.call("DescribeTable", "{\"TableName\":\"two\"}").body())
                    .contains("\"TableStatus\":\"ACTIVE\"");
            client.call("DeleteTable", "{\"TableName\":\"one\"}");
            client.awaitNone("one");
            assertThat(client.call("ListTables", "{}").body()).isEqualTo("{\"TableNames\":[\"two\"]}");
        }
    }

    @Test
    void twoServersShareNothing() throws Exception {
        try (DynaliteServer one = DynaliteServer.start();
                DynaliteServer other = DynaliteServer.start()) {
            new RawDynamoDb(one.endpoint()).createTable("one", 5);
            assertThat(new RawDynamoDb(other.endpoint())
                            .call("ListTables", "{}")
                            .body())
                    .isEqualTo("{\"TableNames\":[]}");
        }
    }

    @Test
    void itOutlivesClientsThatGoAwayInTheMiddleOfARequest() throws Exception {
        try (DynaliteServer server = DynaliteServer.start()) {
            RawDynamoDb client = new RawDynamoDb(server.endpoint());
            for (int i = 0; i < 20; i++) {
                try (Socket socket = new Socket(
                        server.endpoint().getHost(), server.endpoint().getPort())) {
                    socket.getOutputStream()
                            .write("POST / HTTP/1.1\r\nHost: localhost\r\nContent-Length: 1000\r\n\r\n{"
                                    .getBytes(StandardCharsets.US_ASCII));
                    socket.setSoLinger(true, 0);
                }
                assertThat(client.call("ListTables", "{}").statusCode()).isEqualTo(200);
            }
        }
    }

    @Test
    void itEndsWithTheJvmThatIsKilled() throws Exception {
        Process jvm = new ProcessBuilder(
                        Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                        "-XX:TieredStopAtLevel=1",
                        "-XX:+UseSerialGC",
                        "-cp",
                        System.getProperty("surefire.test.class.path", System.getProperty("java.class.path")),
                        Holder.class.getName())
                .redirectError(ProcessBuilder.Redirect.INHERIT)
                .start();
        BufferedReader output = new BufferedReader(new InputStreamReader(jvm.getInputStream(), StandardCharsets.UTF_8));
        URI endpoint = URI.create(output.readLine());
        long pid = Long.parseLong(output.readLine());
        assertThat(alive(endpoint)).isTrue();

        jvm.destroyForcibly();

        ProcessHandle.of(pid)
                .ifPresent(node -> node.onExit().orTimeout(60, TimeUnit.SECONDS).join());
        assertThat(alive(endpoint)).isFalse();
    }

    private static boolean alive(URI endpoint) throws Exception {
        try {
            HttpClient.newHttpClient()
                    .send(HttpRequest.newBuilder(endpoint).build(), HttpResponse.BodyHandlers.discarding());
            return true;
        } catch (ConnectException e) {
            return false;
        }
    }

    /** Starts a server, says where, and waits to be killed. */
    static final class Holder {
        public static void main(String[] args) throws Exception {
            DynaliteServer server = DynaliteServer.start();
            System.out.println(server.endpoint());
            System.out.println(
                    ProcessHandle.current().children().findFirst().orElseThrow().pid());
            System.in.read();
        }
    }
}
