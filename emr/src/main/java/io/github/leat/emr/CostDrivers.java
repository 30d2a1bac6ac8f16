package io.github.leat.emr;

import java.util.List;

/**
 * What an hour of a job is paid by, at most: hours of cores and of memory. Prices differ by region and change, and are not here.
 *
 * @param workers how many machines: the driver and the executors
 * @param vcpus cores of all of them, which are the vCPU-hours of an hour
 * @param gigabytes memory of all of them, which are the GB-hours of an hour; with Spark's overhead
 * @param notes sentences on what else is paid, and by what rule
 */
public record CostDrivers(int workers, int vcpus, int gigabytes, List<String> notes) {
    /** Copies the notes. */
    public CostDrivers {
        notes = List.copyOf(notes);
    }
}
