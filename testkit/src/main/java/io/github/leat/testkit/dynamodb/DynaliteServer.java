package io.github.leat.testkit.dynamodb;

import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.io.UncheckedIOException;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.Optional;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Assumptions;

/**
 * A server of the DynamoDB protocol in memory, as a process of its own on a free port of this machine: npm's dynalite 4.0.0
 * (Apache-2.0). It starts empty in about 0.3 s, takes any credentials and region, and its tables are {@code ACTIVE} a few
 * milliseconds after the call that makes them, not before it returns. The first start on a machine installs it by {@code npm ci} from the committed lock file into the user's cache
 * directory. Thread-safe. It ends with {@link #close} or with this JVM, also when that is killed.
 *
 * <p>What it lacks: TransactWriteItems, TransactGetItems, UpdateTimeToLive, backups, streams, PartiQL,
 * OnDemandThroughput and WarmThroughput of a table, ReturnValuesOnConditionCheckFailure. It never throttles, has no
 * partitions, and no error of its own: {@link DynamoDbProxy} adds those. Its own count of consumed capacity leaves out the old
 * item that a put replaces.
 *
 * <p>It needs Node 20 or later with npm: a test calls {@link #assumeAvailable} first.
 */
public final class DynaliteServer implements AutoCloseable {
    private static final String PORT = "port ";

    private final Process process;
    private final URI endpoint;

    private DynaliteServer(Process process, int port) {
        this.process = process;
        this.endpoint = URI.create("http://127.0.0.1:" + port);
    }

    /**
     * A new, empty server.
     *
     * @throws IllegalStateException if Node or npm is absent
     * @throws UncheckedIOException if it cannot be installed or does not start, with what npm or Node printed
     */
    public static DynaliteServer start() {
        missing().ifPresent(what -> {
            throw new IllegalStateException(what);
        });
        try {
            Path directory = DynaliteInstall.directory();
            Process process = new ProcessBuilder("node", "serve.js")
                    .directory(directory.toFile())
                    .redirectErrorStream(true)
                    .start();
            BufferedReader output =
                    new BufferedReader(new InputStreamReader(process.getInputStream(), StandardCharsets.UTF_8));
            int port = awaitPort(output, process);
            drain(output);
            return new DynaliteServer(process, port);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** What of Node and npm this machine lacks, as a sentence; empty if {@link #start} can work. */
    public static Optional<String> missing() {
        return DynaliteInstall.missing();
    }

    /** Skips the calling test where {@link #missing} says why, and prints that line once a JVM. */
    public static void assumeAvailable() {
        Optional<String> missing = missing();
        missing.ifPresent(DynaliteInstall::sayOnce);
        Assumptions.assumeTrue(missing.isEmpty(), () -> missing.orElse(""));
    }

    private static int awaitPort(BufferedReader output, Process process) throws IOException {
        StringBuilder said = new StringBuilder();
        String line;
        while ((line = output.readLine()) != null) {
            if (line.startsWith(PORT)) {
                return Integer.parseInt(line.substring(PORT.length()));
            }
            said.append(line).append('\n');
        }
        process.destroyForcibly();
        throw new IOException("The DynamoDB server did not start:\n" + said);
    }

    private static void drain(BufferedReader output) {
        Thread thread = new Thread(
                () -> {
                    try (output) {
                        while (output.readLine() != null) {
                            // Read so that the server never waits for a full pipe.
                        }
                    } catch (IOException e) {
                        // the server is gone
                    }
                },
                "dynalite-output");
        thread.setDaemon(true);
        thread.start();
    }

    /** The address for clients. */
    public URI endpoint() {
        return endpoint;
    }

    /** Ends the server and drops its tables. Idempotent. */
    @Override
    public void close() {
        process.destroyForcibly();
        try {
            process.waitFor(10, TimeUnit.SECONDS);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }
}
