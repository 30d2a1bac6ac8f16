package io.github.leat.benchmarks.soak;

import io.github.leat.core.io.FileSource;
import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicBoolean;

/** A load in a process of its own, to be killed. */
final class LoadProcess {
    private static final String BEGUN = "begun";
    private static final int LONGEST_SECONDS = 60;

    private LoadProcess() {}

    /** Loads what {@link LoadOrder#toArguments} says; tells when the first records were read. */
    public static void main(String[] args) {
        AtomicBoolean told = new AtomicBoolean();
        LoadOrder order = LoadOrder.of(args);
        order.load(FileSource.of(order.file()))
                .onProgress(progress -> {
                    if (progress.counts().read() > 0 && !told.getAndSet(true)) {
                        System.out.println(BEGUN);
                        System.out.flush();
                    }
                })
                .run();
    }

    /**
     * Starts one, and kills it some time after it has read records.
     *
     * @return whether it was killed; false if it had ended before
     * @throws IllegalStateException if it failed by itself, with what it said
     */
    static boolean killed(LoadOrder order, long millisAfterBegin) throws IOException, InterruptedException {
        List<String> command = new ArrayList<>(List.of(
                System.getProperty("java.home") + "/bin/java",
                "-Xmx96m",
                "-XX:+UseSerialGC",
                "-XX:TieredStopAtLevel=1",
                "-Dorg.slf4j.simpleLogger.defaultLogLevel=warn",
                "-Daws.accessKeyId=" + Servers.CREDENTIALS,
                "-Daws.secretAccessKey=" + Servers.CREDENTIALS,
                "-cp",
                System.getProperty("java.class.path"),
                LoadProcess.class.getName()));
        command.addAll(order.toArguments());
        Process process = new ProcessBuilder(command).redirectErrorStream(true).start();
        StringBuilder said = new StringBuilder();
        try (BufferedReader out =
                new BufferedReader(new InputStreamReader(process.getInputStream(), StandardCharsets.UTF_8))) {
            String line = out.readLine();
            while (line != null && !line.equals(BEGUN)) {
                said.append(line).append('\n');
                line = out.readLine();
            }
            if (line != null && !process.waitFor(millisAfterBegin, TimeUnit.MILLISECONDS)) {
                process.destroyForcibly();
                if (!process.waitFor(LONGEST_SECONDS, TimeUnit.SECONDS)) {
                    throw new IllegalStateException("The process of a load does not die.");
                }
                return true;
            }
            process.waitFor();
            if (process.exitValue() != 0) {
                out.lines().forEach(rest -> said.append(rest).append('\n'));
                throw new IllegalStateException("A load in a process of its own failed before it was killed:\n" + said);
            }
            return false;
        } finally {
            process.destroyForcibly();
        }
    }
}
