package io.github.leat.benchmarks.soak;

import io.github.leat.core.sink.WriteMode;
import java.util.ArrayList;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;

/** What was done and what failed. Thread-safe. */
final class Tally {
    /** Of a sink and a mode. */
    static final class Loads {
        long files;
        long runs;
        long again;
        long already;
        long stale;
        long records;
        long rejects;
    }

    /** Of a sink and a fault. */
    static final class Faults {
        long loads;
        long planted;
        long ended;
    }

    private final Map<SinkKind, Map<WriteMode, Loads>> loads = new EnumMap<>(SinkKind.class);
    private final Map<SinkKind, Map<Fault, Faults>> faults = new EnumMap<>(SinkKind.class);
    private final List<String> failures = new ArrayList<>();
    private long scenarios;

    synchronized void count(Scenario scenario, java.util.function.Consumer<Loads> change) {
        change.accept(loads.computeIfAbsent(scenario.sink(), any -> new EnumMap<>(WriteMode.class))
                .computeIfAbsent(scenario.mode(), any -> new Loads()));
    }

    /**
     * A load met a fault.
     *
     * @param ended whether that stopped it; else it completed in spite of it, or before
     */
    synchronized void fault(SinkKind sink, Fault fault, long planted, boolean ended) {
        Faults row = faults.computeIfAbsent(sink, any -> new EnumMap<>(Fault.class))
                .computeIfAbsent(fault, any -> new Faults());
        row.loads++;
        row.planted += planted;
        row.ended += ended ? 1 : 0;
    }

    synchronized void scenarioDone() {
        scenarios++;
    }

    synchronized void failure(String what) {
        failures.add(what);
    }

    synchronized long scenarios() {
        return scenarios;
    }

    synchronized List<String> failures() {
        return List.copyOf(failures);
    }

    synchronized long runs() {
        return loads.values().stream()
                .flatMap(modes -> modes.values().stream())
                .mapToLong(row -> row.runs)
                .sum();
    }

    /** Asked for when all loads are done. */
    Map<SinkKind, Map<WriteMode, Loads>> loads() {
        return loads;
    }

    /** Asked for when all loads are done. */
    Map<SinkKind, Map<Fault, Faults>> faults() {
        return faults;
    }
}
