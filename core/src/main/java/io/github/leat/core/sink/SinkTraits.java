package io.github.leat.core.sink;

import io.github.leat.core.rate.CostUnit;
import java.util.Objects;

/**
 * What the load must know of a sink.
 *
 * @param maxBatchRecords most records in one {@code write}, above 0
 * @param maxBatchBytes most bytes in one {@code write}, above 0
 * @param costUnit the unit of {@code estimateCost} and {@link WriteResult#cost()}
 * @param delivery what a re-run does
 * @param maxWriters most writers open at once for one load, above 0
 * @param canWiden whether {@link SinkWriter#evolve} can widen a column while the load runs
 */
public record SinkTraits(
        int maxBatchRecords,
        long maxBatchBytes,
        CostUnit costUnit,
        Delivery delivery,
        int maxWriters,
        boolean canWiden) {
    /** @throws IllegalArgumentException if a number is not above 0 */
    public SinkTraits {
        Objects.requireNonNull(costUnit, "costUnit");
        Objects.requireNonNull(delivery, "delivery");
        if (maxBatchRecords < 1 || maxBatchBytes < 1 || maxWriters < 1) {
            throw new IllegalArgumentException("Sink traits must be above 0, got maxBatchRecords " + maxBatchRecords
                    + ", maxBatchBytes " + maxBatchBytes + ", maxWriters " + maxWriters);
        }
    }
}
