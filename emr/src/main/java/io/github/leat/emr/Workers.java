package io.github.leat.emr;

/**
 * The machines of a job. Immutable.
 *
 * @param executors how many executors, from the beginning to the end; 1 at least
 * @param executorCores cores of each, which are as many tasks at once
 * @param executorGigabytes heap of each in GiB, without Spark's overhead
 * @param driverCores cores of the driver
 * @param driverGigabytes heap of the driver in GiB, without Spark's overhead
 */
public record Workers(int executors, int executorCores, int executorGigabytes, int driverCores, int driverGigabytes) {
    /**
     * 4 executors of 4 cores and 8 GiB, a driver of 2 cores and 4 GiB: 2 GiB for each core, which is what a load needs
     * (docs/spark.md, "Sizes"), and 16 tasks at once, which few databases take more of.
     */
    public static final Workers DEFAULT = new Workers(4, 4, 8, 2, 4);

    /** @throws IllegalArgumentException if a number is below 1 */
    public Workers {
        if (executors < 1 || executorCores < 1 || executorGigabytes < 1 || driverCores < 1 || driverGigabytes < 1) {
            throw new IllegalArgumentException(
                    "Executors, cores and memory are each at least 1. Give a load one executor of one core at least.");
        }
    }

    /** Tasks that run at once. */
    public int tasks() {
        return executors * executorCores;
    }
}
