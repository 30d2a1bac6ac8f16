package io.github.leat.benchmarks.soak;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.concurrent.locks.LockSupport;
import java.util.stream.LongStream;
import java.util.stream.Stream;

/** How much of one processor this process, its servers and the loads' processes use; keeps it below a share. Thread-safe. */
final class Processors {
    private static final double TICKS_PER_SECOND = 100; // USER_HZ of Linux, on every machine that the servers run on
    private static final long ASK_NANOS = 200_000_000;

    private final List<Long> roots;
    private final double share;
    private final long begin = System.nanoTime();
    private final double before;

    /** @param roots processes that are no children of this one, with theirs */
    Processors(double share, List<Long> roots) {
        this.share = share;
        this.roots = Stream.concat(Stream.of(ProcessHandle.current().pid()), roots.stream())
                .toList();
        this.before = seconds();
    }

    /** The part of one processor, on average since the beginning. */
    double used() {
        return (seconds() - before) / ((System.nanoTime() - begin) / 1e9);
    }

    /** Waits until the average is below the share. */
    void rest() {
        while (used() > share && !Thread.currentThread().isInterrupted()) {
            LockSupport.parkNanos(ASK_NANOS);
        }
    }

    private double seconds() {
        return roots.stream()
                        .flatMapToLong(root -> ProcessHandle.of(root).stream()
                                .flatMap(process -> Stream.concat(Stream.of(process), process.descendants()))
                                .flatMapToLong(process -> LongStream.of(ticks(process.pid()))))
                        .sum()
                / TICKS_PER_SECOND;
    }

    /** Time of a process and of its children that have ended, see proc(5), fields 14 to 17. */
    private static long ticks(long pid) {
        try {
            String stat = Files.readString(Path.of("/proc/" + pid + "/stat"));
            // the name before it may hold blanks
            String[] fields = stat.substring(stat.lastIndexOf(')') + 2).split(" ", -1);
            return Long.parseLong(fields[11])
                    + Long.parseLong(fields[12])
                    + Long.parseLong(fields[13])
                    + Long.parseLong(fields[14]);
        } catch (IOException e) {
            return 0; // it has just ended
        }
    }
}
