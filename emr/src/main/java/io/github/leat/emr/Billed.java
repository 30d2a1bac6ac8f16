package io.github.leat.emr;

/**
 * What a job used, as the service counts it.
 *
 * @param vcpuHours hours of virtual cores
 * @param memoryGigabyteHours hours of GB of memory
 * @param storageGigabyteHours hours of GB of disk beyond what is free
 */
public record Billed(double vcpuHours, double memoryGigabyteHours, double storageGigabyteHours) {}
