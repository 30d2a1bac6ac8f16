package io.github.leat.emr.internal;

import io.github.leat.emr.Workers;
import java.util.ArrayList;
import java.util.List;

/** What spark-submit is told of machines: a fixed number of executors, so that what a job may cost is known before. */
final class SparkSettings {
    /** Spark's overhead, and the least of it (EMR Serverless user guide, "Understanding application behavior", read 2026-11-27). */
    private static final double OVERHEAD = 0.10;

    private static final double LEAST_OVERHEAD_GIGABYTES = 0.375;

    private SparkSettings() {}

    static List<String> arguments(Workers workers) {
        List<String> arguments = new ArrayList<>();
        for (String setting : List.of(
                "spark.executor.instances=" + workers.executors(),
                "spark.dynamicAllocation.enabled=false",
                "spark.executor.cores=" + workers.executorCores(),
                "spark.executor.memory=" + workers.executorGigabytes() + "g",
                "spark.driver.cores=" + workers.driverCores(),
                "spark.driver.memory=" + workers.driverGigabytes() + "g")) {
            arguments.add("--conf");
            arguments.add(setting);
        }
        return arguments;
    }

    /** The memory that a machine needs for a heap, in whole GB. */
    static int withOverhead(int heapGigabytes) {
        return (int) Math.ceil(heapGigabytes + Math.max(LEAST_OVERHEAD_GIGABYTES, heapGigabytes * OVERHEAD));
    }
}
