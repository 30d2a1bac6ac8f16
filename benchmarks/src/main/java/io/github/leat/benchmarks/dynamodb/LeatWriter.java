package io.github.leat.benchmarks.dynamodb;

import java.io.IOException;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.TimeUnit;

/** {@code leat load} in a process of its own, with a heap of 96 MB. */
final class LeatWriter implements BenchWriter {
    private final Path jar;
    private final Path directory;
    private final String throughput;
    private final String note;
    private final List<String> options;
    private final String parameters;

    /**
     * A writer of this throughput.
     *
     * @param parameters of the target, such as {@code &lease=leases}; may be empty
     */
    LeatWriter(Path jar, Path directory, String throughput, String note, String parameters, List<String> options) {
        this.jar = jar;
        this.directory = directory;
        this.throughput = throughput;
        this.note = note;
        this.parameters = parameters;
        this.options = List.copyOf(options);
    }

    @Override
    public String name() {
        return "leat, " + throughput + note;
    }

    @Override
    public Running start(URI endpoint, BenchItems items, String client, int writers) throws IOException {
        Path file = directory.resolve(client + ".csv");
        items.writeTo(file);
        List<String> command = new ArrayList<>(List.of(
                Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                "-Xmx96m",
                "-XX:+UseSerialGC",
                "-jar",
                jar.toString(),
                "load",
                file.toString(),
                "--into",
                "dynamodb:" + BenchTable.NAME + "?endpoint=" + endpoint + "&region=us-east-1" + parameters,
                "--key",
                "pk,sk",
                "--throughput",
                throughput,
                "--progress",
                "none"));
        command.addAll(options);
        Path log = directory.resolve(client + ".log");
        ProcessBuilder builder = new ProcessBuilder(command)
                .directory(directory.toFile())
                .redirectErrorStream(true)
                .redirectOutput(log.toFile());
        builder.environment().put("AWS_ACCESS_KEY_ID", client);
        builder.environment().put("AWS_SECRET_ACCESS_KEY", "benchmark");
        Process process = builder.start();
        return new Running() {
            @Override
            public boolean isDone() {
                if (!process.isAlive()) {
                    requireSuccess();
                }
                return !process.isAlive();
            }

            @Override
            public void await() throws InterruptedException {
                process.waitFor();
                requireSuccess();
            }

            private void requireSuccess() {
                if (process.exitValue() != 0) {
                    throw new IllegalStateException("leat ended with " + process.exitValue() + ":\n" + said(log));
                }
            }

            @Override
            public void close() {
                process.destroyForcibly();
                try {
                    process.waitFor(10, TimeUnit.SECONDS);
                    Files.deleteIfExists(file);
                } catch (IOException e) {
                    // left to the directory's end
                } catch (InterruptedException e) {
                    Thread.currentThread().interrupt();
                }
            }
        };
    }

    private static String said(Path log) {
        try {
            return Files.readString(log);
        } catch (IOException e) {
            return e.toString();
        }
    }
}
