package io.github.leat.benchmarks.all;

import io.github.leat.benchmarks.ResidentMemory;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.TimeUnit;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** Runs a Java program and looks at the memory that it takes. Linux only. */
final class LoadProcess {
    private static final Pattern BEFORE = Pattern.compile("Pause .* (\\d+)M->");
    private static final Pattern AT_EXIT = Pattern.compile("generation +total \\d+K, used (\\d+)K");
    private static final int POLL_MILLIS = 20;

    private LoadProcess() {}

    /**
     * What was seen.
     *
     * @param residentMegabytes most memory of the machine that the process took (VmHWM)
     * @param heapMegabytes most of the heap in use, as the collector's log says it before each collection
     * @param isWell whether it ended with 0
     * @param said what it wrote
     */
    record Outcome(double residentMegabytes, double heapMegabytes, boolean isWell, String said) {}

    /**
     * Runs it.
     *
     * @param options for the JVM, such as {@code -Xmx48m}
     * @param input what it reads from standard input; an empty one if nothing
     */
    static Outcome run(List<String> options, List<String> arguments, InputStream input)
            throws IOException, InterruptedException {
        Path log = Files.createTempFile("leat-gc", ".log");
        Path said = Files.createTempFile("leat-said", ".log");
        try {
            List<String> command = new ArrayList<>(List.of(
                    Command.java(), "-XX:+UseSerialGC", "-Xlog:gc,gc+heap+exit:file=" + log + ":none:filecount=0"));
            command.addAll(options);
            command.addAll(arguments);
            Process process = new ProcessBuilder(command)
                    .redirectErrorStream(true)
                    .redirectOutput(said.toFile())
                    .start();
            Thread feeder = new Thread(() -> feed(input, process), "feeder");
            feeder.start();
            long most = 0;
            while (!process.waitFor(POLL_MILLIS, TimeUnit.MILLISECONDS)) {
                most = Math.max(most, ResidentMemory.most(process.pid()));
            }
            feeder.join();
            return new Outcome(most / 1e6, heap(log), process.exitValue() == 0, Files.readString(said));
        } finally {
            Files.deleteIfExists(log);
            Files.deleteIfExists(said);
        }
    }

    private static void feed(InputStream input, Process process) {
        try (OutputStream out = process.getOutputStream()) {
            input.transferTo(out);
        } catch (IOException e) {
            // It has ended before it read everything: its exit code says whether that is well.
        }
    }

    /** Before each collection, and at the end. */
    private static double heap(Path log) throws IOException {
        long most = 0;
        long atExit = 0;
        for (String line : Files.readAllLines(log)) {
            Matcher before = BEFORE.matcher(line);
            if (before.find()) {
                most = Math.max(most, Long.parseLong(before.group(1)) << 20);
            }
            Matcher used = AT_EXIT.matcher(line);
            atExit += used.find() ? Long.parseLong(used.group(1)) << 10 : 0;
        }
        return Math.max(most, atExit) / 1e6;
    }
}
