package io.github.leat.benchmarks.soak;

import com.sun.management.UnixOperatingSystemMXBean;
import java.io.IOException;
import java.lang.management.ManagementFactory;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.SQLException;
import java.util.concurrent.locks.LockSupport;
import java.util.stream.Stream;

/** Takes samples of this process and of the servers. */
final class Watch {
    private static final int MOST_WAITS = 50;
    private static final long WAIT_NANOS = 100_000_000;

    private final Servers servers;

    Watch(Servers servers) {
        this.servers = servers;
    }

    /** While loads run. */
    Sample busy(double minute) throws IOException, SQLException {
        Runtime runtime = Runtime.getRuntime();
        return new Sample(
                minute,
                runtime.totalMemory() - runtime.freeMemory(),
                residentBytes(),
                ManagementFactory.getThreadMXBean().getThreadCount(),
                descriptors(),
                servers.postgresConnections(),
                servers.mariaDbConnections());
    }

    /** While no load runs: after a collection, and after connections that were just closed are so for the servers too. */
    Sample atRest(double minute) throws IOException, SQLException {
        System.gc();
        Sample before = busy(minute);
        for (int i = 0; i < MOST_WAITS; i++) {
            LockSupport.parkNanos(WAIT_NANOS);
            System.gc(); // also what only became unreachable by what threads that ended have held
            Sample now = busy(minute);
            if (now.threads() >= before.threads()
                    && now.descriptors() >= before.descriptors()
                    && now.postgres() >= before.postgres()
                    && now.mariaDb() >= before.mariaDb()) {
                return now;
            }
            before = now;
        }
        return before;
    }

    private static long descriptors() {
        return ManagementFactory.getOperatingSystemMXBean() instanceof UnixOperatingSystemMXBean unix
                ? unix.getOpenFileDescriptorCount()
                : 0;
    }

    /** As Linux says; 0 elsewhere. */
    private static long residentBytes() throws IOException {
        Path status = Path.of("/proc/self/status");
        if (!Files.exists(status)) {
            return 0;
        }
        try (Stream<String> lines = Files.lines(status)) {
            return lines.filter(line -> line.startsWith("VmRSS:"))
                    .mapToLong(line -> Long.parseLong(line.replaceAll("\\D", "")) << 10)
                    .findFirst()
                    .orElse(0);
        }
    }
}
