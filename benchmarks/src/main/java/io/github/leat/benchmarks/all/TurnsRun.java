package io.github.leat.benchmarks.all;

import io.github.leat.benchmarks.CsvInput;
import io.github.leat.benchmarks.InputKind;
import io.github.leat.benchmarks.Isolated;
import io.github.leat.benchmarks.csv.FieldSide;
import io.github.leat.benchmarks.report.Measured;
import io.github.leat.benchmarks.typed.ValueSide;
import io.github.leat.testkit.generate.LineEnd;
import java.util.ArrayList;
import java.util.List;

/**
 * Leat and FastCSV in one process, a pass of one and then a pass of the other, again and again; prints what each took. What makes the
 * processor slower for some seconds, such as a neighbour on the same core, then meets both.
 */
public final class TurnsRun {
    private static final String VECTORS = "jdk.incubator.vector";

    private TurnsRun() {}

    /** Whether this JVM was started with the Vector API; those it starts are too, then. */
    static boolean lendsVectors() {
        return ModuleLayer.boot().findModule(VECTORS).isPresent();
    }

    /** What is done with each field. */
    enum Task {
        /** It is touched, see {@link FieldSide}. */
        FIELDS,
        /** It is decoded, see {@link ValueSide}. */
        VALUES
    }

    /** Seconds of two passes, one right after the other. */
    record Turn(double ours, double theirs) {}

    private interface Reading {
        void pass(CsvInput input) throws Exception;
    }

    /** The arguments are task, input, megabytes, how many turns do not count, and how many do. */
    public static void main(String[] args) throws Exception {
        for (Turn turn : measure(
                Task.valueOf(args[0]),
                InputKind.valueOf(args[1]),
                Integer.parseInt(args[2]),
                Integer.parseInt(args[3]),
                Integer.parseInt(args[4]))) {
            System.out.println(turn.ours() + " " + turn.theirs());
        }
    }

    /** In another process; see {@link #main}. */
    static List<Turn> start(Task task, InputKind kind, int megabytes, int warmUps, int turns) throws Exception {
        List<String> command = lendsVectors()
                ? Command.ofClass(TurnsRun.class, "-Xms1g", "-Xmx1g", "--add-modules", VECTORS)
                : Command.ofClass(TurnsRun.class, "-Xms1g", "-Xmx1g");
        command.addAll(List.of(
                task.name(), kind.name(), String.valueOf(megabytes), String.valueOf(warmUps), String.valueOf(turns)));
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
    static List<Turn> measure(Task task, InputKind kind, int megabytes, int warmUps, int turns) throws Exception {
        try (CsvInput input = CsvInput.generate(kind, LineEnd.LF, megabytes)) {
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
