package io.github.leat.benchmarks.soak;

import io.github.leat.core.sink.WriteMode;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;

/**
 * One target of its own and what is loaded into it: a file, and maybe a newer version of it. Immutable.
 *
 * @param number from 0; with the run's seed it decides everything else
 * @param seed of all further dice
 * @param versions one or two
 */
record Scenario(int number, long seed, SinkKind sink, WriteMode mode, InputShape shape, List<Version> versions) {
    private static final double SMALLEST = 200;

    /**
     * A file and what happens to its load.
     *
     * @param malformed records with a field too few, as many with one too many, and as many with a word for a number
     * @param duplicates records with the key of an earlier one
     */
    record Version(int records, int malformed, int duplicates, Fault fault) {
        int rejects() {
            return 3 * malformed;
        }
    }

    /** The scenario of this number: always the same for the same seed and sinks. */
    static Scenario draw(int number, long runSeed, List<SinkKind> sinks) {
        long seed = runSeed * 1_000_003 + number;
        Random random = new Random(seed);
        random.nextInt(); // seeds that follow each other have similar first numbers
        SinkKind sink = sinks.get(number % sinks.size());
        WriteMode mode = one(sink.modes(), random);
        InputShape shape = one(List.of(InputShape.values()), random);
        List<Version> versions = new ArrayList<>();
        do {
            // evenly over the orders of magnitude: many small files, some large ones
            int records = (int) (SMALLEST * Math.pow(sink.mostRecords / SMALLEST, random.nextDouble()));
            int malformed = random.nextInt(3) == 0 ? 1 + random.nextInt(10) : 0;
            int duplicates = random.nextInt(3) == 0 ? 1 + random.nextInt(20) : 0;
            versions.add(new Version(records, malformed, duplicates, fault(sink, random)));
        } while (versions.size() < 2 && random.nextBoolean());
        return new Scenario(number, seed, sink, mode, shape, List.copyOf(versions));
    }

    /** Whether records of one key are one. */
    boolean hasKey() {
        return mode != WriteMode.APPEND && sink != SinkKind.CSV;
    }

    private static <T> T one(List<T> of, Random random) {
        return of.get(random.nextInt(of.size()));
    }

    private static Fault fault(SinkKind sink, Random random) {
        int die = random.nextInt(100);
        if (die < 8) {
            return Fault.KILL; // a process costs more than all the rest
        }
        List<Fault> others = new ArrayList<>(List.of(Fault.NONE, Fault.SOURCE, Fault.DEADLINE, Fault.CANCEL));
        if (sink.isRemote()) {
            others.add(Fault.TARGET);
            others.add(Fault.TARGET);
        }
        return others.get(die % others.size());
    }

    @Override
    public String toString() {
        return "scenario " + number + ": " + sink.label + ", " + mode + ", " + shape + ", " + versions;
    }
}
