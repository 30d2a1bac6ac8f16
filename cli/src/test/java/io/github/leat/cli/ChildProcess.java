package io.github.leat.cli;

import io.github.leat.testkit.process.ChildClassPath;
import java.io.File;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.TimeUnit;

/** The command in a Java process of its own, with the class path of the tests. */
final class ChildProcess implements AutoCloseable {
    private static final int MINUTES = 5;

    private final Process process;
    private final Path err;

    private ChildProcess(Process process, Path err) {
        this.process = process;
        this.err = err;
    }

    /**
     * Starts it.
     *
     * @param heap such as {@code 48m}
     * @param out where standard output goes
     */
    static ChildProcess start(Path directory, String heap, File out, String... arguments) throws IOException {
        return start(directory, heap, out, Map.of(), arguments);
    }

    /** Starts it with variables added to its environment. */
    static ChildProcess start(Path directory, String heap, File out, Map<String, String> variables, String... arguments)
            throws IOException {
        List<String> command = new ArrayList<>(List.of(
                Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                "-Xmx" + heap,
                "-XX:+UseSerialGC",
                "-XX:TieredStopAtLevel=1",
                "-cp",
                ChildClassPath.get(),
                Main.class.getName()));
        command.addAll(List.of(arguments));
        Path err = Files.createTempFile(directory, "err", ".txt");
        ProcessBuilder builder = new ProcessBuilder(command)
                .directory(directory.toFile())
                .redirectError(err.toFile())
                .redirectOutput(out);
        builder.environment().keySet().removeIf(name -> name.contains("JAVA_") && name.contains("OPTIONS"));
        builder.environment().putAll(variables);
        return new ChildProcess(builder.start(), err);
    }

    Process process() {
        return process;
    }

    /** Waits for its end; answers the exit code. */
    int await() throws InterruptedException {
        if (!process.waitFor(MINUTES, TimeUnit.MINUTES)) {
            throw new AssertionError("It still runs after " + MINUTES + " minutes.");
        }
        return process.exitValue();
    }

    String err() throws IOException {
        return Files.readString(err);
    }

    /** Kills it as {@code kill -9} does, if it still runs. */
    void kill() throws InterruptedException {
        process.destroyForcibly();
        process.waitFor();
    }

    @Override
    public void close() {
        process.destroyForcibly();
    }
}
