package io.github.leat.testkit.server;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.HttpURLConnection;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.locks.LockSupport;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/**
 * A server of the S3 protocol as a process of its own, started once for all tests of this JVM and ended with it. It takes any
 * credentials. The runnable jar {@code com.adobe.testing:s3mock:…:exec} must be on the class path.
 */
public final class S3Server {
    private static final Duration LONGEST_START = Duration.ofMinutes(3);

    private static @Nullable S3Server running;

    private final int port;
    private final Process process;

    private S3Server(int port, Process process) {
        this.port = port;
        this.process = process;
    }

    /** The server, which is started if it does not run. */
    public static synchronized S3Server start() {
        S3Server server = running;
        if (server == null || !server.process.isAlive()) {
            server = launch(command());
            running = server;
        }
        return server;
    }

    private static List<String> command() {
        try {
            return S3ServerProgram.command();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** Starts one by a command, to which the server's arguments are added. */
    static S3Server launch(List<String> program) {
        try {
            int port;
            try (ServerSocket free = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
                port = free.getLocalPort();
            }
            Path log = Files.createTempFile("leat-s3-server", ".log");
            Path root = Files.createTempDirectory("leat-s3-server");
            List<String> command = new ArrayList<>(program);
            command.addAll(List.of(
                    "--server.port=0",
                    "--http.port=" + port,
                    "--vectors.http.port=0",
                    "--vectors.https.port=0",
                    "--com.adobe.testing.s3mock.store.root=" + root));
            ProcessBuilder builder =
                    new ProcessBuilder(command).redirectErrorStream(true).redirectOutput(log.toFile());
            Process process = builder.start();
            Runtime.getRuntime().addShutdownHook(new Thread(() -> end(process, log, root), "s3-server-end"));
            S3Server server = new S3Server(port, process);
            server.awaitAnswer(log);
            return server;
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private void awaitAnswer(Path log) throws IOException {
        long giveUpAt = System.nanoTime() + LONGEST_START.toNanos();
        while (!answers()) {
            if (!process.isAlive() || System.nanoTime() - giveUpAt > 0) {
                process.destroyForcibly();
                throw new IOException("The S3 server did not start:\n" + Files.readString(log));
            }
            LockSupport.parkNanos(TimeUnit.MILLISECONDS.toNanos(20));
        }
    }

    private boolean answers() {
        try {
            HttpURLConnection connection =
                    (HttpURLConnection) endpoint().toURL().openConnection();
            connection.setConnectTimeout(1000);
            connection.setReadTimeout(10_000);
            boolean answered = connection.getResponseCode() > 0;
            connection.disconnect();
            return answered;
        } catch (IOException e) {
            return false;
        }
    }

    private static void end(Process process, Path log, Path root) {
        process.destroyForcibly();
        try {
            process.waitFor(10, TimeUnit.SECONDS);
            Files.deleteIfExists(log);
            try (Stream<Path> files = Files.walk(root)) {
                files.sorted(Comparator.reverseOrder())
                        .forEach(path -> path.toFile().delete());
            }
        } catch (IOException e) {
            // left to the system's cleaning of temporary files
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }

    /** Lets it end by itself, with what it does at its end. */
    void endCalmly() {
        process.destroy();
        try {
            if (!process.waitFor(LONGEST_START.toSeconds(), TimeUnit.SECONDS)) {
                process.destroyForcibly();
            }
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }

    /** The port on this machine. */
    public int port() {
        return port;
    }

    /** The address for clients, with the bucket in the path. */
    public URI endpoint() {
        return URI.create("http://localhost:" + port);
    }
}
