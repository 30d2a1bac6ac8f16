package io.github.leat.testkit.dynamodb;

import java.time.Duration;

/**
 * What a {@link DynamoDbProxy} meters by.
 *
 * @param burst how much unused capacity is kept: DynamoDB's 300 seconds, or {@link Duration#ZERO} for a table that has used up
 *     its credit, which keeps one second. Longer is {@link IllegalArgumentException}, for DynamoDB keeps no more
 * @param partitions how many partitions each table and index has, 1 or more
 */
public record ProxySetup(Duration burst, int partitions) {
    /** What DynamoDB keeps: developer guide, "Burst capacity", read 2026-11-26. */
    public static final Duration FULL_BURST = Duration.ofMinutes(5);

    /** Checks the ranges. */
    public ProxySetup {
        if (burst.isNegative() || burst.compareTo(FULL_BURST) > 0) {
            throw new IllegalArgumentException("Burst credit is of 0 to 300 seconds, got " + burst);
        }
        if (partitions < 1) {
            throw new IllegalArgumentException("A table has at least one partition, got " + partitions);
        }
    }

    /** No burst credit, and enough partitions (64) that none is hot where keys are spread. */
    public static ProxySetup steady() {
        return new ProxySetup(Duration.ZERO, 64);
    }
}
