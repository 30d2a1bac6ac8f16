package io.github.leat.benchmarks.report;

import java.nio.file.Path;
import java.util.Collection;
import java.util.List;
import java.util.Optional;
import org.openjdk.jmh.results.RunResult;
import org.openjdk.jmh.runner.Runner;
import org.openjdk.jmh.runner.RunnerException;
import org.openjdk.jmh.runner.options.ChainedOptionsBuilder;
import org.openjdk.jmh.runner.options.OptionsBuilder;
import org.openjdk.jmh.runner.options.TimeValue;
import org.openjdk.jmh.runner.options.VerboseMode;

/**
 * A benchmark of JMH with all its sides. Immutable.
 *
 * @param benchmark the simple name of its class
 * @param inputs which of them; empty for all
 * @param lineEnds which of them; empty for all
 * @param sides which of them; empty for all
 * @param megabytes size of each input in 10^6 bytes
 * @param rounds how often every side runs in a process of its own
 * @param warmups iterations that do not count, in each process
 * @param iterations those that count
 * @param seconds length of an iteration
 * @param jvm another java; empty for this one
 * @param jvmArguments more arguments for it
 */
public record JmhRun(
        String benchmark,
        List<String> inputs,
        List<String> lineEnds,
        List<String> sides,
        int megabytes,
        int rounds,
        int warmups,
        int iterations,
        int seconds,
        Optional<Path> jvm,
        List<String> jvmArguments) {
    /** Copies the lists. */
    public JmhRun {
        inputs = List.copyOf(inputs);
        lineEnds = List.copyOf(lineEnds);
        sides = List.copyOf(sides);
        jvmArguments = List.copyOf(jvmArguments);
    }

    /** All rounds, without JMH's own output. */
    public Results measure() throws RunnerException {
        Results results = new Results();
        for (int round = 0; round < rounds; round++) {
            results.add(round(VerboseMode.SILENT));
        }
        return results;
    }

    /** Every side once. */
    Collection<RunResult> round(VerboseMode verbosity) throws RunnerException {
        return new Runner(options(verbosity).build()).run();
    }

    private ChainedOptionsBuilder options(VerboseMode verbosity) {
        ChainedOptionsBuilder options = new OptionsBuilder()
                .include("\\." + benchmark + "\\.")
                .shouldFailOnError(true)
                .verbosity(verbosity)
                .forks(1)
                .warmupIterations(warmups)
                .measurementIterations(iterations)
                .warmupTime(TimeValue.seconds(seconds))
                .measurementTime(TimeValue.seconds(seconds))
                .param("megabytes", String.valueOf(megabytes))
                .jvmArgs("-Xms1g", "-Xmx1g", "--enable-native-access=ALL-UNNAMED")
                .jvmArgsAppend(jvmArguments.toArray(String[]::new));
        jvm.ifPresent(path -> options.jvm(path.toString()));
        narrow(options, "input", inputs);
        narrow(options, "lineEnd", lineEnds);
        narrow(options, "side", sides);
        return options;
    }

    private static void narrow(ChainedOptionsBuilder options, String parameter, List<String> values) {
        if (!values.isEmpty()) {
            options.param(parameter, values.toArray(String[]::new));
        }
    }
}
