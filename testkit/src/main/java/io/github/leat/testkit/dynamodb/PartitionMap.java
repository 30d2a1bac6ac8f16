package io.github.leat.testkit.dynamodb;

import java.time.Duration;

/**
 * The partitions of a table or index, chosen by a hash of the partition key, each with a bucket of its own.
 *
 * <p>A partition takes 1,000 write units a second whatever the table has (developer guide, "Partition and key design", and
 * re:Post's knowledge center, "dynamodb-spiky-workloads-short-intervals", which says that burst capacity does not lift this limit;
 * both read 2026-11-26). The split of unused capacity over partitions is DynamoDB's adaptive capacity, which is taken as
 * immediate: only the limit holds. Partitions don't split.
 *
 * <p>Not thread-safe: the table's meter guards it.
 */
final class PartitionMap {
    /** What one partition takes a second. */
    static final double UNITS_PER_SECOND = 1000;

    private final CapacityBucket[] partitions;

    PartitionMap(int count, long nanos) {
        partitions = new CapacityBucket[count];
        for (int i = 0; i < count; i++) {
            partitions[i] = new CapacityBucket(UNITS_PER_SECOND, Duration.ofSeconds(1), nanos);
        }
    }

    CapacityBucket of(long partitionKeyHash) {
        return partitions[(int) Long.remainderUnsigned(partitionKeyHash, partitions.length)];
    }
}
