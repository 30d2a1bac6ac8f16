package io.github.leat.benchmarks;

import io.github.leat.benchmarks.all.AllTables;
import io.github.leat.benchmarks.report.Compare;
import java.util.Arrays;

/** The command of the jar: {@code all} runs every table, the name of a benchmark runs that one. */
public final class Benchmarks {
    private Benchmarks() {}

    /** See {@code --help} and {@code all --help}. */
    public static void main(String[] args) {
        if (args.length > 0 && args[0].equals("all")) {
            AllTables.main(Arrays.copyOfRange(args, 1, args.length));
        } else {
            Compare.main(args);
        }
    }
}
