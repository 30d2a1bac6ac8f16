package io.github.leat.cli;

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
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Scanner;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/**
 * Runs the lines of a tutorial: leat in this process, {@code leat serve} beside it until the next leat, {@code curl} by Java, anything
 * else by the system's shell. Addresses of the page become those of the test's servers.
 */
final class TutorialShell implements AutoCloseable {
    private static final String SERVED = "http://127.0.0.1:8080";
    private static final String POSTGRES = "localhost:5432";

    private final Path directory;
    private final int postgresPort;
    private final Map<String, String> environment;
    private @Nullable Serving serving;

    TutorialShell(Path directory, int postgresPort, URI hdx) {
        this.directory = directory;
        this.postgresPort = postgresPort;
        this.environment = Map.of("LEAT_HDX_URL", hdx.toString());
    }

    CommandRun.Result run(String line) throws Exception {
        if (line.startsWith("curl ")) {
            return ask(line.substring(line.indexOf('\'') + 1, line.lastIndexOf('\'')));
        }
        if (!ShellLine.isLeat(line)) {
            return system(line);
        }
        close();
        String[] words = ShellLine.arguments(line).stream()
                .map(word -> word.replace(POSTGRES, "localhost:" + postgresPort))
                .toArray(String[]::new);
        if (words[0].equals("serve")) {
            serving = Serving.start(directory, words);
            return new CommandRun.Result(0, "", serving.said() + "\n");
        }
        return new CommandRun(directory).environment(environment).run(words);
    }

    private CommandRun.Result ask(String address) throws IOException, InterruptedException {
        Serving server = serving;
        if (server == null) {
            throw new AssertionError("Nothing is served when " + address + " is asked for");
        }
        URI uri = URI.create(address.replace(SERVED, server.address()));
        HttpResponse<String> answer = HttpClient.newHttpClient()
                .send(HttpRequest.newBuilder(uri).build(), HttpResponse.BodyHandlers.ofString());
        return new CommandRun.Result(answer.statusCode() == 200 ? 0 : 22, answer.body() + "\n", "");
    }

    private CommandRun.Result system(String line) throws IOException, InterruptedException {
        Process process = new ProcessBuilder("sh", "-c", line)
                .directory(directory.toFile())
                .redirectErrorStream(true)
                .start();
        String out = new String(process.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
        return new CommandRun.Result(process.waitFor(), out, "");
    }

    /** Ends what is served, as Ctrl-C does. */
    @Override
    public void close() {
        if (serving != null) {
            serving.stop();
            serving = null;
        }
    }

    /** {@code leat serve} on a thread of its own and at a free port. */
    private record Serving(Thread command, CompletableFuture<Integer> code, String said) {
        static Serving start(Path directory, String... words) throws IOException {
            String[] arguments = Stream.concat(List.of(words).stream(), List.of("--port", "0").stream())
                    .toArray(String[]::new);
            PipedInputStream said = new PipedInputStream();
            PrintStream err = new PrintStream(new PipedOutputStream(said), true, StandardCharsets.UTF_8);
            Surroundings surroundings = new Surroundings(
                    new ByteArrayInputStream(new byte[0]),
                    OutputStream.nullOutputStream(),
                    err,
                    directory,
                    Map.of(),
                    false,
                    false,
                    false,
                    Ticker.system());
            CompletableFuture<Integer> code = new CompletableFuture<>();
            Thread command = new Thread(() -> code.complete(Main.run(surroundings, arguments)));
            command.start();
            return new Serving(command, code, new Scanner(said, StandardCharsets.UTF_8).nextLine());
        }

        String address() {
            String from = said.substring(said.indexOf("http://"));
            return from.substring(0, from.indexOf(' ')).replaceAll("/$", "");
        }

        void stop() {
            command.interrupt();
            code.orTimeout(30, TimeUnit.SECONDS).join();
        }
    }
}
