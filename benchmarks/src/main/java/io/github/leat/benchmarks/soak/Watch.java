package io.github.leat.benchmarks.soak;

import com.sun.management.UnixOperatingSystemMXBean;
import io.github.leat.benchmarks.ResidentMemory;
import java.lang.management.ManagementFactory;
import java.sql.SQLException;
import java.util.concurrent.locks.LockSupport;

/** Takes samples of this process and of the servers. */
final class Watch {
    private static final int MOST_WAITS = 50;
    private static final long WAIT_NANOS = 100_000_000;

    private final Servers servers;

    Watch(Servers servers) {
        this.servers = servers;
    }

    /** While loads run. */
    Sample busy(double minute) throws SQLException {
        Runtime runtime = Runtime.getRuntime();
        return new Sample(
                minute,
                runtime.totalMemory() - runtime.freeMemory(),
                ResidentMemory.now(ProcessHandle.current().pid()),
                ManagementFactory.getThreadMXBean().getThreadCount(),
                descriptors(),
                servers.postgresConnections(),
                servers.mariaDbConnections());
    }

    /** While no load runs: after a collection, and after connections that were just closed are so for the servers too. */
    Sample atRest(double minute) throws SQLException {
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
}
