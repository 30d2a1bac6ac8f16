package io.github.leat.cli;

import static org.assertj.core.api.Assertions.assertThat;

import io.github.leat.core.rate.Ticker;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.io.OutputStream;
import java.io.PipedInputStream;
import java.io.PipedOutputStream;
import java.io.PrintStream;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Scanner;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** {@code leat serve} as a script would run it. */
class ServeCommandTest {
    @TempDir
    Path directory = Path.of("");

    @Test
    void servesWhatWasLoadedUntilItIsInterrupted() throws Exception {
        Files.writeString(directory.resolve("prices.csv"), "id,town,price\n1,Gitega,1.50\n2,,2.25\n");
        assertThat(new CommandRun(directory)
                        .run("load", "prices.csv", "--into", "duckdb:p.duckdb")
                        .code())
                .isZero();
        try (PipedInputStream said = new PipedInputStream();
                PrintStream err = new PrintStream(new PipedOutputStream(said), true, StandardCharsets.UTF_8)) {
            Surroundings surroundings = new Surroundings(
                    new ByteArrayInputStream(new byte[0]),
                    OutputStream.nullOutputStream(),
                    err,
                    directory,
                    Map.of("LEAT_SERVE_TOKEN", "a-token-of-the-test-0"),
                    false,
                    false,
                    false,
                    Ticker.system());
            CompletableFuture<Integer> code = new CompletableFuture<>();
            Thread command =
                    new Thread(() -> code.complete(Main.run(surroundings, "serve", "duckdb:p.duckdb", "--port", "0")));
            command.start();
            String line = new Scanner(said, StandardCharsets.UTF_8).nextLine();
            assertThat(line).startsWith("Serving duckdb:").endsWith("(Ctrl-C ends it)");
            URI uri = URI.create(line.substring(line.indexOf("http://"), line.indexOf(" (")));
            assertThat(get(uri, "a-token-of-the-test-0").body())
                    .isEqualTo("{\"rows\":[{\"id\":1,\"town\":\"Gitega\",\"price\":1.50},"
                            + "{\"id\":2,\"town\":null,\"price\":2.25}],\"next\":null}");
            assertThat(get(uri, "another-token-of-the-test").statusCode()).isEqualTo(401);
            command.interrupt();
            assertThat(code.get(30, TimeUnit.SECONDS)).isZero();
        }
    }

    private static HttpResponse<String> get(URI server, String token) throws IOException, InterruptedException {
        return HttpClient.newHttpClient()
                .send(
                        HttpRequest.newBuilder(server.resolve("/api/tables/prices/rows"))
                                .header("Authorization", "Bearer " + token)
                                .build(),
                        HttpResponse.BodyHandlers.ofString());
    }

    @Test
    void whatCannotBeServedIsSaidAtOnce() {
        CommandRun leat = new CommandRun(directory);
        Map<List<String>, String> wrong = Map.of(
                List.of("serve", "duckdb:none.duckdb"), "is not there",
                List.of("serve", "csv:a.csv"), "Only DuckDB, PostgreSQL, MariaDB and MySQL can be read",
                List.of("serve", "nonsense"), "is not a target",
                List.of("serve", "jdbc:mariadb://localhost/x", "--host", "0.0.0.0"), "Give a token",
                List.of("serve", "jdbc:mariadb://localhost/x", "--port", "70000"), "A port is a number",
                List.of("serve", "jdbc:mariadb://localhost/x", "--token", "short"), "The token must have");
        wrong.forEach((arguments, said) -> {
            CommandRun.Result result = leat.run(arguments.toArray(String[]::new));
            assertThat(result.code()).as(said).isEqualTo(ExitCode.USAGE);
            assertThat(result.err()).contains(said);
        });
    }
}
