package io.github.leat.benchmarks.all;

import io.github.leat.benchmarks.CsvInput;
import io.github.leat.benchmarks.InputKind;
import io.github.leat.benchmarks.Isolated;
import io.github.leat.benchmarks.csv.FieldSide;
import io.github.leat.benchmarks.report.Measured;
import io.github.leat.benchmarks.typed.ValueSide;
import io.github.leat.testkit.generate.LineEnd;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;

/**
 * Leat and FastCSV in one process, a pass of one and then a pass of the other, again and again; prints what each took. What makes the
 * processor slower for some seconds, such as a neighbour on the same core, then meets both.
 */
public final class TurnsRun {
    private static final String VECTORS = "jdk.incubator.vector";

    private TurnsRun() {}

    /** Whether this JVM was started with the Vector API. */
    private static boolean lendsVectors() {
        return ModuleLayer.boot().findModule(VECTORS).isPresent();
    }

    /** What is done with each field. */
    enum Task {
        /** It is touched, see {@link FieldSide}. */
        FIELDS,
        /** It is decoded, see {@link ValueSide}. */
        VALUES
    }

    /**
     * A JVM that measures.
     *
     * @param name for the reader
     * @param java the program
     * @param arguments of it
     */
    record Jvm(String name, String java, List<String> arguments) {
        /** The one that runs this. */
        static Jvm ours() {
            String name = "Java " + Runtime.version().feature();
            return lendsVectors()
                    ? new Jvm(name + " with vectors", Command.java(), List.of("--add-modules", VECTORS))
                    : new Jvm(name, Command.java(), List.of());
        }

        /** This one and, where the environment's {@code JAVA_HOME_25} names one, Java 25 with vectors. */
        static List<Jvm> all() {
            String home = System.getenv("JAVA_HOME_25");
            return home == null
                    ? List.of(ours())
                    : List.of(
                            ours(),
                            new Jvm(
                                    "Java 25 with vectors",
                                    Path.of(home, "bin", "java").toString(),
                                    List.of("--add-modules", VECTORS)));
        }
    }

    /** Seconds of two passes, one right after the other. */
    record Turn(double ours, double theirs) {}

    private interface Reading {
        void pass(CsvInput input) throws Exception;
    }

    /** The arguments are task, input, line end, megabytes, how many turns do not count, and how many do. */
    public static void main(String[] args) throws Exception {
        for (Turn turn : measure(
                Task.valueOf(args[0]),
                InputKind.valueOf(args[1]),
                LineEnd.valueOf(args[2]),
                Integer.parseInt(args[3]),
                Integer.parseInt(args[4]),
                Integer.parseInt(args[5]))) {
            System.out.println(turn.ours() + " " + turn.theirs());
        }
    }

    /** In another process; see {@link #main}. */
    static List<Turn> start(Jvm jvm, Task task, InputKind kind, LineEnd lineEnd, int megabytes, int warmUps, int turns)
            throws Exception {
        List<String> arguments = new ArrayList<>(List.of("-Xms1g", "-Xmx1g"));
        arguments.addAll(jvm.arguments());
        List<String> command = Command.ofClass(TurnsRun.class, arguments.toArray(String[]::new));
        command.set(0, jvm.java());
        command.addAll(List.of(
                task.name(),
                kind.name(),
                lineEnd.name(),
                String.valueOf(megabytes),
                String.valueOf(warmUps),
                String.valueOf(turns)));
        return Command.run(command)
                .lines()
                .map(line -> line.split(" ", -1))
                .map(words -> new Turn(Double.parseDouble(words[0]), Double.parseDouble(words[1])))
                .toList();
    }

    /**
     * Proves, warms up, measures.
     *
     * @throws IllegalStateException if a side reads something else than the reference, or a pass answers another sum
     */
    static List<Turn> measure(Task task, InputKind kind, LineEnd lineEnd, int megabytes, int warmUps, int turns)
            throws Exception {
        try (CsvInput input = CsvInput.generate(kind, lineEnd, megabytes)) {
            Reading ours = task == Task.FIELDS ? fields(FieldSide.LEAT, input) : values(ValueSide.LEAT, input);
            Reading theirs =
                    task == Task.FIELDS ? fields(FieldSide.FASTCSV, input) : values(ValueSide.FASTCSV_JDK, input);
            List<Turn> measured = new ArrayList<>();
            for (int turn = -warmUps; turn < turns; turn++) {
                // Who comes first changes, should that matter.
                boolean first = turn % 2 == 0;
                double one = seconds(first ? ours : theirs, input);
                double other = seconds(first ? theirs : ours, input);
                if (turn >= 0) {
                    measured.add(first ? new Turn(one, other) : new Turn(other, one));
                }
            }
            return measured;
        }
    }

    private static double seconds(Reading reading, CsvInput input) throws Exception {
        long start = System.nanoTime();
        reading.pass(input);
        return (System.nanoTime() - start) / 1e9;
    }

    private static Reading fields(FieldSide side, CsvInput csv) throws Exception {
        long expected = (Long) Isolated.call(
                FieldSide.class,
                "prove",
                side.name(),
                csv.kind().name(),
                csv.lineEnd().name(),
                csv.bytes());
        return input -> {
            long sum = side.touch(input);
            if (sum != expected) {
                throw new IllegalStateException(side + " touched " + sum + " instead of " + expected);
            }
        };
    }

    private static Reading values(ValueSide side, CsvInput csv) throws Exception {
        long[] expected = (long[]) Isolated.call(
                ValueSide.class,
                "prove",
                side.name(),
                csv.kind().name(),
                csv.lineEnd().name(),
                csv.bytes());
        return input -> side.sum(input, expected);
    }

    /** How many times as fast we are, over some turns: the median of their ratios. */
    static double timesAsFast(List<Turn> turns) {
        if (turns.isEmpty()) {
            throw new IllegalArgumentException("no turns");
        }
        Measured ratios = new Measured();
        turns.forEach(turn -> ratios.add(turn.theirs() / turn.ours()));
        return ratios.median();
    }
}
