package io.github.leat.spark.cluster;

import java.io.BufferedReader;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.TimeUnit;
import java.util.function.BooleanSupplier;
import org.jspecify.annotations.Nullable;

/** A {@link ClusterDriver} that runs, and what it says. */
final class Driver {
    private static final String END = "leat: end of output";

    private final Process process;
    private final LinkedBlockingQueue<String> lines = new LinkedBlockingQueue<>();
    private final StringBuilder said = new StringBuilder();

    Driver(Process process) {
        this.process = process;
        Thread reader = new Thread(this::read, "driver-output");
        reader.setDaemon(true);
        reader.start();
    }

    private void read() {
        try (BufferedReader output = process.inputReader(StandardCharsets.UTF_8)) {
            for (String line = output.readLine(); line != null; line = output.readLine()) {
                lines.add(line);
            }
        } catch (IOException e) {
            lines.add(e.toString());
        }
        lines.add(END);
    }

    /** Waits for something that is there before it ends. */
    void await(BooleanSupplier what) throws InterruptedException {
        while (!what.getAsBoolean()) {
            if (process.waitFor(20, TimeUnit.MILLISECONDS)) {
                await("what it was waited for");
            }
        }
    }

    /** Waits until it says a line that begins so, and gives what comes behind. */
    String await(String words) throws InterruptedException {
        @Nullable String line;
        do {
            line = lines.poll(90, TimeUnit.SECONDS);
            if (line != null && line.startsWith(words)) {
                return line.substring(words.length());
            }
            said.append(line).append('\n');
        } while (line != null && !line.equals(END));
        throw new AssertionError("Before \"" + words + "\" the driver ended, or said nothing for long:\n" + said);
    }

    void kill() throws InterruptedException {
        process.destroyForcibly().waitFor();
    }
}
