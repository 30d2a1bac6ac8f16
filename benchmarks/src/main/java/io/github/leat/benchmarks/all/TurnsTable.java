package io.github.leat.benchmarks.all;

import io.github.leat.benchmarks.InputKind;
import io.github.leat.benchmarks.all.Grid.Better;
import io.github.leat.benchmarks.all.TurnsRun.Jvm;
import io.github.leat.benchmarks.all.TurnsRun.Task;
import io.github.leat.benchmarks.all.TurnsRun.Turn;
import io.github.leat.testkit.generate.LineEnd;
import java.util.List;
import java.util.Locale;

/**
 * How many times as fast as FastCSV, where both are measured in turn so that a neighbour on the processor meets both.
 *
 * @param lineEnd of the files
 */
record TurnsTable(LineEnd lineEnd) implements Table {
    @Override
    public String id() {
        return lineEnd == LineEnd.LF ? "in-turn" : "in-turn-crlf";
    }

    @Override
    public String title() {
        return "Leat and FastCSV in turn, one thread, " + lineEnd;
    }

    @Override
    public Page measure(Effort effort) throws Exception {
        int megabytes = effort.of(24, 4, 1);
        int processes = effort.of(3, 1, 1);
        // On Java 25 passes become faster for up to 70 turns.
        int warmUps = effort.of(80, 5, 1);
        int turns = effort.of(40, 10, 3);
        List<Jvm> jvms = effort == Effort.TINY ? List.of(Jvm.ours()) : Jvm.all();
        List<InputKind> kinds = effort == Effort.TINY ? List.of(InputKind.NUMERIC) : List.of(InputKind.values());
        Grid ratios = new Grid("times as fast as FastCSV", Better.MORE, 2);
        Grid speeds = new Grid("MB/s", Better.MORE, 0);
        for (InputKind kind : kinds) {
            String input = JmhTable.input(kind.name().toLowerCase(Locale.ROOT));
            for (int process = 0; process < processes; process++) {
                for (Jvm jvm : jvms) {
                    for (Task task : Task.values()) {
                        List<Turn> measured = effort == Effort.TINY
                                ? TurnsRun.measure(task, kind, lineEnd, megabytes, warmUps, turns)
                                : TurnsRun.start(jvm, task, kind, lineEnd, megabytes, warmUps, turns);
                        String row = ", " + task.name().toLowerCase(Locale.ROOT) + ", " + jvm.name();
                        ratios.add(input, Grid.OURS + row, TurnsRun.timesAsFast(measured));
                        addSpeeds(speeds, row, input, megabytes, measured);
                    }
                }
            }
        }
        return new Page()
                .about(
                        "As in `fields` and `values`, but both in one process, a pass of one and then a pass of the other. Where the processor is"
                                + " shared it may be half as fast for some seconds; that then meets both.")
                .about(String.format(
                        Locale.ROOT,
                        "%d MB (10^6 bytes) with %s; %d process(es), each with %d turns that do not count and %d that do. The figure of a"
                                + " process is the median of the ratios of its turns; shown are the median of the processes, the lowest and"
                                + " the highest. Below, the speeds of all single passes. -Xms1g -Xmx1g. Before it measures, each process proves that"
                                + " both give what the reference gives, and every pass must answer the sum that the proof computed.",
                        megabytes,
                        lineEnd,
                        processes,
                        warmUps,
                        turns))
                .about(
                        "With vectors: `--add-modules jdk.incubator.vector`. Java 25 is measured too, with them, where the environment's"
                                + " `JAVA_HOME_25` says where it is; each ratio is of two readers on the same JVM.")
                .grid(ratios.withoutRatios())
                .grid(speeds.withoutRatios());
    }

    private static void addSpeeds(Grid speeds, String row, String input, int megabytes, List<Turn> turns) {
        for (Turn turn : turns) {
            speeds.add(input, Grid.OURS + row, megabytes / turn.ours());
            speeds.add(input, "FastCSV" + row, megabytes / turn.theirs());
        }
    }
}
