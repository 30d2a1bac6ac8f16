package io.github.leat.serve;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.github.leat.core.io.FileSource;
import io.github.leat.core.load.Load;
import io.github.leat.rds.RdsDatabase;
import io.github.leat.rds.RdsSink;
import io.github.leat.serve.RawHttp.Response;
import java.io.IOException;
import java.net.URI;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.SQLException;
import java.sql.Statement;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Who is let in, and what answers say of the server. */
class SafetyTest {
    private static final String TOKEN = "0123456789abcdef-of-the-test";

    @TempDir
    Path directory;

    private RdsDatabase database;
    private Path file;

    @BeforeEach
    void load() throws IOException {
        file = directory.resolve("t.duckdb");
        Load.from(FileSource.of(EventsFile.in(directory)))
                .into(RdsSink.duckdb(file).table("events"))
                .run();
        database = RdsDatabase.duckdb(file, Map.of());
    }

    private ServeOptions options(String host, Optional<String> token, Optional<String> header) {
        return new ServeOptions(database, host, 0, token, header, false, ServeLimits.DEFAULT);
    }

    @Test
    void listeningForOthersNeedsAWayToKnowThem() {
        for (String host : List.of("0.0.0.0", "::", "192.0.2.1", "example.org", "")) {
            assertThatThrownBy(() -> options(host, Optional.empty(), Optional.empty()))
                    .as(host)
                    .isInstanceOf(IllegalArgumentException.class)
                    .hasMessageContaining("token");
        }
        assertThatThrownBy(() -> options("127.0.0.1", Optional.of("short"), Optional.empty()))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessageNotContaining("short\"");
        assertThat(options("0.0.0.0", Optional.of(TOKEN), Optional.empty()).toString())
                .doesNotContain(TOKEN);
    }

    @Test
    void theTokenIsAskedForByTheApi() throws IOException {
        try (ApiServer server = ApiServer.start(options("0.0.0.0", Optional.of(TOKEN), Optional.empty()))) {
            RawHttp http =
                    new RawHttp(URI.create("http://127.0.0.1:" + server.uri().getPort() + "/"));
            assertThat(http.get("/api/tables", "Authorization: Bearer " + TOKEN).status())
                    .isEqualTo(200);
            for (String wrong : List.of(
                    "X: y",
                    "Authorization: Bearer " + TOKEN + "x",
                    "Authorization: Basic " + TOKEN,
                    "Authorization:",
                    "Authorization: Bearer ")) {
                Response response = http.get("/api/tables", wrong);
                assertThat(response.status()).as(wrong).isEqualTo(401);
                assertThat(response.header("www-authenticate")).isEqualTo("Bearer");
                assertThat(response.body()).doesNotContain(TOKEN);
            }
            assertThat(http.get("/api/tables?token=" + TOKEN).status()).isEqualTo(401);
        }
    }

    @Test
    void theProxysHeaderIsAskedFor() throws IOException {
        try (ApiServer server =
                ApiServer.start(options("127.0.0.1", Optional.empty(), Optional.of("X-Forwarded-User")))) {
            RawHttp http = new RawHttp(server.uri());
            assertThat(http.get("/api/tables").status()).isEqualTo(401);
            assertThat(http.get("/api/tables", "X-Forwarded-User: ").status()).isEqualTo(401);
            assertThat(http.get("/api/tables", "Host: data.example.org", "X-Forwarded-User: ana")
                            .status())
                    .isEqualTo(200);
        }
    }

    @Test
    void aNameThatPointsHereIsNotThisMachine() throws IOException {
        try (ApiServer server = ApiServer.start(ServeOptions.of(database).withPort(0))) {
            RawHttp http = new RawHttp(server.uri());
            for (String host :
                    List.of("evil.example", "127.0.0.1.evil.example", "localhost.evil.example:80", "[::2]")) {
                assertThat(http.get("/api/tables", "Host: " + host).status())
                        .as(host)
                        .isEqualTo(421);
            }
            for (String host : List.of("localhost", "LOCALHOST:1234", "127.0.0.1:80", "[::1]:8080")) {
                assertThat(http.get("/api/tables", "Host: " + host).status())
                        .as(host)
                        .isEqualTo(200);
            }
        }
    }

    @Test
    void onlyReadingIsAnswered() throws IOException {
        try (ApiServer server = ApiServer.start(ServeOptions.of(database).withPort(0))) {
            RawHttp http = new RawHttp(server.uri());
            for (String method : List.of("POST", "PUT", "PATCH", "DELETE", "OPTIONS", "TRACE", "PROPFIND")) {
                Response response = http.send(method, "/api/tables/events");
                assertThat(response.status()).as(method).isEqualTo(405);
                assertThat(response.header("allow")).isEqualTo("GET, HEAD");
            }
            for (String target : List.of("/api/tables", "/api/tables/events", "/api/tables/events/rows")) {
                Response head = http.send("HEAD", target);
                assertThat(head.status()).isEqualTo(200);
                assertThat(head.body()).isEmpty();
                assertThat(head.header("etag")).isEqualTo(http.get(target).header("etag"));
            }
        }
    }

    @Test
    void everyAnswerTellsBrowsersWhatItIs() throws IOException {
        try (ApiServer server = ApiServer.start(ServeOptions.of(database).withPort(0))) {
            RawHttp http = new RawHttp(server.uri());
            for (Response response : List.of(
                    http.get("/api/tables"),
                    http.get("/api/tables/events/rows?format=csv", "Origin: http://evil.example"),
                    http.get("/nothing"),
                    http.get("/" + "a".repeat(40_000)),
                    http.get("/api/tables/%ff"))) {
                assertThat(response.header("content-security-policy"))
                        .contains("default-src 'none'", "frame-ancestors");
                assertThat(response.header("x-content-type-options")).isEqualTo("nosniff");
                assertThat(response.header("referrer-policy")).isEqualTo("no-referrer");
                assertThat(response.headers())
                        .doesNotContainKeys("server", "x-powered-by", "access-control-allow-origin", "set-cookie");
            }
        }
    }

    @Test
    void whileALoadHasTheFileTheLastCatalogHolds() throws IOException, SQLException {
        ServeOptions strict = ServeOptions.of(database)
                .withPort(0)
                .withLimits(ServeLimits.builder().freshness(Duration.ZERO).build());
        try (ApiServer server = ApiServer.start(strict)) {
            RawHttp http = new RawHttp(server.uri());
            try (Connection writer = open()) {
                assertThat(writer.isReadOnly()).isFalse();
                Response busy = http.get("/api/tables");
                assertThat(busy.status()).isEqualTo(503);
                assertThat(busy.header("retry-after")).isEqualTo("1");
            }
            assertThat(http.get("/api/tables/events/aggregate?group=country").status())
                    .isEqualTo(200);
            try (Connection again = open();
                    Statement statement = again.createStatement()) {
                statement.execute("CREATE TABLE other (a int)");
                assertThat(http.get("/api/tables").status()).isEqualTo(200);
                assertThat(http.get("/api/tables/events/aggregate?group=country")
                                .status())
                        .isEqualTo(200);
                assertThat(http.get("/api/tables/events/rows").status()).isEqualTo(503);
            }
            assertThat(http.get("/api/tables/events/rows").status()).isEqualTo(200);
        }
    }

    /** Waits until the server lets the file go. */
    private Connection open() throws SQLException {
        long end = System.nanoTime() + 120_000_000_000L;
        while (true) {
            try {
                return DriverManager.getConnection("jdbc:duckdb:" + file);
            } catch (SQLException e) {
                if (System.nanoTime() > end) {
                    throw e;
                }
                Thread.onSpinWait();
            }
        }
    }
}
