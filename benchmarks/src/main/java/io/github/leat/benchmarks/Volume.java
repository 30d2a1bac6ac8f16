package io.github.leat.benchmarks;

import org.openjdk.jmh.annotations.AuxCounters;
import org.openjdk.jmh.annotations.Scope;
import org.openjdk.jmh.annotations.State;

/** Counts what was read, so that JMH reports megabytes (10^6 bytes) per second beside operations per second. */
@AuxCounters(AuxCounters.Type.OPERATIONS)
@State(Scope.Thread)
public class Volume {
    /** Megabytes read; JMH reads and resets it. */
    public double megabytes;

    /** One more input was read. */
    public void add(CsvInput input) {
        megabytes += input.bytes().length / 1e6;
    }
}
