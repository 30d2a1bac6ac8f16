package io.github.leat.benchmarks.dynamodb;

import java.time.Duration;
import java.util.List;

/**
 * One row of the table.
 *
 * @param what it shows
 * @param writer who writes
 * @param writers how many of it at once
 * @param capacity write units a second of the table
 * @param partitions of the table, at 1,000 units each
 * @param smallest payload in bytes
 * @param largest payload in bytes
 * @param run consecutive items of one partition key
 * @param changes of the capacity while it is measured
 */
record BenchCase(
        String what,
        BenchWriter writer,
        int writers,
        int capacity,
        int partitions,
        int smallest,
        int largest,
        int run,
        List<Change> changes) {
    /** A new capacity, some time after the warm-up. */
    record Change(Duration after, int capacity) {}

    /** Items of 0.3 to 5 KB whose partition keys are all different. */
    static BenchCase steady(String what, BenchWriter writer, int writers, int capacity) {
        // Sixteen partitions at the least, so that none is hot by the luck of its keys.
        return new BenchCase(what, writer, writers, capacity, Math.max(16, capacity / 100), 270, 5090, 1, List.of());
    }

    BenchCase changing(List<Change> changesOfCapacity) {
        return new BenchCase(
                what, writer, writers, capacity, partitions, smallest, largest, run, List.copyOf(changesOfCapacity));
    }

    /** Items of one unit in runs of one partition key, on partitions that each take a part of the capacity only. */
    static BenchCase sorted(String what, BenchWriter writer, int capacity, int run) {
        return new BenchCase(what, writer, 1, capacity, 16, 270, 900, run, List.of());
    }
}
