package io.github.leat.emr.internal;

import java.util.Map;
import java.util.TreeMap;

/** The sizes of workers that EMR Serverless has (user guide, "Understanding application behavior", read 2026-11-27). */
final class WorkerSizes {
    /** GB of memory: the least, the most, in steps of. */
    private record Memory(int least, int most, int step) {}

    private static final Map<Integer, Memory> SIZES = new TreeMap<>(Map.of(
            1, new Memory(2, 8, 1),
            2, new Memory(4, 16, 1),
            4, new Memory(8, 30, 1),
            8, new Memory(16, 60, 4),
            16, new Memory(32, 120, 8)));

    private WorkerSizes() {}

    /**
     * The memory of a worker.
     *
     * @param what how messages call it
     * @throws IllegalArgumentException if there is no such size
     */
    static int gigabytes(String what, int cores, int heapGigabytes) {
        Memory memory = SIZES.get(cores);
        if (memory == null) {
            throw new IllegalArgumentException(
                    "EMR Serverless has no " + what + " of " + cores + " cores. Take one of " + SIZES.keySet() + ".");
        }
        int needed = SparkSettings.withOverhead(heapGigabytes);
        int rounded = memory.least()
                + (Math.max(0, needed - memory.least()) + memory.step() - 1) / memory.step() * memory.step();
        if (needed < memory.least() || rounded > memory.most()) {
            throw new IllegalArgumentException(
                    "On EMR Serverless " + what + "s of " + cores + " cores have " + memory.least()
                            + " to " + memory.most() + " GB, and " + heapGigabytes + " GB of heap need " + needed
                            + " with Spark's overhead of a tenth. Ask for another memory, or other cores.");
        }
        return rounded;
    }
}
