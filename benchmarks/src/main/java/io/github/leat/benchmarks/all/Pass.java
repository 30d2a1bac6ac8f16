package io.github.leat.benchmarks.all;

import java.io.IOException;
import java.util.List;

/**
 * What reading an input once took. Immutable.
 *
 * @param seconds of the clock
 * @param megabytes that were read, of 10^6 bytes
 * @param fields that were read
 */
record Pass(double seconds, double megabytes, double fields) {
    double megabytesPerSecond() {
        return megabytes / seconds;
    }

    double nanosPerField() {
        return seconds * 1e9 / fields;
    }

    void print() {
        System.out.println(seconds + " " + megabytes + " " + fields);
    }

    /** What a class that prints passes says, run in a process of its own with a heap of 512 MB. */
    static List<Pass> inOwnProcess(Class<?> main, String... arguments) throws IOException, InterruptedException {
        List<String> command = Command.ofClass(main, "-Xms512m", "-Xmx512m");
        command.addAll(List.of(arguments));
        return Command.run(command)
                .lines()
                .map(line -> line.split(" ", -1))
                .map(words -> new Pass(
                        Double.parseDouble(words[0]), Double.parseDouble(words[1]), Double.parseDouble(words[2])))
                .toList();
    }
}
