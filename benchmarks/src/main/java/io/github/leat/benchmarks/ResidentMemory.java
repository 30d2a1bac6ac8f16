package io.github.leat.benchmarks;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;

/** The memory of the machine that a process takes, as Linux counts it; 0 on other systems, and once the process has gone. */
public final class ResidentMemory {
    private ResidentMemory() {}

    /** Bytes that it takes now. */
    public static long now(long pid) {
        return bytes(pid, "VmRSS:");
    }

    /** Most bytes that it has taken so far. */
    public static long most(long pid) {
        return bytes(pid, "VmHWM:");
    }

    private static long bytes(long pid, String name) {
        try {
            return Files.readAllLines(Path.of("/proc/" + pid + "/status")).stream()
                    .filter(line -> line.startsWith(name))
                    .findFirst()
                    .map(line -> Long.parseLong(line.replaceAll("\\D", "")) << 10)
                    .orElse(0L);
        } catch (IOException e) {
            return 0;
        }
    }
}
