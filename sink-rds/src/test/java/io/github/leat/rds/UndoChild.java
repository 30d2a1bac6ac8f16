package io.github.leat.rds;

import io.github.leat.core.sink.LedgerScope;
import io.github.leat.testkit.process.ChildClassPath;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.Random;
import java.util.concurrent.TimeUnit;

/** Takes a load back in a process of its own, which is killed at a random moment. */
public final class UndoChild {
    private UndoChild() {}

    /** Starts it and kills it within its first {@code mostMillis}. */
    static void runAndKill(String target, String load, Random random, int mostMillis)
            throws IOException, InterruptedException {
        Process process = new ProcessBuilder(
                        Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                        "-Xmx64m",
                        "-XX:TieredStopAtLevel=1",
                        "-XX:+UseSerialGC",
                        "-cp",
                        ChildClassPath.get(),
                        UndoChild.class.getName(),
                        target,
                        load)
                .redirectErrorStream(true)
                .start();
        try (var out = process.inputReader(StandardCharsets.UTF_8)) {
            String said = out.readLine();
            while (said != null && !said.equals("undoing")) {
                said = out.readLine();
            }
            process.waitFor(random.nextInt(mostMillis), TimeUnit.MILLISECONDS);
        } finally {
            process.destroyForcibly().waitFor();
        }
    }

    /** The arguments are target and load. */
    public static void main(String[] args) {
        var undo = RdsSink.parse(args[0]).undo(LedgerScope.ALL_TABLES).orElseThrow();
        undo.loads();
        System.out.println("undoing");
        undo.undo(args[1]);
    }
}
