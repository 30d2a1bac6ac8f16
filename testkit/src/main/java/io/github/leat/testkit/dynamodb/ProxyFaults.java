package io.github.leat.testkit.dynamodb;

import java.time.Duration;

/**
 * What goes wrong on the way to the table, each by its probability for a request (0 none, 1 every one). Immutable.
 *
 * @param latency how long each request takes at least
 * @param jitter up to how much longer it takes, evenly spread
 * @param reset the connection is reset before anything was done
 * @param serverError 500 InternalServerError before anything was done
 * @param lostResponse the connection is reset after all was done
 * @param unprocessed for each item of a batch: it is left unprocessed though there is capacity, as for DynamoDB's "internal
 *     processing failure" (API reference, BatchWriteItem, read 2026-11-26); where all of a batch would be, its first item is
 *     processed
 * @param seed of the dice; which request meets which throw depends on their order
 */
public record ProxyFaults(
        Duration latency,
        Duration jitter,
        double reset,
        double serverError,
        double lostResponse,
        double unprocessed,
        long seed) {
    /** Checks the ranges. */
    public ProxyFaults {
        if (latency.isNegative() || jitter.isNegative()) {
            throw new IllegalArgumentException("A latency is 0 or longer, got " + latency + " and " + jitter);
        }
        for (double probability : new double[] {reset, serverError, lostResponse, unprocessed}) {
            if (!(probability >= 0 && probability <= 1)) {
                throw new IllegalArgumentException("A probability is of 0 to 1, got " + probability);
            }
        }
    }

    /** Nothing goes wrong and nothing is slow. */
    public static ProxyFaults none() {
        return latency(Duration.ZERO);
    }

    /** Nothing goes wrong, and each request takes this long at least. */
    public static ProxyFaults latency(Duration latency) {
        return new ProxyFaults(latency, Duration.ZERO, 0, 0, 0, 0, 0);
    }

    /** All of the faults, each by this probability. */
    public static ProxyFaults mixed(double probability, long seed) {
        return new ProxyFaults(
                Duration.ZERO, Duration.ofMillis(2), probability, probability, probability, probability, seed);
    }
}
